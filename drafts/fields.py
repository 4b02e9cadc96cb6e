"""Reading what a page sends of a form. It comes from outside: every part is checked."""

import json
import re
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_FIELDS = 600
LONGEST_PATH = 300
MOST_TEXT = 400_000  # characters of one form; a plan's longest form holds a tenth of it
KEYS = {"name": 200, "label": 300, "value": MOST_TEXT}
NEVER_KEPT = {"csrfmiddlewaretoken", "draft"}
SAYS_OF_ITSELF = {"base", "met", "next", "seen", "version", "voice"}  # what a form says of itself
CODE = re.compile(r"[a-z0-9_.:/+T-]*")  # ids, days, addresses, the codes of choices


def read_fields(text):
    """The fields of a form, as `[{"name", "label", "value"}]` of text. Raises ValidationError with a sentence."""
    if len(text) > MOST_TEXT:
        raise ValidationError(
            _("This is too long to be kept while you write. Copy it to be safe, and send it in parts.")
        )
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        rows = None
    if not isinstance(rows, list) or len(rows) > MOST_FIELDS or not all(fits(row) for row in rows):
        raise ValidationError(_("This could not be kept. Reload the page before you go on."))
    return [{key: row[key].replace("\x00", "") for key in KEYS} for row in rows if not is_never_kept(row["name"])]


def is_never_kept(name):
    """Whether what stands in a field of this name is kept nowhere: what the portal put there, and passwords."""
    return name in NEVER_KEPT or "password" in name


def fits(row):
    """Whether a row is three short enough texts and nothing else. Half of a pair of code units is no text."""
    return (
        isinstance(row, dict)
        and set(row) == set(KEYS)
        and all(isinstance(row[key], str) and len(row[key]) <= most and is_text(row[key]) for key, most in KEYS.items())
    )


def is_words(value):
    """Whether somebody typed this, as far as it shows by itself: anything but a code of ours."""
    return not CODE.fullmatch(value.strip())


def is_text(words):
    return not any("\ud800" <= letter <= "\udfff" for letter in words)


def sheet_of(request):
    """The number a window gave the form it sends, or None."""
    try:
        return UUID(request.POST.get("draft", ""))
    except ValueError:
        return None
