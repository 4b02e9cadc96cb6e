"""What this room adds to a plan's snapshot."""

from goals.models import Goal
from plans.parts import standing, type_of
from plans.snapshot import labels
from students.areas import area


def goal_fields(plan):
    """The fields of a goal that people agree to, in page order."""
    return list(Goal.PROMISE)


def goals_of(plan):
    """Every goal as it stands, with its strategies and, beside the promise, the live layer."""
    one = type_of(plan)
    return [goal_facts(goal, one) for goal in standing(plan.goals.all())]


def goal_facts(goal, one):
    live = live_facts(goal, next(iter(goal.next_steps.all()), None))
    return {name: getattr(goal, name) for name in Goal.PROMISE} | {
        "id": goal.public_id,
        "check_on": goal.check_on or "",
        "kind_label": labels(one.goal_kind(goal.kind)),
        "counts_for": list(one.goal_kind(goal.kind).counts_for),
        "area_label": labels(area(goal.area)) if goal.area else {},
        "domain_label": labels(one.domain(goal.domain)) if goal.domain else {},
        "language": goal.language,
        "state": goal.state,
        "outcome": goal.outcome,
        "learned": goal.learned,
        "onward": goal.onward,
        "strategies": [strategy_facts(line) for line in standing(goal.strategies.all())],
        "live": live,
    }


def live_facts(goal, step):
    """The student's own words beside the promise. What is set aside is frozen for nobody."""
    has_why, has_step = not goal.why_is_set_aside, step is not None and not step.is_set_aside
    return {
        "why": goal.why if has_why else "",
        "why_said_by": goal.why_said_by if has_why else "",
        "why_written_by": goal.why_written_by if has_why else "",
        "why_at": goal.why_at if has_why else None,
        "next_step": step.words if has_step else "",
        "next_step_by": step.said_by if has_step else "",
        "next_step_language": step.language if has_step else "",
        "next_step_due_on": step.due_on if has_step else None,
    }


def strategy_facts(line):
    who = line.who or (str(line.user) if line.user else "")
    return {
        "id": line.public_id,
        "place": line.place,
        "words": line.words,
        "who": who,
        "how_often": line.how_often,
        "household": line.household_id or "",
        "line": " · ".join(filter(None, [line.words, who, line.how_often])),
    }
