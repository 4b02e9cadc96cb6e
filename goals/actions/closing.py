"""Closing a goal honestly, or taking back one begun by mistake."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from goals.actions.writing import lock_goal, lock_plan
from goals.models import Goal
from goals.rules import reasons_not_to_change
from history.actions import record
from history.clock import now
from history.models import Event
from history.undoing import act_to_undo
from plans.actions import touch
from students.models import Reader


@transaction.atomic
def close_goal(*, goal, outcome, learned, onward, by, at=None):
    """Close a goal with its honest outcome: how it ended, what we learned, what now. The same said twice is once.

    Raises ValidationError when a part is missing, or somebody closed the goal otherwise meanwhile.
    """
    at = at or now()
    plan = lock_plan(goal.plan)
    goal = lock_goal(goal, plan)
    learned = learned.strip()
    if goal.state == Goal.State.CLOSED and (goal.outcome, goal.learned, goal.onward) == (outcome, learned, onward):
        return goal
    if reasons := reasons_not_to_change(goal):
        raise ValidationError(reasons)
    missing = {}
    if outcome not in Goal.Outcome.values:
        missing["outcome"] = _("Say how it ended: met, partly met or not met.")
    if not learned:
        missing["learned"] = _("Write what we learned. It helps whoever writes the next goal.")
    if onward not in Goal.Onward.values:
        missing["onward"] = _("Say what happens now: carry it on, revise it or let it rest.")
    if missing:
        raise ValidationError(missing)
    goal.state, goal.outcome, goal.learned, goal.onward = Goal.State.CLOSED, outcome, learned, onward
    goal.closed_at, goal.closed_by, goal.version = at, by, goal.version + 1
    goal.save(update_fields=["state", "outcome", "learned", "onward", "closed_at", "closed_by", "version"])
    remember(goal, "goals.closed", by=by, at=at, data={"outcome": outcome, "onward": onward})
    touch(plan)
    return goal


@transaction.atomic
def reopen_goal(*, goal, by, reason, at=None):
    """Open a goal again that was closed too early. The same said twice is once.

    Raises ValidationError without a reason, or when somebody opened it meanwhile for another one.
    """
    at = at or now()
    plan = lock_plan(goal.plan)
    goal, reason = lock_goal(goal, plan), reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Say why the goal opens again.")})
    if goal.state == Goal.State.OPEN:
        opened = Event.objects.of(goal).filter(verb="goals.reopened").first()
        if opened and (opened.actor, opened.reason) == (by.key, reason):
            return goal
        raise ValidationError(
            _("This goal is open already. Your words are still in the box, so that you can copy them.")
        )
    goal.state, goal.outcome, goal.learned, goal.onward = Goal.State.OPEN, "", "", ""
    goal.closed_at, goal.closed_by, goal.version = None, None, goal.version + 1
    goal.save(update_fields=["state", "outcome", "learned", "onward", "closed_at", "closed_by", "version"])
    remember(goal, "goals.reopened", by=by, at=at, reason=reason)
    touch(plan)
    return goal


@transaction.atomic
def withdraw_goal(*, goal, by, reason="", at=None):
    """Take a goal out of the plan, saying why if the family has read it. What was shared of it stays in
    the revisions."""
    at = at or now()
    plan = lock_plan(goal.plan)
    goal = lock_goal(goal, plan)
    if goal.withdrawn_at:
        return goal
    if goal.is_shared and not reason.strip():
        raise ValidationError({"reason": _("Say why this goal leaves the plan. The family reads it.")})
    goal.withdrawn_at, goal.withdrawn_by, goal.version = at, by, goal.version + 1
    goal.save(update_fields=["withdrawn_at", "withdrawn_by", "version"])
    remember(goal, "goals.withdrawn", by=by, at=at, reason=reason.strip())
    touch(plan)
    return goal


@transaction.atomic
def bring_back_goal(*, goal, by, at=None):
    """Put a goal back in the plan that was taken out."""
    at = at or now()
    plan = lock_plan(goal.plan)
    goal = lock_goal(goal, plan)
    if goal.withdrawn_at is None:
        return goal
    goal.withdrawn_at, goal.withdrawn_by, goal.version = None, None, goal.version + 1
    goal.save(update_fields=["withdrawn_at", "withdrawn_by", "version"])
    remember(goal, "goals.brought_back", by=by, at=at)
    touch(plan)
    return goal


@transaction.atomic
def undo_withdrawing(*, goal, by, at=None):
    """Undo, for a short while, that this person took a goal out of the plan. Raises ValidationError when it has
    changed since."""
    at = at or now()
    goal = lock_goal(goal, lock_plan(goal.plan))
    act_to_undo(goal, by=by, verbs={"goals.withdrawn"}, at=at)
    return bring_back_goal(goal=goal, by=by, at=at)


def remember(goal, verb, *, by, at, data=None, reason=""):
    record(
        verb=verb, target=goal, subject=goal.plan.student, by=by, voice=Voice.STAFF, at=at,
        audience=goal.audience_for(Reader.STUDENT),
        reason=reason, data=goal.told | (data or {}),
    )  # fmt: skip
