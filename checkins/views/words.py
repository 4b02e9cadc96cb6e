"""Somebody's words, and what may be done with them later: other readers, and a private follow-up."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import Permission, Voice
from checkins import actions
from checkins.forms import AskFollowUpForm, FollowUpDoneForm, ReadersForm
from checkins.looks import may_change_readers, open_follow_ups, readdressings
from checkins.models import CheckIn, Comment, FollowUp, Words
from checkins.queries import writer_of
from checkins.readers import readers_left, told_readers, who_reads
from goals.access import goal_or_404
from goals.forms import refuse
from goals.models import WhyAside
from plans.access import plan_or_404, section_for
from plans.addresses import back_to_plan, next_address, plan_address
from plans.models import SectionAside
from plans.parts import type_of
from plans.translations import translations_for
from students.access import Standing
from students.models import Student


def words_or_404(public_id, *, to):
    """A check-in or a comment that the asker may read, and their standing."""
    row = CheckIn.objects.filter(public_id=public_id, withdrawn_at=None).select_related("goal__plan").first()
    row = row or Comment.objects.filter(public_id=public_id, withdrawn_at=None).select_related("plan", "goal").first()
    if row is None:
        raise Http404
    if isinstance(row, CheckIn):
        row.goal, standing = goal_or_404(row.goal.public_id, Permission.VIEW_PLAN, to=to)
    else:
        row.plan, standing = plan_or_404(row.plan.public_id, Permission.VIEW_PLAN, to=to)
    if not type(row).objects.filter(pk=row.pk).readable(standing).exists():
        raise Http404
    return row, standing


def place_of(row):
    """Where on the plan's page these words stand."""
    if isinstance(row, Comment):
        return "conversation"
    return f"goal-{row.goal.public_id}" if row.goal else f"section-{row.section.code}"


def name_of(row, standing):
    """What the words are about, as this reader calls it, or nothing for the whole plan."""
    if isinstance(row, SectionAside):
        return str(type_of(row.plan).section(row.section.code))
    return row.goal.label_for(standing) if row.goal else ""


