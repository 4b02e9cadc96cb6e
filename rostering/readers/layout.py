"""A layout: which row of a sheet holds the column names, and what every other row is.

A specialist's list has a title, dividers, totals and blank rows. They are told apart here and kept, so that a page can
show what was set aside.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from rostering.columns.words import looks_like_column_name
from rostering.readers.book import MAX_ROWS, Sheet
from rostering.readers.cells import Cell, fold, text_of
from rostering.readers.refusal import FileRefused

STUDENT, BLANK, DIVIDER, TOTAL, HEADER, TITLE = "student", "blank", "divider", "total", "header", "title"
ROWS_SEARCHED = 40
TOTALS = {"total", "totals", "count", "sum", "subtotal", "grand total", "total students", "number of students"}
RULE = re.compile(r"^\W*[-=*#~_.·•—–]{2,}")


@dataclass(frozen=True)
class Line:
    """One row below the top of a sheet: its number in the person's own program, what it is, its squares."""

    number: int
    kind: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Layout:
    """A sheet understood: the names of its columns and a kind for every row."""

    header_row: int
    headers: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def students(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.kind == STUDENT)

    @property
    def set_aside(self) -> tuple[Line, ...]:
        """Rows that are not students and not blank: shown, never dropped."""
        return tuple(line for line in self.lines if line.kind not in (STUDENT, BLANK, HEADER))


def lay_out(sheet: Sheet, header_row: int = 0) -> Layout:
    """The layout of a sheet. Raises FileRefused when no row can be the column names, or too many rows follow it."""
    header_row = header_row or find_header(sheet)
    if not 1 <= header_row <= len(sheet.rows):
        raise FileRefused(_("There is no row %(row)s in this sheet."), row=header_row)
    headers = tuple(text_of(cell) for cell in sheet.rows[header_row - 1])
    lines = tuple(
        Line(number, kind_of(number, row, header_row, headers), row) for number, row in enumerate(sheet.rows, start=1)
    )
    layout = Layout(header_row, headers, lines)
    if len(layout.students) > MAX_ROWS:
        raise FileRefused(
            _("This list has more than %(limit)s rows. Split it, for example by school, and bring in the parts."),
            limit=MAX_ROWS,
        )
    return layout


def find_header(sheet: Sheet) -> int:
    """The number of the row that reads most like column names. Raises FileRefused when none does."""
    scores = {
        number: sum(looks_like_column_name(text_of(cell)) for cell in row)
        for number, row in enumerate(sheet.rows[:ROWS_SEARCHED], start=1)
    }
    best = max(scores, key=lambda number: (scores[number], -number), default=0)
    if not best or scores[best] < 2:
        raise FileRefused(
            _("We found no column names in “%(sheet)s”. Put a name such as “Student” or “Grade” above each column."),
            sheet=sheet.name,
        )
    return best


def kind_of(number: int, row: tuple[Cell, ...], header_row: int, headers: tuple[str, ...]) -> str:
    """What one row is. A row we are not sure about is a student: better shown once too often than lost."""
    filled = [text for cell in row if cell is not None and (text := text_of(cell))]
    if not filled:
        return BLANK
    if number <= header_row:
        return HEADER if number == header_row else TITLE
    if filled == [header for header in headers if header]:
        return HEADER
    if fold(filled[0]) in TOTALS:
        return TOTAL
    if len(filled) == 1 and (RULE.match(filled[0]) or not could_name_a_student(filled[0])):
        return DIVIDER
    return STUDENT


def could_name_a_student(text: str) -> bool:
    """A square standing alone in its row names a student only when it reads “Last, First”."""
    return bool(re.fullmatch(r"[^\W\d][^\d,]*,\s*[^\W\d][^\d,]*", text))
