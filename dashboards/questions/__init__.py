"""The weekly question: one thing a parent can ask at home, why, and three ways to ask it.

Questions are data, in TOML files beside this one: each in every language offered, with the kinds of
goals (and, for growing as a person, the domains) it fits; one that names no kind fits any. They use
no word of school. A fluent person reads each file in each language and is named in it.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from students.areas import Words

HOME = Path(__file__).parent
WAYS = "ways.toml"
WAYS_TO_A_QUESTION = 3


class BadQuestion(Exception):
    """A file of questions cannot be used; the message says where and why."""


@dataclass(frozen=True)
class Way:
    """One way to ask: where, when, or what to do while asking."""

    code: str
    icon: str
    words: Words


@dataclass(frozen=True)
class Question:
    """One question, for which goals it is, and who has read it in each language."""

    code: str
    kinds: tuple[str, ...]
    domains: tuple[str, ...]
    words: Words
    why: Words
    ways: tuple[Way, ...]
    reviewed: Words

    def fits(self, kind, domain):
        """Whether it is for goals of this kind and domain; one that names no kind is for none in particular."""
        return kind in self.kinds and (not self.domains or domain in self.domains)


@cache
def questions():
    """Every question, in the order of the files. Raises `BadQuestion` when a file cannot be used."""
    ways = {way.code: way for way in read(HOME / WAYS, "way", a_way)}
    found = []
    for path in sorted(HOME.glob("*.toml")):
        if path.name != WAYS:
            found += read(path, "question", lambda row, data: a_question(row, data, ways))
    return tuple(found)


def read(path, what, make):
    """The rows of one file, each made by `make(row, file)`."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return [make(row, data) for row in data[what]]
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise BadQuestion(f"{path.name}: {error}") from error


def a_way(row, _data):
    return Way(row["code"], row["icon"], words(row["words"]))


def a_question(row, data, ways):
    chosen = tuple(ways[code] for code in row["ways"])
    if len(chosen) != WAYS_TO_A_QUESTION:
        raise ValueError(f"{row['code']} has {len(chosen)} ways to ask, not {WAYS_TO_A_QUESTION}.")
    return Question(
        code=row["code"],
        kinds=tuple(row["kinds"]),
        domains=tuple(row.get("domains", ())),
        words=words(row["words"]),
        why=words(row["why"]),
        ways=chosen,
        reviewed=words(data["reviewed"]),
    )


def words(labels):
    """The same words in each language offered."""
    return Words(tuple(sorted(labels.items())))
