"""Opening an upload: look at its bytes to learn what it is, refuse what it must not be, and read the rest."""

from django.utils.translation import gettext_lazy as _

from rostering.readers import delimited, workbook
from rostering.readers.book import Book
from rostering.readers.refusal import FileRefused

MAX_BYTES = 10 * 1024 * 1024
MEGABYTE = 1024 * 1024

SAVE_AS = _("Open it in the program it came from, save it as an Excel workbook (.xlsx) or CSV, and choose that file.")

# What a file's first bytes say it is, when that is something we cannot read. The order matters.
NOT_A_LIST = (
    (b"{\\rtf", _("This is a text document, not a list.")),
    (b"\x89PNG", _("This is a picture, not a list.")),
    (b"\xff\xd8\xff", _("This is a picture, not a list.")),
    (b"GIF8", _("This is a picture, not a list.")),
    (b"\x1f\x8b", _("This is a compressed file.")),
    (b"7z\xbc\xaf", _("This is a compressed file.")),
    (b"Rar!", _("This is a compressed file.")),
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
WEB_PAGE = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<?xml", b"<div")
UTF_16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def open_upload(data: bytes) -> Book:
    """The book inside these bytes. Raises FileRefused, with what to do, for anything that is not a list."""
    refuse_by_size(data)
    if data.startswith(ZIP):
        book = workbook.read(data)
    else:
        refuse_by_kind(data)
        book = delimited.read(data)
    if not book.filled_sheets:
        raise FileRefused(_("There is nothing in this file. Choose the file that holds your students."))
    return book


def refuse_by_size(data: bytes) -> None:
    """Empty and oversized files never reach a parser."""
    if not data.strip():
        raise FileRefused(_("This file is empty. Choose the file that holds your students."))
    if len(data) > MAX_BYTES:
        raise FileRefused(
            _("This file is %(size)s MB; we read files up to %(limit)s MB. Remove pictures or split the list in two."),
            size=round(len(data) / MEGABYTE),
            limit=MAX_BYTES // MEGABYTE,
        )


def refuse_by_kind(data: bytes) -> None:
    """Known files that are not text tables, each with its own sentence."""
    if b"%PDF-" in data[:1024]:
        raise FileRefused(_("This is a PDF, even if its name says otherwise. %(what)s"), what=SAVE_AS)
    if data.startswith(OLD_OFFICE):
        raise FileRefused(old_office_sentence(data), what=SAVE_AS)
    if data.startswith(UTF_16_OR_32):
        raise FileRefused(
            _("This text file is saved as UTF-16 (“Unicode text”). Save it as “CSV UTF-8” and choose that file.")
        )
    if data[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(WEB_PAGE):
        raise FileRefused(_("This is a web page or XML, even if its name ends in .xls. %(what)s"), what=SAVE_AS)
    for signature, sentence in NOT_A_LIST:
        if data.startswith(signature):
            raise FileRefused("%(kind)s %(what)s", kind=sentence, what=SAVE_AS)


def old_office_sentence(data: bytes):
    """A compound file is either a workbook with a password or one from before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _("This workbook has a password. Remove it (File, Info, Protect Workbook), save, and choose it again.")
    return _("This is a file of an older kind (such as .xls). %(what)s")
