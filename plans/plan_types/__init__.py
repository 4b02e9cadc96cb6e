"""What a state asks of a plan, as data: one TOML file per plan type and edition.

Python holds only the named checks that a type may ask for (`plans.registry`). A file that names
an unknown check or leaves something out is refused at start, with the reason and the line.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from students.areas import Words

HOME = Path(__file__).parent


class BadPlanType(Exception):
    """A plan type's file cannot be used; the message says where and why."""


@dataclass(frozen=True)
class Entry:
    """One named thing of a plan type: a section, a kind of goal, a level, a programming option."""

    code: str
    label: Words
    hint: Words | None = None
    means: Words | None = None
    layer: str = "promise"
    audience: str = "student"
    rows: int = 3
    own_words: bool = False
    asks: tuple[str, ...] = ()
    counts_for: tuple[str, ...] = ()
    group: str = ""

    def __str__(self):
        return str(self.label)

    @property
    def is_own(self):
        """Whether a section holds the student's own words, which everybody reads as they stand."""
        return self.own_words and self.layer == "live"


@dataclass(frozen=True)
class Part:
    """One required part, with its cite and how sure the cite is (`read` or `reported`)."""

    code: str
    label: Words
    cite: str
    sure: str
    check: str
    args: dict

    def __str__(self):
        return str(self.label)


@dataclass(frozen=True)
class PlanType:
    """A state's plan: its words, kinds, scale, programming and required parts."""

    code: str
    edition: str
    label: Words
    short: Words
    rules: Words
    life_years: int
    per_window: int
    material_fields: frozenset[str]
    sections: tuple[Entry, ...]
    goal_kinds: tuple[Entry, ...]
    domains: tuple[Entry, ...]
    levels: tuple[Entry, ...]
    programming: tuple[Entry, ...]
    parts: tuple[Part, ...]

    def __str__(self):
        return str(self.label)

    def section(self, code):
        return pick(self.sections, code)

    def goal_kind(self, code):
        return pick(self.goal_kinds, code)

    def domain(self, code):
        return pick(self.domains, code)

    def level(self, value):
        return pick(self.levels, str(value))

    def option(self, code):
        return pick(self.programming, code)

    def part(self, code):
        return pick(self.parts, code)


def pick(entries, code):
    """The entry of that code, or None: an old plan may hold a code that a newer type dropped."""
    return next((entry for entry in entries if entry.code == code), None)


@cache
def plan_types():
    """Every plan type by code and edition, read once.

    Raises `BadPlanType` when a file cannot be used.
    """
    types = [read(path) for path in sorted(HOME.glob("*.toml"))]
    return {(one.code, one.edition): one for one in types}


def plan_type(code, edition=None):
    """The plan type of that code, of that edition or the newest."""
    found = [one for (name, _), one in plan_types().items() if name == code and edition in (None, one.edition)]
    if not found:
        raise BadPlanType(f"No plan type {code}, edition {edition or 'any'}.")
    return max(found, key=lambda one: one.edition)


def read(path):
    """Read one file into a `PlanType`."""
    text = path.read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text)
        return PlanType(
            code=data["code"],
            edition=data["edition"],
            label=words(data["label"]),
            short=words(data["short"]),
            rules=words(data["rules"]),
            life_years=data["life_years"],
            per_window=data["per_window"],
            material_fields=frozenset(data["material_fields"]),
            sections=tuple(map(entry, data["section"])),
            goal_kinds=tuple(map(entry, data["goal_kind"])),
            domains=tuple(map(entry, data["domain"])),
            levels=tuple(map(entry, data["level"])),
            programming=tuple(map(entry, data["programming"])),
            parts=tuple(map(part, data["part"])),
        )
    except tomllib.TOMLDecodeError as error:
        raise BadPlanType(f"{path.name}: {error}") from error
    except (KeyError, TypeError) as error:
        raise BadPlanType(f"{path.name}: {error} is missing or not known.") from error


def words(labels):
    """A name in every language offered; English must be among them."""
    labels["en"]
    return Words(tuple(sorted(labels.items())))


def entry(data):
    """One `[[...]]` row as an `Entry`."""
    rest = {
        key: value for key, value in data.items() if key not in ("code", "value", "label", "hint", "about", "means")
    }
    for name in ("asks", "counts_for"):
        if name in rest:
            rest[name] = tuple(rest[name])
    hint = data.get("hint") or data.get("about")
    means = data.get("means")
    return Entry(
        code=str(data.get("code") or data["value"]),
        label=words(data["label"]),
        hint=hint and words(hint),
        means=means and words(means),
        **rest,
    )


def part(data):
    """One `[[part]]` row as a `Part`."""
    return Part(
        code=data["code"],
        label=words(data["label"]),
        cite=data["cite"],
        sure=data["sure"],
        check=data["check"],
        args=data.get("args", {}),
    )


def line_of(path, text):
    """The number of the first line that holds `text`, for error messages."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if text in line), 0)
