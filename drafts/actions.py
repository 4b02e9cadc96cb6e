"""Keeping what somebody types, and letting go of it. Drafts are no acts: history does not tell of them."""

import datetime
import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from drafts.models import Draft
from drafts.registry import allowed, person_of
from history import clock

MOST = 200  # of one person at a time
KEPT_FOR = datetime.timedelta(days=90)
LATE_COPIES = datetime.timedelta(days=1)
LONG = 15  # letters


@transaction.atomic
def keep(*, by, sheet, door, page, fields, title="", subject="", has_words=True, carried="", at=None):
    """Keep a form as it stands. Returns the `Draft`, or None for a sheet that was sent already.

    `carried` says why it could not be taken when it was sent; the names its boxes had are kept then. Raises
    ValidationError when somebody has too much waiting.
    """
    at = at or clock.now()
    mine = {"person": by.key, "sheet": sheet}
    draft, _is_new = Draft.objects.select_for_update().get_or_create(**mine, defaults={"kept_at": at})
    if draft.ended_at:
        return None
    if has_words and not draft.has_words and Draft.objects.of(by).count() >= MOST:
        raise ValidationError(_("Too much waits unsent to keep more. Send or throw away what you wrote earlier."))
    if carried:
        labels = {field["name"]: field["label"] for field in draft.fields}
        fields = [field | {"label": labels.get(field["name"], "")} for field in fields]
        title, draft.carried = title or draft.title, carried
    draft.person_name, draft.door, draft.page, draft.title, draft.subject = by.name, door, page, title, subject
    draft.fields, draft.has_words, draft.kept_at = fields if has_words else [], has_words, at
    draft.save()
    return draft


@transaction.atomic
def end(*, by, sheet, at=None):
    """Let go of a draft: it was sent, or thrown away. A copy that arrives later does not bring it back."""
    at = at or clock.now()
    gone = {"fields": [], "has_words": False, "ended_at": at}
    blank = {"person_name": by.name, "kept_at": at}
    Draft.objects.update_or_create(person=by.key, sheet=sheet, defaults=gone, create_defaults=blank | gone)


@transaction.atomic
def follow(*, subject, to, things):
    """What people were typing into the forms of these `things` is about another child now: the things moved."""
    Draft.objects.filter(in_forms_of(things), subject=str(subject)).update(subject=str(to))


def in_forms_of(things):
    """A condition: a draft belongs to a form of one of these things, by their public ids."""
    here = Q(pk=None)
    for name in things:
        here |= Q(door__contains=str(name)) | Q(page__contains=str(name))
    return here


def forget_words(*, words, subject, spares, at=None):
    """Let go of whatever people were typing about a child in which these words stand, of everybody but those
    principals for whom `spares(principal)` holds: they are not to meet the words again. Returns how many."""
    return forget_of_others([draft for draft in held(subject) if holds(draft, words)], spares=spares, at=at)


def forget_doors(*, things, subject, spares, at=None):
    """The same for whatever people were typing into the forms of these `things`, by their public ids."""
    return forget_of_others(held(subject).filter(in_forms_of(things)), spares=spares, at=at)


def held(subject):
    """Everything that waits unsent about a child."""
    return Draft.objects.filter(subject=str(subject), has_words=True, ended_at=None)


def forget_of_others(drafts, *, spares, at):
    gone = [draft.pk for draft in drafts if not ((person := person_of(draft.person)) and spares(person))]
    return Draft.objects.filter(pk__in=gone).update(fields=[], has_words=False, ended_at=at or clock.now())


def holds(draft, words):
    """Whether these words stand in a form as somebody left it: as a whole text, or inside another when they are
    long enough. A word or two stand in many texts by chance."""
    words = one_line(words)
    texts = (one_line(text) for field in draft.fields for text in texts_in(field["value"]))
    return any(words == text or (len(words) >= LONG and words in text) for text in texts)


def texts_in(value):
    """A value, and every text inside it when it is JSON, as what a form remembers of another wording is."""
    yield value
    try:
        inside = [json.loads(value)]
    except (ValueError, RecursionError):
        return
    while inside:
        one = inside.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, (list, dict)):
            inside += one.values() if isinstance(one, dict) else one


def one_line(text):
    return " ".join(text.split())


def forget(*, at=None):
    """Delete what is old, what ended, and what somebody wrote about a child they see no more.

    Such words are unreadable from the moment the relation ended; this removes them. Returns how many.
    """
    at = at or clock.now()
    old = Draft.objects.filter(kept_at__lt=at - KEPT_FOR) | Draft.objects.filter(ended_at__lt=at - LATE_COPIES)
    count, _tables = old.delete()
    return count + sum(forget_unseen(key) for key in Draft.objects.values_list("person", flat=True).distinct())


def forget_unseen(key):
    """Delete what one person may read no more. Returns how many."""
    person, drafts = person_of(key), list(Draft.objects.filter(person=key, ended_at=None))
    kept = {draft.pk for draft in allowed(person, drafts)} if person else set()
    return Draft.objects.filter(pk__in={draft.pk for draft in drafts} - kept).delete()[0]
