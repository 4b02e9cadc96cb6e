"""Undo in the message after somebody took a check-in, its work or words in the conversation back."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.views.decorators.http import require_POST

from accounts.permissions import Permission
from checkins import actions
from checkins.models import CheckIn, Comment
from checkins.views.work import check_in_or_404
from goals.access import goal_or_404
from history.undoing import undone
from plans.access import plan_or_404
from plans.addresses import back_to_plan


def refuse_others(row, standing, *, to):
    """403 for whoever reads words of somebody else, 404 for everybody who does not."""
    if row.author != to.key:
        if not type(row).objects.readable(standing).filter(pk=row.pk).exists():
            raise Http404
        raise PermissionDenied


@require_POST
def check_in_undo(request, public_id):
    """Puts one's own check-in back that one has just taken back."""
    row = CheckIn.objects.select_related("goal").filter(public_id=public_id).first()
    if row is None:
        raise Http404
    row.goal, standing = goal_or_404(row.goal.public_id, Permission.CHECK_IN, to=request.principal)
    refuse_others(row, standing, to=request.principal)
    undone(request, actions.put_check_in_back, check_in=row)
    return back_to_plan(request, row.goal.plan, f"goal-{row.goal.public_id}")


@require_POST
def work_undo(request, public_id):
    """Puts the work of a check-in back that this person has just taken back."""
    row, standing = check_in_or_404(public_id, to=request.principal)
    if not (row.author == request.principal.key or standing.may(Permission.WRITE_PLAN)):
        raise PermissionDenied
    undone(request, actions.put_work_back, check_in=row, voice=standing.voice())
    return back_to_plan(request, row.goal.plan, f"goal-{row.goal.public_id}")


@require_POST
def comment_undo(request, public_id):
    """Puts one's own words back that one has just taken back."""
    row = Comment.objects.select_related("plan", "goal").filter(public_id=public_id).first()
    if row is None:
        raise Http404
    row.plan, standing = plan_or_404(row.plan.public_id, Permission.COMMENT, to=request.principal)
    refuse_others(row, standing, to=request.principal)
    undone(request, actions.put_comment_back, comment=row)
    return back_to_plan(request, row.plan, "conversation")
