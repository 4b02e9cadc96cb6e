"""The door of a goal."""

from django.http import Http404

from goals.models import Goal
from plans.access import refuse_to_write
from students.access import Standing


def goal_or_404(public_id, permission, *, to):
    """One goal and the asker's `Standing` towards its student: 404 if unseen, 403 if seen but not
    permitted."""
    goals = Goal.objects.visible_to(to).select_related("plan__student__district", "plan__year", "plan__revision")
    goal = goals.filter(public_id=public_id).first()
    if goal is None:
        raise Http404
    standing = Standing.of(to, goal.plan.student)
    standing.require(permission)
    refuse_to_write(goal.plan, permission)
    return goal, standing
