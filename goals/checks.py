"""The checks that this room answers: kinds of goals, measure, and who wrote them."""

from django.utils.translation import gettext_lazy as _

from goals.rules import why_not_measurable
from plans.parts import standing, type_of
from plans.registry import Finding

NO_GOAL = {
    "achievement": _("Write a goal in a strength area, tied to a standard."),
    "affective": _("Write a goal for growing as a person."),
}


def goal_of_kind(plan, *, counts_for):
    """Met by a goal whose kind counts for this part; an academic one names its standard
    (ECEA 12.02(2)(f)(ii))."""
    kinds = {kind.code: kind for kind in type_of(plan).goal_kinds if counts_for in kind.counts_for}
    goals = [goal for goal in standing(plan.goals.all()) if goal.kind in kinds]
    if not goals:
        return Finding(False, NO_GOAL.get(counts_for, _("Write a goal of this kind.")), "goals")
    for goal in goals:
        if "standard" not in kinds[goal.kind].asks or goal.standard.strip():
            return Finding(True)
    return Finding(False, _("Name the standard the academic goal is tied to."), f"goal:{goals[0].public_id}")


def goals_measurable(plan):
    """Met when each goal says how we will know, with a target and a check date."""
    goals = standing(plan.goals.all())
    if not goals:
        return Finding(False, _("There is no goal yet."), "goals")
    for goal in goals:
        if missing := why_not_measurable(goal):
            return Finding(False, missing, f"goal:{goal.public_id}")
    return Finding(True)


def written_with_teacher(plan):
    """Met when a strategy at school is in a teacher's hands (ECEA 12.02(2)(g), as districts cite it):
    somebody other than whoever keeps the plan is named."""
    duties = plan.student.responsibilities.all()
    keepers = {duty.user_id for duty in duties if duty.kind == "plan_manager" and duty.ends_on is None}
    for goal in standing(plan.goals.all()):
        for line in standing(goal.strategies.all()):
            named = line.who.strip() or (line.user_id and line.user_id not in keepers)
            if line.place == line.Place.SCHOOL and named:
                return Finding(True)
    return Finding(False, _("Name the teacher who carries out a strategy at school."), "goals")
