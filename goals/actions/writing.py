"""Writing a goal and its strategies: one act, one save."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from drafts.actions import forget_doors
from goals.models import Goal, Strategy
from goals.rules import reasons_not_to_change, what_is_missing
from history.actions import differences, record
from history.clock import day_of, now
from plans.actions import touch
from plans.actions.plan import lock
from plans.parts import standing
from plans.rules import reasons_not_to_write
from students.access import Standing, audience
from students.actions.writing import save
from students.models import Reader


class StaleGoal(ValidationError):
    """Somebody else saved the goal in between. `current` is what stands now; nothing was lost."""

    def __init__(self, current):
        super().__init__(
            _("Somebody changed this goal while you were writing. Nothing is lost: both wordings are below.")
        )
        self.current = current


def lock_plan(plan):
    """The plan's row, held, ready to be written to. Raises ValidationError when nothing is written to it any more."""
    plan = lock(plan)
    if reasons := reasons_not_to_write(plan):
        raise ValidationError(reasons)
    return plan


@transaction.atomic
def write_goal(*, plan, values, strategies, by, goal=None, version=0, carried_from=None, at=None):
    """Write a new goal, or change one, together with its strategies, and return it.

    `values` are the fields of `Goal.PROMISE`. `strategies` are dictionaries of `Strategy`'s fields;
    one with a `public_id` is a line that was there, one without is new, one left out is withdrawn.
    `version` is the one the writer saw; `carried_from` is the earlier year's goal a new one carries on.

    Raises `StaleGoal`, or ValidationError by field, and then changes nothing.
    """
    at = at or now()
    plan = lock_plan(plan)
    goal = as_seen(lock_goal(goal, plan), version) if goal else None
    check(plan, goal, values, on=day_of(at))
    before = {name: getattr(goal, name) for name in Goal.PROMISE} if goal else {}
    lines_before = lines_of(goal) if goal else {}
    was_close = goal is not None and goal.is_close
    goal = goal or Goal(plan=plan, position=plan.goals.count(), version=0, carried_from=carried_from)
    for name in Goal.PROMISE:
        setattr(goal, name, values.get(name, getattr(goal, name)))
    goal.version += 1
    save(goal)
    write_strategies(goal, strategies, by=by, at=at)
    changes = differences(before, {name: getattr(goal, name) for name in Goal.PROMISE})
    changes += line_changes(lines_before, lines_of(goal))
    if changes:
        verb = "goals.changed" if before else "goals.added"
        remember(goal, verb, changes, by=by, at=at, close=goal.is_close or was_close)
    if goal.is_close and before and not was_close:
        forget_typed(goal, at=at)
    touch(plan)
    return goal


def forget_typed(goal, *, at):
    """Whoever does not read a goal that is kept close now keeps no draft of a form of it either."""
    student = goal.plan.student
    forget_doors(
        things=[goal.public_id], subject=student.public_id, at=at,
        spares=lambda principal: Reader.CIRCLE in Standing.of(principal, student).readers,
    )  # fmt: skip


def lock_goal(goal, plan):
    """The goal's row, held, on the plan that is held already."""
    goal = Goal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
    goal.plan = plan
    return goal


def as_seen(goal, version):
    """The goal, if it may be changed as the writer saw it. Raises `StaleGoal` when somebody saved meanwhile."""
    if goal.version != version:
        raise StaleGoal(goal)
    if reasons := reasons_not_to_change(goal):
        raise ValidationError(reasons)
    return goal


def remember(goal, verb, changes, *, by, at, close):
    """Record a change of the promise: for staff, until it is shared. An event holds both wordings, so
    that of a goal kept `close` before or after stays in the circle."""
    record(
        verb=verb, target=goal, subject=goal.plan.student, by=by, voice=Voice.STAFF, at=at,
        audience=audience(Reader.STAFF, close=close), changes=changes,
        data={"plan": goal.plan_id, "goal": str(goal.public_id)},
    )  # fmt: skip


def check(plan, goal, values, *, on):
    """Raise ValidationError when the values do not make a goal."""
    missing = what_is_missing(plan, values)
    check_on = values.get("check_on")
    if check_on and check_on < on and (goal is None or goal.check_on != check_on):
        missing["check_on"] = _("This date has passed. Pick a date from today on.")
    if missing:
        raise ValidationError(missing)


LINE = ("place", "words", "who", "how_often", "household")


def lines_of(goal):
    """The goal's strategies that stand, for history: `{public id: facts}`."""
    rows = goal.strategies.filter(withdrawn_at=None).select_related("user", "household")
    return {
        str(line.public_id): {name: getattr(line, name) for name in LINE} | {"who": line.who or line.user or ""}
        for line in rows
    }


def line_changes(before, after):
    """What changed from some lines to others, as history keeps it: each change names its `line`."""
    return [
        change | {"line": key}
        for key in before | after
        for change in differences(before.get(key, {}), after.get(key, dict.fromkeys(LINE)))
    ]


def write_strategies(goal, strategies, *, by, at):
    """Bring a goal's strategies to the given lines: change, add, bring back, withdraw."""
    rows = {line.public_id: line for line in goal.strategies.all()}
    for position, values in enumerate(strategies):
        line = rows.pop(values.get("public_id"), None) or Strategy(goal=goal)
        line.position, line.withdrawn_at, line.withdrawn_by = position, None, None
        for name in ("place", "words", "user", "who", "how_often", "household"):
            if name in values:
                setattr(line, name, values[name])
        save(line)
    for line in standing(rows.values()):
        line.withdrawn_at, line.withdrawn_by = at, by
        line.save(update_fields=["withdrawn_at", "withdrawn_by"])
