"""Checking in: one tap, or the form with words; and taking a check-in back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission, Voice
from checkins import actions
from checkins.forms import CheckInForm, NoteForm
from checkins.models import CheckIn
from checkins.queries import own_check_in
from checkins.readers import told_readers
from files.forms import sent_files
from goals.access import goal_or_404
from goals.queries import card_for, plainly
from history.clock import today
from plans.addresses import back_to_plan, next_address, plan_address


@require_http_methods(["GET", "POST"])
def check_in(request, public_id):
    """GET: the form with words. POST: a tap (`level` alone) or the whole form (`full`)."""
    goal, standing = goal_or_404(public_id, Permission.CHECK_IN, to=request.principal)
    voice, scribing = voice_wanted(request, standing)
    card = card_for(goal, standing)
    mine = own_check_in(goal, by=request.principal, voice=voice)
    form = form_for(request, goal, voice, card, mine)
    if request.method == "POST" and form.is_valid():
        try:
            said = said_in(request, form, goal, scribing)
            row = actions.check_in(goal=goal, by=request.principal, voice=voice, **said)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            tell(request, row, card.label, standing)
            return back_to_plan(request, goal.plan, f"goal-{goal.public_id}")
    page = {
        "form": form, "goal": goal, "card": card, "standing": standing, "voice": voice, "scribing": scribing,
        "has_errors": bool(form.errors), "next": next_address(request), "may_scribe": may_scribe(standing),
        "mine": mine, "plainly": plainly(card, goal.plan, standing),
        "back": next_address(request) or plan_address(goal.plan, f"goal-{goal.public_id}"),
    }  # fmt: skip
    return render(request, "checkins/check_in.html", page)


@require_http_methods(["GET", "POST"])
def note(request, public_id):
    """A teacher's sentence about a goal, without a level: on a page of its own, and where a class row sends it."""
    goal, standing = goal_or_404(public_id, Permission.CHECK_IN, to=request.principal)
    if Voice.STAFF not in standing.voices:
        raise PermissionDenied
    mine = own_check_in(goal, by=request.principal, voice=Voice.STAFF)
    initial = {"words": mine.words} if mine else {}
    form = NoteForm(request.POST or None, initial=initial, goal=goal, voice=Voice.STAFF, said=mine)
    if request.method == "POST" and form.is_valid():
        try:
            actions.check_in(
                goal=goal, by=request.principal, voice=Voice.STAFF, language=get_language(), **form.cleaned_data
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            told = {"student": goal.plan.student, "goal": goal.short_label}
            messages.success(request, _("Your note on %(student)s, %(goal)s is saved.") % told)
            return back_to_plan(request, goal.plan, f"goal-{goal.public_id}")
    page = {
        "form": form, "goal": goal, "card": card_for(goal, standing), "has_errors": bool(form.errors),
        "next": next_address(request), "back": next_address(request) or plan_address(goal.plan),
    }  # fmt: skip
    return render(request, "checkins/note.html", page)


def voice_wanted(request, standing):
    """The voice to speak with, and whether it is the student's, written down by an adult."""
    wanted = request.POST.get("voice") or request.GET.get("voice") or ""
    if wanted == Voice.STUDENT and may_scribe(standing):
        return Voice.STUDENT, True
    return standing.voice(wanted), False


def may_scribe(standing):
    return standing.may(Permission.SCRIBE) and Voice.STUDENT not in standing.voices


def form_for(request, goal, voice, card, mine):
    """The form: as sent, or filled with what this person already said today."""
    if request.method == "POST":
        data = request.POST.copy()
        if "full" not in data:
            data["happened_on"] = today().isoformat()
            data["reader"] = CheckInForm(goal=goal, voice=voice, card=card, said=mine).fields["reader"].initial
        return CheckInForm(data, sent_files(request), goal=goal, voice=voice, card=card, said=mine)
    initial = {name: getattr(mine, name) for name in ("level", "reader", "words", "number")} if mine else {}
    return CheckInForm(initial=initial, goal=goal, voice=voice, card=card, said=mine)


def said_in(request, form, goal, scribing):
    """What the action takes: a tap says its level and leaves the rest as it was."""
    said = dict(form.cleaned_data) if "full" in request.POST else {"level": form.cleaned_data["level"]}
    said_for = str(goal.plan.student) if scribing else ""
    return said | {"said_for": said_for, "language": get_language()}


def tell(request, row, goal, standing):
    """A message that can be undone, and after a drop or *Not yet* an offer, never a warning. A teacher, who taps
    through many children, is told which child it was; a family and a student, who can read it now."""
    if row.voice == Voice.STAFF:
        words = _("Checked in on %(goal)s.") % {"goal": f"{row.goal.plan.student}, {goal}"}
    else:
        words = told_readers(_("Checked in on %(goal)s.") % {"goal": goal}, row, to=standing)
    messages.success(request, words, extra_tags=f"undo:{reverse('checkins:withdraw', args=[row.public_id])}")


@require_POST
def check_in_withdraw(request, public_id):
    """Take one's own check-in back."""
    row = CheckIn.objects.select_related("goal").filter(public_id=public_id).first()
    if row is None:
        raise Http404
    goal, standing = goal_or_404(row.goal.public_id, Permission.CHECK_IN, to=request.principal)
    if row.author != request.principal.key:
        if not CheckIn.objects.readable(standing).filter(pk=row.pk).exists():
            raise Http404
        raise PermissionDenied
    try:
        actions.withdraw_check_in(check_in=row, by=request.principal, voice=row.voice)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        undo = reverse("checkins:undo", args=[row.public_id])
        said = _("Your check-in is taken back. It has left the pages and stays in the history.")
        messages.success(request, said, extra_tags=f"undo:{undo}")
    return back_to_plan(request, goal.plan, f"goal-{goal.public_id}")
