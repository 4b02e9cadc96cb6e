"""An Excel workbook: a zip of XML, checked as a zip before anything in it is believed."""

import io
import zipfile
from contextlib import closing

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from rostering.readers.book import MAX_COLUMNS, Book, Sheet, last_filled, trimmed
from rostering.readers.cells import Cell, cell_of
from rostering.readers.delimited import refuse_by_shape
from rostering.readers.refusal import FileRefused

MAX_MEMBERS = 2_000
MAX_UNPACKED = 120 * 1024 * 1024
CHUNK = 256 * 1024
BLANK_ROWS_THAT_END_A_SHEET = 1_000

# A zip that is something else we can name. The key is a member whose presence gives it away.
OTHER_ZIPS = (
    ("word/document.xml", _("This is a Word document.")),
    ("ppt/presentation.xml", _("This is a PowerPoint file.")),
    ("xl/workbook.bin", _("This is a binary workbook (.xlsb).")),
    ("Index/Document.iwa", _("This is an Apple Numbers file.")),
    ("content.xml", _("This is an OpenDocument file (such as .ods).")),
)
SAVE_AS_XLSX = _("Save it as an Excel workbook (.xlsx) or CSV and choose that file.")
DAMAGED = _("This workbook is damaged. Open it in Excel, save it again as .xlsx, and choose that file.")


def read(data: bytes) -> Book:
    """Every worksheet of the workbook. Raises FileRefused for bombs, macros, passwords and damage."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refuse_by_members(archive)
            has_formulas = unpacks_safely(archive)
        return Book("xlsx", tuple(sheets(data, with_formulas=has_formulas)))
    except FileRefused:
        raise
    except Exception as error:  # openpyxl raises almost anything on a damaged part; the person needs one answer
        raise FileRefused(DAMAGED) from error


def refuse_by_members(archive: zipfile.ZipFile) -> None:
    """What the list of members already tells: a password, a macro, another program's file, too many parts."""
    members = archive.infolist()
    names = {member.filename for member in members}
    if len(members) > MAX_MEMBERS:
        raise FileRefused(_("This file unpacks into too many parts to be a list. %(what)s"), what=SAVE_AS_XLSX)
    if any(member.flag_bits & 0x1 for member in members):
        raise FileRefused(_("This file has a password. Remove it, save, and choose it again."))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        refuse_macros()
    for giveaway, sentence in OTHER_ZIPS:
        if giveaway in names:
            raise FileRefused("%(kind)s %(what)s", kind=sentence, what=SAVE_AS_XLSX)
    if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
        raise FileRefused(_("This is a zip file, not a workbook. Unpack it and choose the list inside."))


def refuse_macros() -> None:
    raise FileRefused(
        _("This workbook carries macros (small programs), which we never open. Save it as plain .xlsx and choose that.")
    )


def unpacks_safely(archive: zipfile.ZipFile) -> bool:
    """Unpack every part once, counting real bytes, never what the zip claims. True if a sheet holds formulas.

    Raises FileRefused for a zip bomb, a macro by content type, or a document type declaration (an XML bomb needs one).
    """
    unpacked = 0
    has_formulas = False
    for member in archive.infolist():
        is_xml = member.filename.endswith((".xml", ".rels"))
        before = b""
        with archive.open(member) as part:
            while chunk := part.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > MAX_UNPACKED:
                    raise FileRefused(
                        _("This file unpacks to more than %(limit)s MB, so we do not open it. %(what)s"),
                        limit=MAX_UNPACKED // 1024 // 1024,
                        what=SAVE_AS_XLSX,
                    )
                window, before = before + chunk, chunk[-16:]
                if is_xml and (b"<!DOCTYPE" in window or b"<!ENTITY" in window):
                    raise FileRefused(DAMAGED)
                if b"macroEnabled" in window and member.filename == "[Content_Types].xml":
                    refuse_macros()
                has_formulas = has_formulas or b"<f>" in window or b"<f " in window
    return has_formulas


def sheets(data: bytes, with_formulas: bool):
    """Each worksheet as values. A formula nobody ever calculated is kept as its own text instead of vanishing."""
    with closing(load_workbook(io.BytesIO(data), read_only=True, data_only=True)) as values:
        grids = [(ws.title, grid(ws), ws.sheet_state != "visible") for ws in values.worksheets]
    if with_formulas:
        with closing(load_workbook(io.BytesIO(data), read_only=True, data_only=False)) as formulas:
            grids = [
                (title, with_uncalculated(rows, grid(ws)), hidden)
                for (title, rows, hidden), ws in zip(grids, formulas.worksheets, strict=True)
            ]
    for title, rows, hidden in grids:
        yield Sheet(title, trimmed(rows), hidden)


def grid(worksheet: Worksheet) -> list[tuple[Cell, ...]]:
    """The rows down to the last filled one; formatting far below a list does not count as rows."""
    rows: list[tuple[Cell, ...]] = []
    blank = 0
    worksheet.reset_dimensions()  # some programs write a wrong size into the file
    for record in worksheet.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1):
        row = tuple(cell_of(value) for value in record)
        rows.append(row)
        if last_filled(row):
            blank = 0
            refuse_by_shape(rows)
        elif (blank := blank + 1) > BLANK_ROWS_THAT_END_A_SHEET:
            break
    return rows[: len(rows) - blank]


def with_uncalculated(values: list[tuple[Cell, ...]], formulas: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Values, with the formula's own text wherever there is no value yet."""
    rows = []
    for number, formula_row in enumerate(formulas):
        row = values[number] if number < len(values) else (None,) * len(formula_row)
        rows.append(tuple(own if own is not None else other for own, other in zip(row, formula_row, strict=False)))
    return rows
