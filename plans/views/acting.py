"""How a page with a form about a plan goes: the door, the questions, the act, and back."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plans.access import plan_or_404
from plans.addresses import next_address, plan_address
from plans.rules import reasons_not_to_write


def with_plan(permission, *, open_only=False):
    """A page about one plan for those who hold `permission`. The view gets plan and standing.

    `open_only`: the page exists only while the plan may be written.
    """

    def decorate(view):
        @require_http_methods(["GET", "POST"])
        @wraps(view)
        def guarded(request, public_id, **where):
            plan, standing = plan_or_404(public_id, permission, to=request.principal)
            if open_only and reasons_not_to_write(plan):
                raise PermissionDenied(*reasons_not_to_write(plan))
            return view(request, plan, standing, **where)

        return guarded

    return decorate


def bound(request):
    """The answers sent with a request, or None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def form_page(request, form, *, template="plans/act.html", **more):
    """Show a form about a plan, or carry it out and go back to its place on the plan's page."""
    if form.is_bound and form.is_valid() and form.carry_out():
        messages.success(request, form.said, extra_tags=form.undo and f"undo:{form.undo}")
        return redirect(next_address(request) or form.address)
    shown = {
        "form": form,
        "plan": form.plan,
        "student": form.plan.student,
        "standing": form.standing,
        "back": next_address(request) or plan_address(form.plan, form.place),
        "next": next_address(request),
        "has_errors": bool(form.errors),
    }
    return render(request, template, shown | more, status=422 if form.is_bound else 200)
