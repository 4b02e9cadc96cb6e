"""Which kind of file it is, by its first bytes, and a name that does no harm."""

import re
import unicodedata
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files.models import LONGEST_NAME
from files.reading import pdfs, pictures, word
from files.reading.content import MOST_BYTES, MOST_PHOTO_BYTES, Content, too_large

ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
TAKEN = gettext_lazy("Choose a photo (JPEG, PNG or HEIC), a PDF or a Word document (.docx).")
FILM = gettext_lazy("This is a film or a recording. Choose a photo of it, or write where it can be found.")
OLD_WORD = gettext_lazy("This is a document of an older kind, or one with a password. Save it as .docx or PDF.")
OTHER_PICTURE = gettext_lazy("This kind of picture is not taken. Save it as JPEG or PNG, or take a photo of it.")

# What the first bytes say a file is, when that is something with a better way in.
NOT_TAKEN = (
    (b"\xd0\xcf\x11\xe0", OLD_WORD),
    (b"{\\rtf", OLD_WORD),
    (b"GIF8", OTHER_PICTURE),
    (b"RIFF", OTHER_PICTURE),
    (b"II*\x00", OTHER_PICTURE),
    (b"MM\x00*", OTHER_PICTURE),
    (b"BM", OTHER_PICTURE),
)


def read(data: bytes, name: str) -> Content:
    """What is in these bytes, under a safe name. Raises ValidationError for what is not taken."""
    is_picture = pictures.begins(data)
    if len(data) > (MOST_PHOTO_BYTES if is_picture else MOST_BYTES):
        raise ValidationError(too_large(len(data)))
    if is_picture:
        content = pictures.read(data)
    elif data.startswith(b"%PDF-"):
        content = pdfs.read(data)
    elif data.startswith(b"PK\x03\x04"):
        content = word.read(data)
    else:
        raise ValidationError(why_not(data))
    return replace(content, name=safe_name(name, content.kind))


def why_not(data: bytes) -> str:
    """The sentence for a file of a kind that is not taken."""
    if not data.strip():
        return _("This file is empty. Choose the one with something in it.")
    if data[4:8] == b"ftyp":
        return str(FILM)
    for signature, sentence in NOT_TAKEN:
        if data.startswith(signature):
            return str(sentence)
    return _("This file is something else than its name says, or it is damaged. %(taken)s") % {"taken": TAKEN}


def safe_name(name: str, kind: str) -> str:
    """A file's name without path and without letters nobody sees, short enough, ending in what the file is."""
    seen = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in name)
    stem = ENDING.sub("", seen.replace("\\", "/").rpartition("/")[2])
    stem = " ".join(stem.split())[: LONGEST_NAME - len(kind) - 1].strip(". ")
    return f"{stem or _('file')}.{kind}"
