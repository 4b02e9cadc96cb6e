"""Dates in the spellings of a real list. The month comes first, as it does in Colorado."""

import re
from dataclasses import dataclass
from datetime import date

from rostering.problems import problem
from rostering.readers.cells import Cell, fold, text_of
from rostering.values.reading import NOTHING_WORDS, Reading, unreadable

YEARS_BACK = 25
MONTHS = (
    ("jan", "january", "ene", "enero"), ("feb", "february", "febrero"), ("mar", "march", "marzo"),
    ("apr", "april", "abr", "abril"), ("may", "mayo"), ("jun", "june", "junio"), ("jul", "july", "julio"),
    ("aug", "august", "ago", "agosto"), ("sep", "sept", "september", "septiembre"), ("oct", "october", "octubre"),
    ("nov", "november", "noviembre"), ("dec", "december", "dic", "diciembre"),
)  # fmt: skip
MONTH_BY_WORD = {word: number for number, words in enumerate(MONTHS, start=1) for word in words}


@dataclass(frozen=True)
class Moment:
    """A day, or only a month or year when the list says no more; always with its own words."""

    on: date | None
    text: str


def read_date(cell: Cell, today: date) -> Reading:
    """A day in the past. A month without a day stays one; a future or impossible date is a problem with choices."""
    text = text_of(cell)
    if isinstance(cell, date):
        return checked(cell, text, today)
    folded = fold(text)
    if folded in NOTHING_WORDS:
        return Reading(None, (), text if folded else "")
    if (found := whole_date(folded)) is not None:
        return checked(found, text, today)
    if (month := month_only(folded)) is not None:
        return checked_month(month, text, today)
    return unreadable("date_unreadable", text)


def checked(day: date, text: str, today: date) -> Reading:
    """A real day, unless it lies ahead or before the child was born."""
    if day > today:
        return unreadable("date_future", text, date=day.isoformat())
    if day.year < today.year - YEARS_BACK:
        return unreadable("date_too_old", text, date=day.isoformat())
    return Reading(Moment(day, text))


def checked_month(month: date, text: str, today: date) -> Reading:
    """A month (given as its first day) is kept as words; one that lies ahead is a problem like any future date."""
    if month > today or month.year < today.year - YEARS_BACK:
        kind = "date_future" if month > today else "date_too_old"
        return unreadable(kind, text, date=text)
    return Reading(Moment(None, text), (problem("date_without_day", text=text),))


def whole_date(folded: str) -> date | None:
    """A day from "4 17 2024", "2024 04 17", "apr 17 2024" or "17 apr 2024"."""
    if found := re.fullmatch(r"(\d{4}) (\d{1,2}) (\d{1,2})(?: 00 00 00)?", folded):
        year, month, day = (int(part) for part in found.groups())
    elif found := re.fullmatch(r"(\d{1,2}) (\d{1,2}) (\d{4}|\d\d)", folded):
        month, day, year = (int(part) for part in found.groups())
    elif found := re.fullmatch(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4}|\d\d)", folded):
        month, day, year = MONTH_BY_WORD.get(found[1], 0), int(found[2]), int(found[3])
    elif found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?(?: de)? ([a-z]+)(?: de)? (\d{4}|\d\d)", folded):
        month, day, year = MONTH_BY_WORD.get(found[2], 0), int(found[1]), int(found[3])
    else:
        return None
    return safe_date(full_year(year), month, day)


def month_only(folded: str) -> date | None:
    """The first day of "mar 2023", "3 2023", "fall 2023" as September, or a bare "2023" as January."""
    if found := re.fullmatch(r"([a-z]+) (\d{4}|\d\d)", folded):
        return safe_date(full_year(int(found[2])), MONTH_BY_WORD.get(found[1], SEASONS.get(found[1], 0)), 1)
    if found := re.fullmatch(r"(\d{1,2}) (\d{4})", folded):
        return safe_date(int(found[2]), int(found[1]), 1)
    if found := re.fullmatch(r"20\d\d", folded):
        return safe_date(int(found[0]), 1, 1)
    return None


SEASONS = {"winter": 1, "spring": 3, "summer": 6, "fall": 9, "autumn": 9}


def full_year(year: int) -> int:
    """A year of two digits is one of this century: "23" is 2023, since everyone on the list was born in it."""
    return year + 2000 if year < 100 else year


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None when no calendar has it."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None
