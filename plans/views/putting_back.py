"""Putting earlier words of a section or a programming option back: those last shared, or any in history."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission
from history.actions import plain
from history.models import Event
from plans.access import may_write_section, plan_or_404
from plans.actions import correct_programming, put_back_programming, put_back_section, write_section
from plans.actions.programming import FIELDS
from plans.addresses import next_address
from plans.parts import type_of
from plans.set_aside import told


@require_POST
def put_back(request, public_id):
    """Puts back what is named by `thing`, to the wording of an `event` or, without one, as it was last shared."""
    plan, standing = plan_or_404(public_id, Permission.VIEW_PLAN, to=request.principal)
    kind, _colon, code = request.POST.get("thing", "").partition(":")
    again = {"section": section_again, "programming": option_again}.get(kind)
    if again is None:
        raise Http404
    return put_back_or_say(request, plan, lambda: again(request, plan, standing, code))


def put_back_or_say(request, plan, act):
    """Carry out an act that puts words back; what is refused is said where the page goes on."""
    try:
        act()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Put back. Nothing is lost: the other wording stays in the history."))
    return redirect(next_address(request) or reverse("plans:share", args=[plan.public_id]))


def version_in(request):
    """The version an undo begins from; one that is none fits no row."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else -1


def wording_in(request, target, standing, field):
    """What an event of history made of a field, with the event: 404 for one that is not of this thing, or
    not for this reader. None when no event was named."""
    sent = request.POST.get("event", "")
    if not sent:
        return None
    events = told(Event.objects.of(target).readable(standing.readers, actor=standing.principal.key), standing)
    event = get_object_or_404(events, pk=int(sent) if sent.isdecimal() and len(sent) < 19 else 0)
    line = request.POST.get("line", "")
    for change in event.changes:
        if change["field"] == field and change.get("line", "") == line:
            return change["after"], event
    raise Http404


def refuse_what_stands(now, words):
    """Raise ValidationError for a wording, as history keeps it, that stands already: using it again does nothing."""
    if plain(now) == words:
        raise ValidationError(_("This wording stands here already. Nothing was changed."))


def shared_or_404(plan, part, code):
    """A section, a goal or an option as it was last shared, None for one that was not; 404 for a plan
    that was never shared."""
    if plan.revision is None:
        raise Http404
    name = "code" if part == "sections" else "id"
    return next((one for one in plan.revision.content[part] if one[name] == code), None)


def section_again(request, plan, standing, code):
    entry = type_of(plan).section(code)
    if entry is None or entry.audience not in standing.readers:
        raise Http404
    if not may_write_section(entry, standing):
        raise PermissionDenied
    row = get_object_or_404(plan.sections, code=code)
    who = {"version": version_in(request), "by": request.principal, "voice": standing.voice()}
    found = wording_in(request, row, standing, "words")
    if found is None:
        return put_back_section(plan=plan, shared=shared_or_404(plan, "sections", code), **who)
    words, event = found
    refuse_what_stands("" if row.is_set_aside else row.words, words)
    said_by = event.data.get("said_by") or ("" if event.actor == request.principal.key else event.actor_name)
    return write_section(plan=plan, code=code, words=words, said_by=said_by, language=row.language, **who)


def option_again(request, plan, standing, code):
    standing.require(Permission.WRITE_PLAN)
    row = next((one for one in plan.programming.all() if str(one.public_id) == code), None)
    if row is None:
        raise Http404
    field = request.POST.get("field", "")
    found = wording_in(request, row, standing, field)
    if found is None:
        shared = shared_or_404(plan, "programming", code)
        return put_back_programming(option=row, shared=shared, version=version_in(request), by=request.principal)
    if field not in FIELDS or row.withdrawn_at:
        raise Http404
    refuse_what_stands(getattr(row, field), found[0])
    again = {field: row._meta.get_field(field).to_python(found[0] or None) if field.endswith("_on") else found[0]}
    fields = {name: getattr(row, name) for name in FIELDS} | again
    return correct_programming(row=row, version=version_in(request), by=request.principal, **fields)
