"""Writing a goal: a new one, or a change to one that stands."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from goals import actions
from goals.access import goal_or_404
from goals.actions import StaleGoal
from goals.beside import carriable, past_of, served_by
from goals.forms import refuse
from goals.forms.desk import Desk, change_lines, fresh_sheet, sheet_in, with_room
from goals.queries import card_for
from goals.rules import reasons_not_to_change
from goals.sheet import sheet_of
from plans.access import plan_or_404
from plans.addresses import back_to_plan, next_address, plan_address
from plans.rules import reasons_not_to_write


@require_http_methods(["GET", "POST"])
def goal_add(request, public_id):
    """Write a new goal of a plan; `?from=` carries one on from an earlier year."""
    plan, standing = plan_or_404(public_id, Permission.WRITE_PLAN, to=request.principal)
    choices = carriable(plan, standing)
    wanted = request.POST.get("from") or request.GET.get("from")
    earlier = next((goal for goal in choices if str(goal.public_id) == wanted), None)
    return write(request, plan, standing, earlier=earlier, more={"carriable": choices, "earlier": earlier})


@require_http_methods(["GET", "POST"])
def goal_edit(request, public_id):
    """Change a goal that stands."""
    goal, standing = goal_or_404(public_id, Permission.WRITE_PLAN, to=request.principal)
    return write(request, goal.plan, standing, goal=goal, more={"card": card_for(goal, standing)})


def write(request, plan, standing, *, goal=None, earlier=None, more):
    """The page of one goal: shown, worked on, or saved."""
    if reasons := reasons_not_to_write(plan) or reasons_not_to_change(goal):
        messages.error(request, " ".join(reasons))
        return back_to_plan(request, plan, "goals")
    desk = Desk(plan, goal)
    if request.method == "GET":
        sheet = with_room(sheet_of(goal)) if goal else fresh_sheet(plan, earlier)
        desk.lay_out(sheet, base=sheet_of(goal) if goal else fresh_sheet(plan), version=goal.version if goal else 0)
    elif act := next((act for act in ("add", "remove", "again") if act in request.POST), None):
        sheet, focus = change_lines(sheet_in(request.POST), act, request.POST[act])
        desk.take(request.POST).lay_out(sheet, base=desk.base, version=desk.version, met=desk.met, focus=focus)
        desk.keep_in_sight(by=request.principal)
    elif "keep" in request.POST and goal:
        desk.take(request.POST).meet(goal, by=request.principal, press=request.POST["keep"])
    elif saved := save(request, desk, goal, earlier):
        messages.success(request, told(saved, plan, is_new=goal is None))
        return back_to_plan(request, plan, f"goal-{saved.public_id}")
    return render(request, "goals/write.html", page(request, desk, standing) | more)


def save(request, desk, goal, earlier):
    """The saved goal, or None when it was refused; problems, and what two people worded, stand on the desk."""
    if not desk.take(request.POST).is_valid():
        desk.keep_in_sight(by=request.principal)
        return None
    try:
        return actions.write_goal(
            plan=desk.plan, goal=goal, version=desk.version, values=desk.values, strategies=desk.strategies,
            by=request.principal, carried_from=earlier,
        )  # fmt: skip
    except StaleGoal as stale:
        desk.meet(stale.current, by=request.principal)
    except ValidationError as refused:
        refuse(desk.form, refused)
        desk.keep_in_sight(by=request.principal)
    return None


def told(goal, plan, *, is_new):
    """What was done, and that nobody outside sees it before it is shared."""
    if plan.revision is None:
        return _("%(goal)s is saved. The family sees it when you share the plan.") % {"goal": goal.short_label}
    if is_new:
        return _("%(goal)s is added. It is not shared yet.") % {"goal": goal.short_label}
    return _("%(goal)s is saved. Changes wait until you share them.") % {"goal": goal.short_label}


def page(request, desk, standing):
    plan, goal = desk.plan, desk.goal
    anchor = f"goal-{goal.public_id}" if goal else "goals"
    return {
        "plan": plan,
        "student": plan.student,
        "goal": goal,
        "desk": desk,
        "conflict": desk.conflict,
        "has_errors": desk.has_errors,
        "served": served_by(plan, goal),
        "past": past_of(goal, standing) if goal else [],
        "next": next_address(request),
        "back": next_address(request) or plan_address(plan, anchor),
    }