def shown(request, row, standing, form):
    """What every page about somebody's words shows."""
    close = bool(row.goal and row.goal.is_close)
    writer = writer_of(row, standing) if isinstance(row, Words) else ""
    return {
        "form": form, "row": row, "plan": row.plan, "student": row.plan.student, "has_errors": bool(form.errors),
        "about": name_of(row, standing), "is_own_words": not isinstance(row, Words),
        "scribe": getattr(row, "scribe", ""),
        "translation": translations_for(row.plan, standing).of(*row.text, row.words, row.language),
        "who_reads": who_reads(row.reader, row.plan.student, close=close, writer=writer),
        "voice": standing.voice(), "next": next_address(request),
        "back": next_address(request) or plan_address(row.plan, place_of(row)),
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def words(request, public_id):
    """Who reads these words, and whom they were shown to; changing the reader, at once and with a reason."""
    row, standing = words_or_404(public_id, to=request.principal)
    may_change = may_change_readers(row, standing)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    left = readers_left(row, is_author=row.author == request.principal.key) if may_change else []
    close, writer = bool(row.goal and row.goal.is_close), writer_of(row, standing)
    choices = [(reader, who_reads(reader, row.plan.student, close=close, writer=writer)) for reader in left]
    form = ReadersForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.change_readers(
                words=row, by=request.principal, voice=standing.voice(row.voice), **form.cleaned_data
            )
        except ValidationError as refused:
            refuse(form, refused)
        else:
            messages.success(request, told_readers(_("The readers are changed."), row, to=standing))
            return redirect(request.get_full_path())
    page = {
        "choices": choices, "changes": readdressings(row, standing), "may_ask": standing.is_adult,
        "undo": undo_of(row, request.principal),
    }  # fmt: skip
    return render(request, "checkins/words.html", shown(request, row, standing, form) | page,
                  status=422 if form.is_bound else 200)  # fmt: skip


def undo_of(row, principal):
    """The address at which the author takes these words back, or nothing."""
    name = "checkins:withdraw" if isinstance(row, CheckIn) else "checkins:withdraw_comment"
    return reverse(name, args=[row.public_id]) if row.author == principal.key else ""


@require_http_methods(["GET", "POST"])
def follow_up_ask(request, public_id):
    """Any adult asks that the counselor look after somebody's words, in private and at once."""
    return ask_page(request, *words_or_404(public_id, to=request.principal))


def ask_page(request, row, standing):
    """The page that asks for a follow-up on somebody's words, or the asking."""
    if not standing.is_adult:
        raise PermissionDenied
    form = AskFollowUpForm(request.POST if request.method == "POST" else None, row=row)
    if request.method == "POST" and form.is_valid():
        voice = next(voice for voice in standing.voices if voice != Voice.STUDENT)
        try:
            actions.ask_follow_up(words=row, by=request.principal, voice=voice, why=form.cleaned_data["why"])
        except ValidationError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("The counselor is told now. These words have left the shared pages."))
            return back_to_plan(request, row.plan, place_of(row))
    page = shown(request, row, standing, form)
    return render(request, "checkins/follow_up_ask.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def own_words_follow_up(request, public_id, place):
    """The same for what the student says beside check-ins: why a goal was chosen, the next step, a section."""
    return ask_page(request, *own_words_or_404(public_id, place, to=request.principal))


def own_words_or_404(public_id, place, *, to):
    """The student's own words at a place, as they stand for the asker, and the asker's standing: of a goal
    `why` or `next-step`, of a plan one of the student's own sections by its code."""
    if place in OF_GOAL:
        goal, standing = goal_or_404(public_id, Permission.VIEW_PLAN, to=to)
        row = OF_GOAL[place](goal, standing)
    else:
        plan, standing = plan_or_404(public_id, Permission.VIEW_PLAN, to=to)
        row = own_section(plan, place, standing)
    if row is None:
        raise Http404
    return row, standing


def own_why(goal, standing):
    return WhyAside.of(goal) if goal.why_for(standing) else None


def own_step(goal, standing):
    step = goal.next_steps.first()
    return step if step and step.voice == Voice.STUDENT and step.is_for(standing) else None


OF_GOAL = {"why": own_why, "next-step": own_step}


def own_section(plan, code, standing):
    entry = type_of(plan).section(code)
    if entry is None or not entry.is_own or entry.audience not in standing.readers:
        return None
    section = section_for(standing, plan, code)
    return SectionAside.of(section) if section and section.words else None


@require_GET
def follow_ups(request):
    """Every follow-up that waits for this person. Who looks after nobody has no such page."""
    mine = Student.objects.granting(Permission.FOLLOW_UP, to=request.principal)
    if not mine.exists():
        raise Http404
    return render(request, "checkins/follow_ups.html", {"waiting": open_follow_ups(mine)})


@require_http_methods(["GET", "POST"])
def follow_up(request, public_id):
    """One follow-up: the words, who asked and why, and what was done. For those who look after the child;
    for everybody else there is no such thing."""
    mine = Student.objects.granting(Permission.FOLLOW_UP, to=request.principal)
    rows = FollowUp.objects.filter(student__in=mine).select_related("student", "asked_by", "done_by")
    one = rows.filter(public_id=public_id).first()
    if one is None:
        raise Http404
    taken_back = getattr(one.about, "withdrawn_at", None) is not None
    form = FollowUpDoneForm(request.POST if request.method == "POST" else None, taken_back=taken_back)
    if request.method == "POST" and form.is_valid():
        try:
            actions.finish_follow_up(follow_up=one, by=request.principal, **form.cleaned_data)
        except ValidationError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("It is on record what was done."))
            return redirect("checkins:follow_ups")
    standing = Standing.of(request.principal, one.student)
    page = {"one": one, "back": reverse("checkins:follow_ups"), "taken_back": taken_back}
    page = shown(request, one.about, standing, form) | page
    return render(request, "checkins/follow_up.html", page, status=422 if form.is_bound else 200)
