"""A draft that was begun for the wrong child moves to the right one."""

from django.core.exceptions import ValidationError
from django.db import transaction

from drafts.actions import follow
from history.clock import now
from plans.actions.plan import lock, remember
from plans.actions.touching import touch
from plans.rules import reasons_not_to_move, reasons_not_to_move_to
from students.models import Reader, Student


@transaction.atomic
def move_plan(*, plan, to, by, at=None):
    """Give a draft that nobody outside the school has seen to the child it is about, with its sections, goals
    and strategies. The lists and histories of both children tell it. Returns the plan.

    Help at home no longer names a home: homes belong to a child. What happened and who looked stays
    where it happened; what somebody was typing moves along.

    Raises ValidationError with the reasons when it may not be moved.
    """
    at = at or now()
    plan = lock(plan)
    before, to = plan.student, Student.objects.select_for_update(of=("self",)).get(pk=to.pk)
    if reasons := reasons_not_to_move(plan) + reasons_not_to_move_to(plan, to):
        raise ValidationError(reasons)
    remember(plan, "plans.moved_away", by=by, at=at, audience=Reader.STAFF)
    plan.student = to
    plan.save(update_fields=["student"])
    for goal in plan.goals.all():
        goal.strategies.update(household=None)
    follow(subject=before.public_id, to=to.public_id, things=[plan.public_id, *things_of(plan)])
    remember(plan, "plans.moved_here", by=by, at=at, audience=Reader.STAFF)
    return touch(plan)


def things_of(plan):
    """The addresses' names of what stands in a plan."""
    return [*plan.goals.values_list("public_id", flat=True), *plan.programming.values_list("public_id", flat=True)]
