"""The words real lists use above their columns. `vocabulary.toml` beside this file holds them; this reads it."""

import re
import tomllib
from functools import cache
from pathlib import Path

from rostering.readers.cells import fold

LONGEST_COLUMN_NAME = 60
VOCABULARY = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
NOISE = frozenset(VOCABULARY["noise"])
PARTS = {word: part for part, words in VOCABULARY["parts"].items() for word in words}
INSTRUMENTS = VOCABULARY["instruments"]
GUARDIAN_PARTS = ("email", "phone", "relationship", "name")
PARENTS = ("mother", "father")


@cache
def phrases() -> dict[str, str]:
    """Every phrase with the code of its target; a guardian's code leaves `{n}` for the number."""
    known = {phrase: code for code, listed in VOCABULARY["names"].items() for phrase in listed}
    teachers, guardians = VOCABULARY["teachers"], VOCABULARY["guardians"]
    for subject, words in teachers.items():
        if subject != "words":
            known |= {f"{word} {t}".strip(): f"teacher_{subject}" for word in words for t in teachers["words"]}
    people = [word for group in ("people", *PARENTS) for word in guardians[group]]
    for part in GUARDIAN_PARTS:
        for word in guardians[part]:
            known |= {f"{person} {word}".strip(): f"guardian_{{n}}_{part}" for person in people}
            known |= {f"{word} {person}": f"guardian_{{n}}_{part}" for person in people if word}
            known |= {word: f"guardian_{{n}}_{part}"} if word and part != "name" else {}
    return known | {"homeroom": "teacher_homeroom", "teacher": "teacher_homeroom", "teachers": "teacher_homeroom"}


def meaning_of(name: str) -> tuple[str, int]:
    """(code of the target, guardian's number or 0 when none is said) for a column name; ("", 0) when unknown."""
    folded = fold(name)
    quiet = " ".join(word for word in folded.split() if word not in NOISE)
    for phrase in (folded, quiet):
        if phrase in phrases() and "{n}" not in phrases()[phrase]:
            return phrases()[phrase], 0
    numbers = re.findall(r"\b\d\b", folded)
    bare = " ".join(re.sub(r"\b\d\b", " ", folded).split())
    code = phrases().get(bare, "")
    if "{n}" in code:
        return code, int(numbers[0]) if numbers else 0
    return ("teacher_other", 0) if re.fullmatch(r".+ (?:tchr|teacher)", folded) else ("", 0)


def parent_in(name: str) -> str:
    """ "mother" or "father" when a column name says so, else an empty string."""
    words = fold(name).split()
    return next((parent for parent in PARENTS if set(VOCABULARY["guardians"][parent]) & set(words)), "")


def instrument_of(name: str) -> dict[str, str]:
    """Instrument, kind, part and year said by a column name such as "CMAS ELA 26"; empty when it names no test."""
    words = fold(re.sub(r"i-ready", "iready", name, flags=re.IGNORECASE)).split()
    known = next((word for word in words if word in INSTRUMENTS), "")
    if not known:
        return {}
    rest = [word for word in words if word not in INSTRUMENTS]
    part = " ".join(PARTS.get(word, word.capitalize()) for word in rest if not word.isdigit())
    return {
        "instrument": INSTRUMENTS[known]["name"],
        "kind": INSTRUMENTS[known]["kind"],
        "part": part,
        "year": year_of(rest),
    }


def year_of(words: list[str]) -> str:
    """The last year among these words, in four digits: "26" and "25 26" are 2026."""
    years = [word for word in words if re.fullmatch(r"20\d\d|\d\d", word)]
    return f"20{years[-1][-2:]}" if years else ""


def looks_like_column_name(text: str) -> bool:
    """Whether a square reads like the name of a column rather than something in it."""
    if not text or len(text) > LONGEST_COLUMN_NAME:
        return False
    return bool(meaning_of(text)[0] or instrument_of(text))
