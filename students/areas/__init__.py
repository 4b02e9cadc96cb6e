"""An area of giftedness: the field in which a team found a child to be gifted, in the state's own list.

Colorado names fourteen (rule 12.01(16)). They are data, not code: `colorado.toml` beside this file holds each
area's code, its name in every language offered, its cite, and the short forms specialists write in a narrow
column. Codes are stored with an identification; names are looked up when a page is made.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

LIST = Path(__file__).with_name("colorado.toml")
FALLBACK_LANGUAGE = "en"


@dataclass(frozen=True)
class Words:
    """The same name in each language offered, read in the language of the page."""

    by_language: tuple[tuple[str, str], ...]

    def in_language(self, language: str) -> str:
        """The name in this language, or in English when nobody has translated it."""
        names = dict(self.by_language)
        return names.get(language.split("-", maxsplit=1)[0], names[FALLBACK_LANGUAGE])

    def __str__(self) -> str:
        return self.in_language(get_language() or FALLBACK_LANGUAGE)


@dataclass(frozen=True)
class Group:
    """One of the rule's families of areas: general ability, an academic subject, a talent."""

    code: str
    cite: str
    label: Words


@dataclass(frozen=True)
class Area:
    """One area of giftedness as the state lists it."""

    code: str
    group: Group
    cite: str
    label: Words
    short_forms: tuple[str, ...]

    def __str__(self) -> str:
        return str(self.label)


def areas() -> tuple[Area, ...]:
    """Every area, in the state's order."""
    return tuple(_by_code().values())


def area(code: str) -> Area:
    """The area with this code. Raises KeyError for a code the state does not list."""
    return _by_code()[code]


def name_of(code: str) -> str:
    """The area's name in the page's language; a code the state does not list comes back as it is."""
    return str(_by_code().get(code, code))


def choices() -> list[tuple[str, str]]:
    """(code, name in the page's language) pairs, for a form or a model field."""
    return [(one.code, str(one)) for one in areas()]


@cache
def _by_code() -> dict[str, Area]:
    data = tomllib.loads(LIST.read_text(encoding="utf-8"))
    groups = {code: Group(code, entry["cite"], _words(entry)) for code, entry in data["groups"].items()}
    listed = (
        Area(entry["code"], groups[entry["group"]], entry["cite"], _words(entry), tuple(entry["short"]))
        for entry in data["areas"]
    )
    return {one.code: one for one in listed}


def _words(entry: dict) -> Words:
    return Words(tuple(entry["label"].items()))
