"""A family talked with its child about the plan. That it happened is on record; what was said stays at home."""

from django.db import transaction

from accounts.permissions import Voice
from history.actions import record
from history.clock import day_of, now
from plans.actions.plan import lock
from plans.actions.touching import touch
from plans.models import Participation
from plans.queries import talked_on
from students.models import Reader


@transaction.atomic
def say_we_talked(*, plan, by, at=None):
    """Put on record that a parent talked with the child today, once a day, and return the moment."""
    at = at or now()
    plan = lock(plan)
    if moment := talked_on(plan, by=by, day=day_of(at)):
        return moment
    moment = Participation.objects.create(
        plan=plan, voice=Voice.FAMILY, who=by.name, how=Participation.How.CONVERSATION, on=day_of(at),
        recorded_at=at, recorded_by=by,
    )  # fmt: skip
    remember(moment, "plans.talked", by=by, at=at)
    touch(plan, promise=False)
    return moment


@transaction.atomic
def take_back_talk(*, plan, by, at=None):
    """Take today's back when the button was pressed by mistake. Returns the moment, or None when there is none."""
    at = at or now()
    plan = lock(plan)
    moment = talked_on(plan, by=by, day=day_of(at))
    if moment is None:
        return None
    moment.withdrawn_at, moment.withdrawn_by = at, by
    moment.save(update_fields=["withdrawn_at", "withdrawn_by"])
    remember(moment, "plans.talk_taken_back", by=by, at=at)
    touch(plan, promise=False)
    return moment


def remember(moment, verb, *, by, at):
    """Record it for the home it happened in and for the school, never for another home."""
    record(
        verb=verb, target=moment, subject=moment.plan.student, by=by, voice=Voice.FAMILY, at=at,
        audience=Reader.HOME, data={"plan": moment.plan_id, "on": moment.on.isoformat()},
    )  # fmt: skip
