"""The checks that this room answers: text, evidence and programming."""

from django.utils.translation import gettext_lazy as _

from plans.parts import standing
from plans.registry import Finding
from students.models import Identification


def sections_written(plan, *, sections):
    """Met when each of these sections has words."""
    written = {section.code for section in plan.sections.all() if section.words.strip()}
    for code in sections:
        if code not in written:
            return Finding(False, _("Nothing is written here yet."), f"section:{code}")
    return Finding(True)


def profile(plan, *, sections):
    """Met when strengths are written, each area has a date, and a body of evidence stands behind them
    (ECEA 12.02(2)(f)(i))."""
    identified = Identification.Status.IDENTIFIED
    if not any(area.status == identified for area in plan.student.identifications.all()):
        return Finding(False, _("The student has no area of identification on record."), "record")
    if not standing(plan.student.evidence.all()):
        return Finding(False, _("The body of evidence is empty."), "record")
    return sections_written(plan, sections=sections)


def programming(plan):
    """Met when at least one programming option is there, and each goal has a strategy
    (ECEA 12.02(2)(f)(iii))."""
    if not standing(plan.programming.all()):
        return Finding(False, _("Choose what the school provides."), "programming")
    for goal in standing(plan.goals.all()):
        if not standing(goal.strategies.all()):
            return Finding(False, _("A goal has no strategy yet."), f"goal:{goal.public_id}")
    return Finding(True)
