"""Closing a goal honestly, opening it again, and taking one out of the plan."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from goals import actions
from goals.access import goal_or_404
from goals.forms import CloseForm, ReasonForm, refuse
from goals.models import Goal
from goals.views.own_words import page_of
from history.undoing import undone
from plans.access import plan_or_404
from plans.addresses import back_to_plan


def act(request, goal, form, verb, said, *, undo=""):
    """Do a verb with what a sent form says. Returns whether it was done; if not, the form says why."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        verb(goal=goal, by=request.principal, **form.cleaned_data)
    except ValidationError as refused:
        refuse(form, refused)
        return False
    messages.success(request, said % {"goal": goal.short_label}, extra_tags=undo and f"undo:{undo}")
    return True


def act_page(request, template, goal, standing, form):
    """The page that asks, again with what was sent where that was refused."""
    return render(request, template, page_of(request, goal, standing, form), status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def goal_close(request, public_id):
    """Close a goal with how it ended, what we learned and what now."""
    goal, standing = goal_or_404(public_id, Permission.WRITE_PLAN, to=request.principal)
    if request.method == "GET" and goal.state != Goal.State.OPEN:
        return back_to_plan(request, goal.plan, f"goal-{goal.public_id}")
    form = CloseForm(request.POST or None)
    if act(request, goal, form, actions.close_goal, _("%(goal)s is closed.")):
        return back_to_plan(request, goal.plan, f"goal-{goal.public_id}")
    return act_page(request, "goals/close.html", goal, standing, form)


@require_http_methods(["GET", "POST"])
def goal_reopen(request, public_id):
    """Open a goal again that was closed too early."""
    goal, standing = goal_or_404(public_id, Permission.WRITE_PLAN, to=request.principal)
    if request.method == "GET" and goal.state != Goal.State.CLOSED:
        return back_to_plan(request, goal.plan, f"goal-{goal.public_id}")
    form = ReasonForm(request.POST or None)
    if act(request, goal, form, actions.reopen_goal, _("%(goal)s is open again.")):
        return back_to_plan(request, goal.plan, f"goal-{goal.public_id}")
    return act_page(request, "goals/reopen.html", goal, standing, form)


@require_http_methods(["GET", "POST"])
def goal_withdraw(request, public_id):
    """Take a goal out of the plan, saying why. What was shared of it stays in the revisions."""
    goal, standing = goal_or_404(public_id, Permission.WRITE_PLAN, to=request.principal)
    form = ReasonForm(request.POST or None)
    undo = reverse("goals:withdraw_undo", args=[goal.public_id])
    if act(request, goal, form, actions.withdraw_goal, _("%(goal)s left the plan."), undo=undo):
        return back_to_plan(request, goal.plan, "goals")
    return act_page(request, "goals/withdraw.html", goal, standing, form)


@require_POST
def goal_withdraw_undo(request, public_id):
    """Puts a goal back that this person has just taken out of the plan."""
    goal = get_object_or_404(Goal.objects.select_related("plan"), public_id=public_id)
    plan, standing = plan_or_404(goal.plan.public_id, Permission.WRITE_PLAN, to=request.principal)
    if goal.audience not in standing.readers:
        raise Http404
    undone(request, actions.undo_withdrawing, goal=goal)
    return back_to_plan(request, plan, f"goal-{goal.public_id}")
