"""Calling read what happened around a child, and taking that back."""

from django.contrib import messages
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission
from history import actions as history
from history.clock import now
from history.models import Event
from plans.access import plan_or_404
from plans.addresses import back_to_plan, next_address


@require_POST
def mark_read(request, public_id):
    """Says that one has read what happened up to an event that was shown."""
    plan, standing = plan_or_404(public_id, Permission.VIEW_PLAN, to=request.principal)
    shown = request.POST.get("event", "")
    event = int(shown[:18]) if shown.isdecimal() else 0
    events = Event.objects.about(plan.student).readable(standing.readers, actor=request.principal.key)
    if events.filter(pk=event).exists():
        history.mark_read(subject=plan.student, by=request.principal, event=event, at=now())
        undo = f"{reverse('plans:mark_unread', args=[public_id])}?{urlencode({'next': next_address(request)})}"
        messages.success(request, _("Marked as read."), extra_tags=f"undo:{undo}")
    return back_to_plan(request, plan)


@require_POST
def mark_unread(request, public_id):
    """Takes the last "Mark as read" back: what was new then is shown as new again."""
    plan, _standing = plan_or_404(public_id, Permission.VIEW_PLAN, to=request.principal)
    history.mark_unread(subject=plan.student, by=request.principal)
    messages.success(request, _("What was new then is shown as new again. Only you see that."))
    return back_to_plan(request, plan)
