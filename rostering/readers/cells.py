"""A cell: one square of somebody's list, as a plain value that JSON can keep."""

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

Cell = str | int | float | bool | date | None

# Control characters carry no meaning in a list, and PostgreSQL refuses NUL; lone surrogates cannot be stored at all.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
NOT_A_WORD = re.compile(r"[^\w]+|_")
ZERO_WIDTH = re.compile("[\u200b\u200e\u200f\u2060\ufeff]")


def cell_of(value: object) -> Cell:
    """The value a spreadsheet or CSV library hands over, as a cell. An empty string is an empty cell."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if value is None or isinstance(value, bool | int | float | date):
        return value
    return UNSTORABLE.sub("", str(value)) if str(value).strip() else None


def tidy(text: str) -> str:
    """The same words, written one way: composed accents, single spaces, no invisible marks."""
    if text.isascii() and text.isprintable():  # most squares of a long list
        return " ".join(text.split())
    composed = unicodedata.normalize("NFC", UNSTORABLE.sub("", text))
    return " ".join(ZERO_WIDTH.sub("", composed).split())


def text_of(cell: Cell) -> str:
    """What a person sees in this square: tidy, and empty when it is empty."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return tidy(str(cell))


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """For comparing only: no accents, no case, words and digits apart from one another by single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(NOT_A_WORD.sub(" ", plain).split())


def cell_to_json(cell: Cell) -> object:
    """A form that survives JSON: dates become {"date": "2024-04-17"}, all else stays itself."""
    return {"date": cell.isoformat()} if isinstance(cell, date) else cell


def cell_from_json(kept: object) -> Cell:
    """The cell that `cell_to_json` kept."""
    if isinstance(kept, dict):
        return date.fromisoformat(kept["date"])
    return cell_of(kept)
