"""Grades and student numbers."""

import re

from rostering.problems import problem
from rostering.readers.cells import Cell, fold, text_of
from rostering.values.reading import Reading, unreadable

GRADE = re.compile(r"(?:grade |gr )?0?(1[0-2]|[1-9])(?: ?(?:st|nd|rd|th))?(?: grade| gr)?")
GRADE_WORDS = {
    "pk": "PK", "prek": "PK", "pre k": "PK", "p k": "PK", "preschool": "PK", "pre kindergarten": "PK", "p3": "PK",
    "p4": "PK", "k": "K", "kg": "K", "kdg": "K", "kinder": "K", "kindergarten": "K", "0": "K", "00": "K", "tk": "K",
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7",
    "eighth": "8", "ninth": "9", "tenth": "10", "eleventh": "11", "twelfth": "12",
    "freshman": "9", "sophomore": "10", "junior": "11", "senior": "12",
}  # fmt: skip
SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE][+-]?\d+")
STATE_ID_DIGITS = 10
LONGEST_ID = 20


def read_grade(cell: Cell) -> Reading:
    """A grade: "PK", "K" or "1" to "12"."""
    text = text_of(cell)
    folded = fold(text)
    if not folded:
        return Reading(None, (), text)
    if found := GRADE.fullmatch(folded):
        return Reading(found.group(1))
    if folded in GRADE_WORDS:
        return Reading(GRADE_WORDS[folded])
    return unreadable("grade_unreadable", text)


def read_state_id(cell: Cell) -> Reading:
    """A state ID. Colorado's SASID has ten digits; another length is brought in as written, and shown."""
    reading = read_local_id(cell)
    if reading.value and not re.fullmatch(rf"\d{{{STATE_ID_DIGITS}}}", reading.value):
        return Reading(reading.value, (problem("state_id_unusual", text=reading.value),), reading.kept)
    return reading


def read_local_id(cell: Cell) -> Reading:
    """A district's own number. One that a spreadsheet shortened (1.89952E+09) is worse than none."""
    text = text_of(cell)
    if not fold(text):
        return Reading(None, (), text)
    if SCIENTIFIC.fullmatch(text) or len(text) > LONGEST_ID or isinstance(cell, float):
        return unreadable("id_damaged", text)
    return Reading(text)
