"""Taking part: recorded moments, answers to a required part, what somebody says of a revision."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from plans.access import plan_or_404
from plans.actions import take_back_acknowledgement
from plans.addresses import back_to_plan
from plans.forms.taking_part import (
    AcknowledgeForm,
    PartAnswerForm,
    ParticipationForm,
    WithdrawParticipationForm,
)
from plans.models import Acknowledgement, Participation
from plans.parts import type_of
from plans.views.acting import bound, form_page, with_plan
from plans.views.revisions import compared, translated


@with_plan(Permission.RECORD_PART)
def participation_add(request, plan, standing):
    """Write down a moment; `?voice=` and `?who=` begin it."""
    begun = {name: request.GET.get(name, "")[:200] for name in ("voice", "who") if name in request.GET}
    return form_page(request, ParticipationForm(bound(request), begun=begun, plan=plan, standing=standing))


@require_http_methods(["GET", "POST"])
def participation_withdraw(request, public_id):
    moment = get_object_or_404(Participation.objects.select_related("plan"), public_id=public_id, withdrawn_at=None)
    plan, standing = plan_or_404(moment.plan.public_id, Permission.RECORD_PART, to=request.principal)
    return form_page(request, WithdrawParticipationForm(bound(request), moment=moment, plan=plan, standing=standing))


@with_plan(Permission.WRITE_PLAN)
def part_answer(request, plan, standing, code):
    part = type_of(plan).part(code)
    if part is None:
        raise Http404
    form = PartAnswerForm(bound(request), part=part, plan=plan, standing=standing)
    return form_page(request, form, template="plans/part.html", part=part)


@require_POST
def acknowledgement_take_back(request, public_id):
    """Takes back one thing that one `said` of a revision."""
    plan, _standing = plan_or_404(public_id, Permission.ACKNOWLEDGE, to=request.principal)
    said = request.POST.get("said", "")
    mine = Acknowledgement.objects.filter(revision__plan=plan, person=request.principal.key)
    one = mine.filter(pk=int(said[:18])).first() if said.isdecimal() else None
    if one:
        take_back_acknowledgement(acknowledgement=one, by=request.principal)
        undo = reverse("plans:say_again", args=[plan.public_id, one.pk])
        messages.success(request, _("Taken back. It stays in the history."), extra_tags=f"undo:{undo}")
    return back_to_plan(request, plan, "acknowledgements")


@require_POST
def acknowledge(request, public_id):
    """Says one thing of the revision that was read. What is refused goes on here with its words, beside what
    changed in the plan meanwhile."""
    plan, standing = plan_or_404(public_id, Permission.ACKNOWLEDGE, to=request.principal)
    form = AcknowledgeForm(request.POST, plan=plan, standing=standing)
    form.full_clean()
    more = {"voice": standing.voice(request.POST.get("voice", ""))}
    if read := form.overtaken:
        more |= translated(plan, standing)
        more["things"] = compared(plan, standing, read.number, plan.revision.number, more["translations"])
    return form_page(request, form, template="plans/say.html", **more)
