"""A target: one thing a column of a list can be. The list below is the whole vocabulary of an import."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

MAX_GUARDIANS = 4
NOTE = "note"
IGNORE = "ignore"

STUDENT, IDENTIFICATION, EVIDENCE, FAMILY, STAFF, REST = (
    _("The student"),
    _("Identification"),
    _("Body of evidence"),
    _("Family"),
    _("Staff"),
    _("Everything else"),
)


@dataclass(frozen=True)
class Target:
    """What a column can be: its code, its words, the group it is listed under, and whether columns may share it."""

    code: str
    label: Any
    group: Any
    repeats: bool = False

    @cached_property
    def guardian_number(self) -> int:
        """1 to 4 for a guardian's column, else 0."""
        return int(self.code.split("_")[1]) if self.code.startswith("guardian_") else 0

    @cached_property
    def part(self) -> str:
        """The last word of the code: what of a guardian, or which subject of a teacher."""
        return self.code.rsplit("_", 1)[-1]


PLAIN = (
    Target("student_name", _("Name, in one column"), STUDENT),
    Target("given_name", _("Given name"), STUDENT),
    Target("family_name", _("Family name"), STUDENT),
    Target("chosen_name", _("Name the student goes by"), STUDENT),
    Target("grade", _("Grade"), STUDENT),
    Target("school", _("School"), STUDENT),
    Target("state_id", _("State ID (SASID)"), STUDENT),
    Target("local_id", _("Local ID (LASID)"), STUDENT),
    Target("birth_date", _("Date of birth"), STUDENT),
    Target("exceptionality", _("Twice-exceptional, IEP or 504"), STUDENT),
    Target("english_learner", _("English learner"), STUDENT),
    Target("areas", _("Areas of giftedness"), IDENTIFICATION),
    Target("identified_on", _("Date identified"), IDENTIFICATION),
    Target("talent_pool", _("Talent pool: why the student is watched"), IDENTIFICATION),
    Target("evidence", _("A test score or rating"), EVIDENCE, repeats=True),
    Target("home_language", _("Home language"), FAMILY),
)
GUARDIAN_PARTS = (
    ("name", _("name")),
    ("email", _("e-mail")),
    ("phone", _("phone")),
    ("relationship", _("relationship")),
)
TEACHERS = (
    ("mathematics", _("Math teacher")),
    ("language", _("Language arts teacher")),
    ("science", _("Science teacher")),
    ("social", _("Social studies teacher")),
    ("homeroom", _("Homeroom teacher")),
    ("other", _("Another teacher")),
)
LAST = (
    Target("signed_last_year", _("Last year’s plan was signed"), REST),
    Target(NOTE, _("Keep as a staff note"), REST, repeats=True),
    Target(IGNORE, _("Leave this column out"), REST, repeats=True),
)


def targets() -> tuple[Target, ...]:
    """Every target, in the order a person would look for it."""
    return tuple(_by_code().values())


def target(code: str) -> Target:
    """The target with this code. Raises KeyError for one that does not exist."""
    return _by_code()[code]


@cache
def _by_code() -> dict[str, Target]:
    guardians = (
        Target(
            f"guardian_{number}_{part}",
            format_lazy(_("Parent or guardian {number}: {part}"), number=number, part=words),
            FAMILY,
        )
        for number in range(1, MAX_GUARDIANS + 1)
        for part, words in GUARDIAN_PARTS
    )
    teachers = (Target(f"teacher_{subject}", label, STAFF, repeats=subject == "other") for subject, label in TEACHERS)
    return {one.code: one for one in (*PLAIN, *guardians, *teachers, *LAST)}
