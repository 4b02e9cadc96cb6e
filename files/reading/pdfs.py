"""PDFs are kept as they came, so that their hash is the hash of the paper people have. What could act is refused."""

import zipfile
from io import BytesIO

import pikepdf
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files.models import File
from files.reading.content import MEGABYTE, Content

MOST_OBJECTS = 100_000
MOST_PAGES = 1000
MOST_UNPACKED = 100 * MEGABYTE  # of one stream

ACTING = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/Movie", "/Sound", "/RichMedia"}
ACTING |= {"/JS", "/XFA", "/RichMediaContent", "/GoTo3DView", "/Screen", "/3D"}
CARRYING = {"/EmbeddedFiles", "/EmbeddedFile", "/EF", "/FileAttachment", "/GoToE"}

AGAIN = gettext_lazy("Open it, print it to a new PDF (“Save as PDF”), and choose that one.")

pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MOST_UNPACKED,
    png_max_memory=MOST_UNPACKED,
    tiff_max_memory=MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
)


def read(data: bytes) -> Content:
    """A PDF that begins and ends as one, opens without a password, and does nothing but show its pages."""
    refuse(is_something_more(data), _("This file is a PDF and something else at once."))
    try:
        with pikepdf.Pdf.open(BytesIO(data), suppress_warnings=True, attempt_recovery=False) as pdf:
            refuse(pdf.is_encrypted, _("This PDF is locked with a password."))
            pages = len(pdf.pages)
            refuse(not 0 < pages <= MOST_PAGES, _("This PDF has no page, or more than a thousand."))
            refuse(len(pdf.objects) > MOST_OBJECTS, _("This PDF is too intricate to be looked through."))
            refuse_what_acts(pdf)
    except pikepdf.PasswordError:
        refuse(True, _("This PDF is locked with a password."))
    except (pikepdf.PdfError, ValueError, TypeError, LookupError, RuntimeError, RecursionError):
        refuse(True, _("This PDF is damaged."))
    return Content(kind=File.Kind.PDF, data=data, pages=pages)


def refuse(wrong, sentence: str) -> None:
    """Say what is wrong with a PDF, and the one way that mends each of these."""
    if wrong:
        raise ValidationError(f"{sentence} {AGAIN}")


def is_something_more(data: bytes) -> bool:
    """Whether anything but blanks follows the end of the PDF, or a zip archive hides in it."""
    return not data.rstrip(b"\r\n\t \x00").endswith(b"%%EOF") or zipfile.is_zipfile(BytesIO(data))


def refuse_what_acts(pdf) -> None:
    """Refuse a PDF with a script, an action beyond its own pages, a film, or files inside."""
    found = names_in(pdf)
    refuse(found & ACTING, _("This PDF holds a script or something that acts by itself."))
    refuse(found & CARRYING, _("This PDF has other files inside."))


def names_in(pdf) -> set[str]:
    """Every name that stands in a PDF: the keys of its dictionaries, and values such as the kind of an action."""
    names = set()
    waiting = list(pdf.objects)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Name):
            names.add(str(thing))
        elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            names.update(thing.keys())
            waiting += [inner for inner in thing.values() if looks_further(inner)]
        elif isinstance(thing, pikepdf.Array):
            waiting += [inner for inner in thing if looks_further(inner)]
    return names


def looks_further(thing) -> bool:
    """Whether a value stands here itself: what it only points at is among the objects anyway."""
    return isinstance(thing, pikepdf.Object) and not thing.is_indirect
