"""A parent says that they talked with the child: one button, and one to take it back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, Role
from plans.access import plan_or_404
from plans.actions.talking import say_we_talked, take_back_talk
from plans.addresses import back_to_plan, next_address
from plans.rules import reasons_not_to_write


def family_plan_or_404(request, public_id):
    """A plan that may be talked about, for the family of its student."""
    plan, standing = plan_or_404(public_id, Permission.ACKNOWLEDGE, to=request.principal)
    standing.as_only(Role.FAMILY)
    if reasons_not_to_write(plan) or not plan.is_shared:
        raise PermissionDenied
    return plan


@require_POST
def talked(request, public_id):
    """Put on record that this parent talked with the child today."""
    plan = family_plan_or_404(request, public_id)
    say_we_talked(plan=plan, by=request.principal)
    undo = f"{reverse('plans:talked_undo', args=[plan.public_id])}?{urlencode({'next': next_address(request)})}"
    told = _("Thank you. The school sees that you talked. What you said stays at home.")
    messages.success(request, told, extra_tags=f"undo:{undo}")
    return back_to_plan(request, plan, "participation")


@require_POST
def talked_undo(request, public_id):
    """Take today's back."""
    plan = family_plan_or_404(request, public_id)
    take_back_talk(plan=plan, by=request.principal)
    messages.success(request, _("Taken back. It stays in the history."))
    return back_to_plan(request, plan, "participation")
