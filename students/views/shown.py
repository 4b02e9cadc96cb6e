"""Rows of the record as its page groups them."""

from itertools import groupby
from types import SimpleNamespace

from django.urls import reverse

from accounts.permissions import Permission
from students.models import Enrollment, ProgramStatus
from students.models.student import name_of_grade


def line_of(student):
    """One student as a row of the list. The name leads to the record, or for a teacher to the plan."""
    plans = sorted((one for one in student.plans.all() if one.withdrawn_at is None), key=lambda one: one.year.starts_on)
    plan = plans[-1] if plans else None
    address = reverse("dashboards:plan", args=[plan.public_id]) if plan else ""
    if student.may_open:
        address = reverse("students:detail", args=[student.public_id])
    return SimpleNamespace(
        name=f"{student.legal_last}, {student.first_name}",
        url=address,
        grade=dict(Enrollment.GRADES).get(student.grade, ""),
        grade_name=name_of_grade(student.grade),
        school=student.school_name or "",
        areas=" · ".join(one.area_name for one in student.identifications.all()),
        status=ProgramStatus.Status(student.status).label if student.status else "",
        plan=plan,
    )


def may_do(standing):
    """What the page offers to this person, by a name a template can ask for."""
    return SimpleNamespace(
        edit=standing.may(Permission.EDIT_RECORD),
        see_who=standing.may(Permission.VIEW_ACCESS),
        give_card=standing.may(Permission.ISSUE_CARD),
        write_plan=standing.may(Permission.WRITE_PLAN),
    )


def homes_of(family, *, on):
    """The family as it is shown: present adults by home, and those who were part of it before."""
    here = [one for one in family if one.ends_on is None or one.ends_on >= on]
    homes = [(home, list(adults)) for home, adults in groupby(here, key=lambda one: one.household)]
    return SimpleNamespace(present=homes, past=[one for one in family if one not in here])


def in_force(rows, *, on):
    """Dated rows, those in force or still to come first, and those that ended."""
    present = [row for row in rows if row.ends_on is None or row.ends_on >= on]
    return SimpleNamespace(present=present, past=[row for row in rows if row not in present])
