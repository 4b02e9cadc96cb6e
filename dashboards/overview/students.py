"""The students behind a number: one line each, with the plan of the year and what it lacks."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse

from dashboards.hats import PLAN_MANAGER
from dashboards.news import News, news_of
from dashboards.overview.counts import CODES
from dashboards.wording import a_few
from plans.parts import type_of
from students.areas import areas
from students.models import Enrollment, Identification, Responsibility

GRADES = dict(Enrollment.GRADES)


@dataclass(frozen=True)
class Line:
    """One student as the list shows them."""

    name: str
    url: str
    grade: str
    school: str
    areas: str
    keeper: str
    plan: object
    stage: str
    missing: str
    news: News | None


def listed(students, code, *, on):
    """The students a number counts, by name, each with this year's plan and who keeps it."""
    keeper = Responsibility.objects.on(on).filter(student=OuterRef("pk"), kind=PLAN_MANAGER)
    return (
        students.filter(CODES[code].question())
        .annotate(
            grade=F("attends__grade"),
            school_name=F("attends__school__name"),
            keeper=Subquery(keeper.order_by("-starts_on", "-pk").values("user__name")[:1]),
        )
        .select_related("plan_now")
        .sorted()
    )


def lines_of(students, principal, role):
    """The lines of one page of students, with what is new to this person in such a role. One query for their
    areas, three for the news."""
    found = {}
    identified = Identification.objects.filter(student__in=students, status=Identification.Status.IDENTIFIED)
    for area in identified.order_by("pk"):
        found.setdefault(area.student_id, []).append(area.area)
    names = {one.code: str(one) for one in areas()}
    news = news_of(plans_of(students), principal, role)
    return [
        line_of(student, [names.get(code, code) for code in found.get(student.pk, [])], news.get(student.pk))
        for student in students
    ]


def plans_of(students):
    """The plans of the year of these students, each with its student."""
    for student in students:
        if plan := getattr(student, "plan_now", None):
            plan.student = student
            yield plan


def line_of(student, named, news):
    plan = getattr(student, "plan_now", None)  # absent when the join found none
    return Line(
        name=str(student),
        url=address_of(student, plan),
        grade=str(GRADES.get(student.grade, student.grade or "")),
        school=student.school_name or "",
        areas=" · ".join(named),
        keeper=student.keeper or "",
        plan=plan,
        stage=str(plan.get_state_display()) if plan else "",
        missing=missing_of(plan) if plan else "",
        news=news,
    )


def address_of(student, plan):
    """The plan of the year, or for somebody without one the child's record."""
    if plan:
        return reverse("dashboards:plan", args=[plan.public_id])
    return reverse("students:detail", args=[student.public_id])


def missing_of(plan):
    """The required parts a plan lacks: two by name, and how many more."""
    parts = {part.code: str(part) for part in type_of(plan).parts}
    return a_few((parts.get(code, code) for code in plan.parts_missing), shown=2)
