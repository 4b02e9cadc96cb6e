"""What lists need to know of a plan, kept on the plan itself in the transaction of each change."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from plans.models import Plan
from plans.parts import checks_of, findings_in, loaded, standing
from plans.registry import CONTRIBUTORS
from plans.snapshot import PROMISE, changes_between, promise_in, stringify

KEPT = ["parts_met", "parts_total", "parts_missing", "last_check_in_on", "open_question_at", "unshared_count"]

waiting = ContextVar("waiting", default=None)  # inside `touching_once`: the plans to touch at its end


def touch(plan, *, promise=True):
    """Run the checks of the plan's type and keep what lists need. Returns the plan.

    `promise=False` skips the comparison with the shared revision, for acts of the live layer.
    """
    if (later := waiting.get()) is not None:
        later[plan.pk] = plan, promise or later.get(plan.pk, (plan, False))[1]
        return plan
    found = columns(plan, promise=promise)
    for name, value in found.items():
        setattr(plan, name, value)
    Plan.objects.filter(pk=plan.pk).update(**found)
    return plan


@contextmanager
def touching_once():
    """Inside, a plan is touched once at the end, however many acts changed it.

    One transaction: either all of the acts happened and the columns tell so, or none did. Until the
    end the columns are those of before.
    """
    with transaction.atomic():
        token = waiting.set({})
        try:
            yield
            plans = list(waiting.get().values())
        finally:
            waiting.reset(token)
        for plan, promise in plans:
            touch(plan, promise=promise)


def columns(plan, *, promise=True):
    """What lists need to know of a plan, worked out from the plan as it stands."""
    askers = checks_of(plan) | ({CONTRIBUTORS[name] for name in PROMISE} if promise else set())
    plan = loaded(plan, askers)
    results = findings_in(plan)
    found = {
        "parts_total": len(results),
        "parts_met": sum(finding.met for _part, finding in results),
        "parts_missing": [part.code for part, finding in results if not finding.met],
        "last_check_in_on": max((goal.level_on for goal in standing(plan.goals.all()) if goal.level_on), default=None),
        "open_question_at": min((one.said_at for one in plan.comments.all() if one.is_open), default=None),
    }
    if promise:
        shared = plan.revision.content if plan.revision else None
        found["unshared_count"] = len(changes_between(shared, stringify(promise_in(plan))))
    return found
