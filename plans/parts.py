"""The required parts of a plan: what the type asks, and what the checks found."""

from django.utils.translation import gettext_lazy as _

from plans.models import Plan
from plans.plan_types import plan_type
from plans.registry import CHECKS, NEEDS, Finding


def type_of(plan):
    """The plan type, in the edition the plan keeps."""
    return plan_type(plan.type_code, plan.type_edition)


def checks_of(plan):
    """The checks that the plan's type asks for."""
    return {CHECKS[part.check] for part in type_of(plan).parts}


def loaded(plan, askers):
    """The plan read anew, with everything around it that these checks and contributors look at.

    It is a plan of its own: what was read here never stays behind on the caller's plan to grow stale.
    """
    around = {"goals", "part_answers__document__file", "comments"}.union(*(NEEDS[asker] for asker in askers))
    rows = Plan.objects.select_related("student__district", "year", "revision")
    return rows.prefetch_related(*sorted(around)).get(pk=plan.pk)


def standing(rows):
    """Those of the rows that nobody has withdrawn."""
    return [row for row in rows if row.withdrawn_at is None]


def findings(plan):
    """Every required part with its `Finding`, in the order of the type."""
    return findings_in(loaded(plan, checks_of(plan)))


def findings_in(plan):
    """The `findings` of a plan that was `loaded` for its checks.

    A person may answer a part with "not needed, because" or "in the attached document": then it counts as met.
    """
    answers = {answer.part: answer for answer in plan.part_answers.all() if answer.holds}
    return [
        (part, answered(answers[part.code]) if part.code in answers else CHECKS[part.check](plan, **part.args))
        for part in type_of(plan).parts
    ]


def answered(answer):
    """The finding of a part that a person answered. Its sentence is for everybody: it names no document."""
    return Finding(True, answer.because or _("Answered in an attached document."), answer=answer)
