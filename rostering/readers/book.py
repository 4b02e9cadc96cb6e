"""A book: what is inside an uploaded file once it is open. A CSV file is a book of one sheet."""

from dataclasses import dataclass

from rostering.readers.cells import Cell

MAX_ROWS = 10_000
MAX_COLUMNS = 200


@dataclass(frozen=True)
class Sheet:
    """One named grid. Row n of the person's own program is `rows[n - 1]`."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.rows


@dataclass(frozen=True)
class Book:
    """The sheets of a file, and how its letters were read when that was a guess."""

    kind: str
    sheets: tuple[Sheet, ...]
    guessed_encoding: str = ""

    @property
    def filled_sheets(self) -> tuple[Sheet, ...]:
        return tuple(sheet for sheet in self.sheets if not sheet.is_empty)


def trimmed(rows: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of one width, without the empty rows and columns that trail behind."""
    width = max((last_filled(row) for row in rows), default=0)
    while rows and not last_filled(rows[-1]):
        rows.pop()
    return tuple((*row[:width], *(None,) * (width - len(row))) for row in rows)


def last_filled(row: tuple[Cell, ...]) -> int:
    """How many squares of this row one must keep to keep every filled one."""
    return next((i for i in range(len(row), 0, -1) if row[i - 1] is not None), 0)
