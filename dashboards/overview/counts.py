"""What is counted, and by which question. The same question makes a number and the list it opens.

The first number is identified students, with and without a plan this year; then how far the plans
are, from the columns that `plans.actions.touch` keeps on each plan.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import CharField, Count, F, FilteredRelation, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission, Voice
from plans.models import Plan
from plans.plan_types import plan_types
from students.access import current
from students.models import ProgramStatus, Student

Status, State = ProgramStatus.Status, Plan.State
IDENTIFIED = Q(stands__status=Status.IDENTIFIED)
HAS_PLAN = Q(plan_now__isnull=False)


def has_plan():
    return IDENTIFIED & HAS_PLAN


def in_state(state):
    return lambda: IDENTIFIED & Q(plan_now__state=state)


def all_parts():
    return has_plan() & Q(plan_now__parts_met__gte=F("plan_now__parts_total"))


def parts_missing():
    return has_plan() & Q(plan_now__parts_met__lt=F("plan_now__parts_total"))


@dataclass(frozen=True)
class Counted:
    """One number of the overview: its code in the address, its label, and the question."""

    code: str
    label: str
    question: Callable[[], Q]


def family_took_part():
    """The required part "family took part", of whatever plan types there are, is not missing."""
    parts = {
        part.code
        for one in plan_types().values()
        for part in one.parts
        if part.check == "took_part" and part.args.get("voice") == Voice.FAMILY
    }
    missing = Q(pk=None)
    for code in parts:
        missing |= Q(missing__contains=f'"{code}"')
    return ~missing


COUNTS = (
    Counted("identified", _("Identified"), lambda: IDENTIFIED),
    Counted("with_plan", _("With a plan"), has_plan),
    Counted("without_plan", _("Without a plan"), lambda: IDENTIFIED & ~HAS_PLAN),
    Counted("complete", _("All parts"), all_parts),
    Counted("incomplete", _("Parts missing"), parts_missing),
    Counted("draft", _("Draft"), in_state(State.DRAFT)),
    Counted("with_family", _("With family"), in_state(State.WITH_FAMILY)),
    Counted("active", _("Active"), in_state(State.ACTIVE)),
    Counted("closed", _("Closed"), in_state(State.CLOSED)),
    Counted("family", _("Family took part"), lambda: has_plan() & family_took_part()),
    Counted("talent_pool", _("Talent pool"), lambda: Q(stands__status=Status.TALENT_POOL)),
)
CODES = {one.code: one for one in COUNTS}


def counted_students(principal, years, on):
    """The students whose counts this person may see, each with school, status and this year's plan."""
    this_year = Q(plans__year__in=years.values(), plans__withdrawn_at=None)
    return (
        Student.objects.granting(Permission.VIEW_COUNTS, to=principal)
        .alias(
            attends=FilteredRelation("enrollments", condition=current("enrollments__", on)),
            stands=FilteredRelation("statuses", condition=current("statuses__", on)),
        )
        .annotate(plan_now=FilteredRelation("plans", condition=this_year))
        .alias(missing=Cast("plan_now__parts_missing", CharField()))
    )


def by_school(students):
    """Every number of every school, in one query: {school id: {code: number}}. Under None stand
    students whom the record has at no school today."""
    numbers = {one.code: Count("pk", filter=one.question(), distinct=True) for one in COUNTS}
    found = students.order_by().values("attends__school").annotate(**numbers)
    return {row.pop("attends__school"): row for row in found}


def total(counts):
    """The numbers of several schools together."""
    return {code: sum(numbers[code] for numbers in counts) for code in CODES}
