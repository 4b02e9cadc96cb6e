"""The work a check-in shows: opening it, and taking it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import Permission
from checkins import actions
from checkins.forms import WithdrawWorkForm
from checkins.models import CheckIn
from files.serving import file_or_404, opened
from files.shown import FilesShown
from goals.access import goal_or_404
from goals.forms import refuse
from plans.addresses import back_to_plan, next_address, plan_address


def check_in_or_404(public_id, *, to):
    """A check-in whose words the asker may read: its work has the same reader."""
    row = CheckIn.objects.filter(public_id=public_id).select_related("goal").first()
    if row is None:
        raise Http404
    goal, standing = goal_or_404(row.goal.public_id, Permission.VIEW_PLAN, to=to)
    row = CheckIn.objects.readable(standing).filter(pk=row.pk).select_related("work").first()
    if row is None or row.work is None:
        raise Http404
    row.goal = goal
    return row, standing


@require_GET
def work(request, public_id, file_id):
    """The file. What is replaced or taken back opens only for who writes the plan."""
    row, standing = check_in_or_404(public_id, to=request.principal)
    file = file_or_404(row.work, file_id, sees_past=standing.may(Permission.WRITE_PLAN))
    return opened(request, file, subject=standing.student)


@require_http_methods(["GET", "POST"])
def work_withdraw(request, public_id):
    """Take the work back: whoever showed it, and whoever writes the plan."""
    row, standing = check_in_or_404(public_id, to=request.principal)
    if not (row.author == request.principal.key or standing.may(Permission.WRITE_PLAN)):
        raise PermissionDenied
    form, place = WithdrawWorkForm(request.POST or None), f"goal-{row.goal.public_id}"
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_work(check_in=row, by=request.principal, voice=standing.voice(), **form.cleaned_data)
        except ValidationError as refused:
            refuse(form, refused)
        else:
            undo = reverse("checkins:undo_work", args=[row.public_id])
            messages.success(request, _("The work is taken back. It stays in the history."), extra_tags=f"undo:{undo}")
            return back_to_plan(request, row.goal.plan, place)
    page = {
        "form": form, "row": row, "plan": row.goal.plan, "student": standing.student, "voice": standing.voice(),
        "goal_label": row.goal.label_for(standing),
        "has_errors": bool(form.errors), "next": next_address(request), "files": files_of(row, standing),
        "back": next_address(request) or plan_address(row.goal.plan, place),
    }  # fmt: skip
    return render(request, "checkins/work_withdraw.html", page, status=422 if form.errors else 200)


def files_of(row, standing):
    """The work and what it replaced; what is past only for who writes the plan."""
    shown = FilesShown.of(row.work, url=lambda one: reverse("checkins:work", args=[row.public_id, one.public_id]))
    return shown if standing.may(Permission.WRITE_PLAN) else shown.without_past
