"""What came out of a file, and how large a file may be."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

MEGABYTE = 2**20
MOST_BYTES = 15 * MEGABYTE
MOST_PHOTO_BYTES = 25 * MEGABYTE


@dataclass(frozen=True)
class Content:
    """A file that was looked at and found harmless: its kind, its bytes as they are kept, a little picture."""

    kind: str
    data: bytes
    name: str = ""
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    small: bytes = b""


def too_large(size):
    """The sentence for a file that is larger than any we take."""
    return _(
        "This file has %(size)d MB. A photo may have %(photo)d MB, a PDF or Word document %(document)d MB. "
        "Choose a smaller one, or send it in parts."
    ) % {
        "size": max(round(size / MEGABYTE), 1),
        "photo": MOST_PHOTO_BYTES // MEGABYTE,
        "document": MOST_BYTES // MEGABYTE,
    }
