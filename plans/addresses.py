"""Where an act on a plan leads back to."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def plan_address(plan, anchor=""):
    """The page of a plan, at one of its places: `goals`, `section-strengths`, `goal-<id>`, …"""
    address = reverse("dashboards:plan", args=[plan.public_id])
    return f"{address}#{anchor}" if anchor else address


def next_address(request):
    """The address a form asks to go to afterwards, if it is one of ours; otherwise nothing."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and safe else ""


def back_to_plan(request, plan, anchor=""):
    """After an act: the address that the form asked for, or the plan's page at `anchor`."""
    return redirect(next_address(request) or plan_address(plan, anchor))
