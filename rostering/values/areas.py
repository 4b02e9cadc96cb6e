"""Areas of giftedness as a specialist writes them: in full, as a list, or short as in "WL/Creat"."""

import re
from collections.abc import Mapping
from functools import cache

from rostering.problems import problem
from rostering.readers.cells import Cell, fold, text_of
from rostering.values.reading import NOTHING_WORDS, Reading
from students.areas import areas

WIDE = re.compile(r"[,;|•]+")
NARROW = re.compile(r"\s*(?:[/&+]|\s-\s|\band\b|\by\b)\s*", re.IGNORECASE)


@cache
def short_forms() -> Mapping[str, str]:
    """Every word the house knows for an area, folded, with the area's code."""
    known = {}
    for area in areas():
        names = (area.code.replace("_", " "), *(name for _language, name in area.label.by_language), *area.short_forms)
        known |= {fold(name): area.code for name in names}
    return known


def read_areas(cell: Cell, own: Mapping[str, str] | None = None) -> Reading:
    """The codes of the areas named, each once, in her order. `own` are her short forms, folded; "" means none.

    What is not an area is kept, and is a problem unless she said that it means none.
    """
    known = {**short_forms(), **(own or {})}
    one_line = cell.replace("\n", ", ") if isinstance(cell, str) else cell
    listed = pieces(text_of(one_line), known)
    codes = dict.fromkeys(known[fold(piece)] for piece in listed if known.get(fold(piece)))
    kept = [piece for piece in listed if not known.get(fold(piece))]
    unknown = ", ".join(piece for piece in kept if fold(piece) not in known)
    problems = (problem("area_unknown", text=unknown),) if unknown else ()
    return Reading(tuple(codes), problems, ", ".join(kept))


def pieces(text: str, known: Mapping[str, str]) -> list[str]:
    """Her list in pieces: at commas, then at slashes unless the whole is itself a name ("Creative/Productive…").
    A word for "none" is a piece only beside others that are no areas either."""
    wide = [piece for piece in map(str.strip, WIDE.split(text)) if piece]
    named = [piece for piece in wide if fold(piece) in known or fold(piece) not in NOTHING_WORDS]
    found = [piece for one in named for piece in ([one] if fold(one) in known else narrow_pieces(one, known))]
    return found if not found or any(fold(piece) in known for piece in found) else wide


def narrow_pieces(wide: str, known: Mapping[str, str]) -> list[str]:
    """What stands between slashes and between "and" or "y". Where nothing of it is an area, as in "Y" alone,
    the whole stays as she wrote it."""
    found = [piece for piece in NARROW.split(wide) if piece.strip()]
    return found if any(fold(piece) in known for piece in found) else [wide]
