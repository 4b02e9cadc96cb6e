"""Grades: one that hardly anybody else of the school is in may be a slip of the pen, and is shown."""

from collections import Counter
from typing import Any

from rostering.values import read_grade
from students.models import Enrollment

ENOUGH = 20  # students by whose grades a school's grades can be told
SHARED = 0.05  # the part of them who share a grade that belongs to the school


def check_grades(rows: list[Any], *, here: Counter[str], school: str) -> None:
    """Ask about every grade outside those of the school: `here` counts its students by grade today.

    Unless somebody says another one, it is brought in as written.
    """
    listed = Counter(row.record["grade"] for row in rows if row.record.get("grade"))
    usual = usual_grades(here + listed)
    for row in rows if usual else ():
        grade = row.record.get("grade")
        if grade and grade not in usual:
            chosen = row.add("grade_unusual", text=grade, school=school, first=usual[0], last=usual[-1])
            row.record["grade"] = read_grade(chosen.typed).value or grade


def usual_grades(counts: Counter[str]) -> list[str]:
    """The grades of a school, lowest to highest of those that some of its students share; none when few are known."""
    grades = [code for code, _label in Enrollment.GRADES]
    shared = [n for n, code in enumerate(grades) if counts[code] >= counts.total() * SHARED]
    return grades[shared[0] : shared[-1] + 1] if shared and counts.total() >= ENOUGH else []
