"""Scores as printed: a percentile with its bound, an achievement level, a scale score, or words we keep as they are."""

import re
from dataclasses import dataclass

from rostering.problems import problem
from rostering.readers.cells import Cell, fold, text_of
from rostering.values.reading import NOTHING_WORDS, Reading

EXACTLY, ABOVE, BELOW = "exactly", "above", "below"
HIGHEST_PERCENTILE = 99
PERCENTILE = re.compile(
    r"(?P<sign>[<>≤≥]=?)?\s*(?P<number>\d{1,3}(?:\.\d+)?)\s*(?:st|nd|rd|th)?\s*(?:%|%ile|pct|percentile|ile)?", re.I
)
LEVEL = re.compile(
    r"(?:did not yet meet|partially met|approached|met|exceeded|exceeds|meets|proficient|advanced|distinguished|"
    r"basic|below basic|unsatisfactory|partially proficient|exceptional|well above|above|at|below|well below|"
    r"above average|average|superior|very superior)(?: expectations| grade level| average)?"
)
WITH_SCALE = re.compile(r"(?P<level>[^()\d]+?)\s*\(?\s*(?P<scale>\d{2,4})\s*\)?")


@dataclass(frozen=True)
class Score:
    """One result. `printed` is always what the list says; the rest is what could be told from it."""

    printed: str
    percentile: int | None = None
    bound: str = EXACTLY
    level: str = ""
    scale: int | None = None


def read_score(cell: Cell) -> Reading:
    """A score. What we cannot tell apart is still a score as printed: evidence is never thrown away."""
    text = text_of(cell)
    folded = fold(text)
    if folded in NOTHING_WORDS and not text.strip("-–—. "):
        return Reading(None, (), "")
    if folded in NOTHING_WORDS:
        return Reading(None, (), text)
    if isinstance(cell, float) and 0 < cell < 1:
        percentile = round(cell * 100)
        return Reading(Score(text, percentile), (problem("score_fraction", text=text, percentile=percentile),))
    if found := PERCENTILE.fullmatch(text):
        return Reading(number_score(text, found["sign"] or "", float(found["number"])))
    if LEVEL.fullmatch(folded):
        return Reading(Score(text, level=text))
    if (found := WITH_SCALE.fullmatch(text)) and LEVEL.fullmatch(fold(found["level"])):
        return Reading(Score(text, level=found["level"].strip(), scale=int(found["scale"])))
    return Reading(Score(text), (problem("score_unreadable", text=text),))


def number_score(text: str, sign: str, number: float) -> Score:
    """A percentile from 1 to 99; a larger or broken number is a scale or standard score."""
    if not 1 <= number <= HIGHEST_PERCENTILE or number != int(number):
        return Score(text, scale=int(number) if number == int(number) else None)
    bound = {">": ABOVE, "≥": ABOVE, "<": BELOW, "≤": BELOW}.get(sign[:1], EXACTLY)
    return Score(text, int(number), bound)
