"""CSV: text, one record a line. The letters are read as UTF-8 first; anything else is a guess, and said to be one."""

import csv
import io

from django.utils.translation import gettext_lazy as _

from rostering.readers.book import MAX_COLUMNS, MAX_ROWS, Book, Sheet, trimmed
from rostering.readers.cells import Cell, cell_of
from rostering.readers.refusal import FileRefused

DELIMITERS = ",;\t|"
SHEET_NAME = "CSV"
SPARE_ROWS = 200  # title, divider and blank rows beside the ten thousand
LINES_IN_ONE_RECORD = 200


def read(data: bytes) -> Book:
    """The one sheet in these bytes. Raises FileRefused when they are not readable text in columns."""
    text, guessed = decode(data)
    rows = records(text, delimiter_of(text))
    return Book("csv", (Sheet(SHEET_NAME, trimmed(rows)),), guessed)


def decode(data: bytes) -> tuple[str, str]:
    """(text, name of the encoding if it was a guess). Strict UTF-8, then Windows-1252."""
    if b"\x00" in data:
        raise FileRefused(_("This is not a text file. Choose an Excel workbook (.xlsx) or a CSV file."))
    for encoding, guessed in (("utf-8-sig", ""), ("cp1252", "Windows-1252")):
        try:
            return data.decode(encoding), guessed
        except UnicodeDecodeError:
            continue
    raise FileRefused(_("We cannot read the letters in this file. Save it as “CSV UTF-8” and choose that file."))


def delimiter_of(text: str) -> str:
    """The sign that splits the first lines into the most columns; a comma when none does."""
    sample = [line for line in text.splitlines()[:60] if line.strip()]

    def columns(delimiter: str) -> int:
        try:
            return sum(len(row) - 1 for row in csv.reader(sample, delimiter=delimiter))
        except csv.Error:  # a square too long to be one; reading the records says so
            return 0

    return max(DELIMITERS, key=columns)


def records(text: str, delimiter: str) -> list[tuple[Cell, ...]]:
    """Every record, line breaks inside quotation marks included."""
    rows: list[tuple[Cell, ...]] = []
    begins = ends = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for record in reader:
            begins, ends = ends + 1, reader.line_num
            if ends - begins > LINES_IN_ONE_RECORD:
                refuse_open_quote(begins)
            rows.append(tuple(cell_of(value) for value in record))
            refuse_by_shape(rows)
    except csv.Error as error:
        raise FileRefused(
            _("Line %(line)s of this file cannot be read as a table. Open it in a spreadsheet and save it as .xlsx."),
            line=reader.line_num,
        ) from error
    if ends_inside_quotes(text, delimiter):
        refuse_open_quote(begins)
    return rows


def refuse_by_shape(rows: list[tuple[Cell, ...]]) -> None:
    """Too long or too wide: said at once, before more is read."""
    if len(rows) > MAX_ROWS + SPARE_ROWS:
        raise FileRefused(
            _("This list has more than %(limit)s rows. Split it, for example by school, and bring in the parts."),
            limit=MAX_ROWS,
        )
    if len(rows[-1]) > MAX_COLUMNS and any(cell is not None for cell in rows[-1][MAX_COLUMNS:]):
        raise FileRefused(
            _("This list has more than %(limit)s columns. Keep the columns you need and choose it again."),
            limit=MAX_COLUMNS,
        )


def ends_inside_quotes(text: str, delimiter: str) -> bool:
    """True when the last quotation mark that opened was never closed, so that rows ran together."""
    try:
        for _record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def refuse_open_quote(line: int) -> None:
    raise FileRefused(
        _("A quotation mark opened on line %(line)s is never closed, so rows run together. Close it and choose again."),
        line=line,
    )
