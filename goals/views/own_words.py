"""The student's own words on a goal: why, the next step, and ticking it off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission, Voice
from goals import actions
from goals.access import goal_or_404
from goals.forms import NextStepForm, WhyForm, refuse
from goals.queries import card_for, plainly
from goals.rules import may_be_scribed
from plans.addresses import back_to_plan, next_address, plan_address
from students.readers import read_by, who_reads_of, who_reads_student

P = Permission


def require_one_of(standing, *permissions):
    """Refuse whoever holds none of these permissions."""
    if not any(standing.may(permission) for permission in permissions):
        raise PermissionDenied


def page_of(request, goal, standing, form, *, card=None, **more):
    """What the small pages of a goal have in common."""
    card, conflict = card or card_for(goal, standing), getattr(form, "conflict", None)
    return {
        "form": form, "goal": goal, "card": card, "conflict": conflict,
        "has_errors": not conflict and bool(form.errors),
        "plainly": plainly(card, goal.plan, standing),
        "readers": who_reads_student(close=goal.is_close) if Voice.STUDENT in standing.voices else "",
        "voice": standing.voice(), "next": next_address(request),
        "back": next_address(request) or plan_address(goal.plan, f"goal-{goal.public_id}"),
    } | more  # fmt: skip


def told(done, goal, standing):
    """What was done, and who can read it now."""
    if Voice.STUDENT in standing.voices:
        return read_by(done, who_reads_student(close=goal.is_close))
    return read_by(done, who_reads_of(goal.plan.student, close=goal.is_close))


def done_by(form, act, **said):
    """Whether the act was carried out; where it was refused, the form says why and what to do."""
    try:
        act(goal=form.goal, by=form.by, version=form.seen, language=get_language(), **said)
    except actions.StaleWords:
        form.meet(form.row_now())
    except ValidationError as refused:
        refuse(form, refused)
    else:
        return True
    return False


def overtaken(request, goal, standing):
    """Whether the student wrote why while an adult, who may read it, was writing it down."""
    seen = request.POST.get("version", "")
    return bool(seen and seen != str(goal.why_version) and goal.why_for(standing))


@require_http_methods(["GET", "POST"])
def goal_why(request, public_id):
    """Why the student chose it: the student's own words, or an adult writes down what was said.

    Once the student wrote it alone, only the student changes it.
    """
    goal, standing = goal_or_404(public_id, P.VIEW_PLAN, to=request.principal)
    require_one_of(standing, P.WRITE_OWN_WORDS, P.SCRIBE)
    is_own = standing.may(P.WRITE_OWN_WORDS)
    may_say, student = is_own or may_be_scribed(goal), goal.plan.student
    if not may_say and not overtaken(request, goal, standing):
        raise PermissionDenied
    form = WhyForm(request.POST or None, goal=goal, standing=standing, student=student, is_own=is_own)
    if not may_say:
        form.overtaken_by(student, goal.why)
    elif request.method == "POST" and form.is_valid():
        said = {"said_by": "" if is_own else str(student), "voice": Voice.STUDENT if is_own else standing.voice()}
        if done_by(form, actions.say_why, words=form.cleaned_data["words"], **said):
            messages.success(request, told(_("Saved. It stands at the top of the goal."), goal, standing))
            return back_to_plan(request, goal.plan, f"goal-{goal.public_id}")
    return render(request, "goals/why.html", page_of(request, goal, standing, form, is_own=is_own))


@require_http_methods(["GET", "POST"])
def goal_next_step(request, public_id):
    """The next small step. The student changes it without asking anybody."""
    goal, standing = goal_or_404(public_id, P.VIEW_PLAN, to=request.principal)
    require_one_of(standing, P.SET_NEXT_STEP, P.SCRIBE)
    is_own, student, card = Voice.STUDENT in standing.voices, goal.plan.student, card_for(goal, standing)
    may_suggest = standing.may(P.SET_NEXT_STEP)
    form = NextStepForm(
        request.POST or None, goal=goal, standing=standing, student=student, is_own=is_own, may_suggest=may_suggest
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        scribed = not is_own and said["by"] == form.By.STUDENT
        whose = {"said_by": str(student) if scribed else "", "voice": standing.voice()}
        if done_by(form, actions.set_next_step, words=said["words"], due_on=said["due_on"], **whose):
            done = _("The next step is saved. The one before stays in the history.")
            messages.success(request, told(done, goal, standing))
            return back_to_plan(request, goal.plan, f"goal-{goal.public_id}")
    page = page_of(request, goal, standing, form, card=card, is_own=is_own)
    return render(request, "goals/next_step.html", page)


@require_POST
def next_step_done(request, public_id):
    """Tick the next step off (`done=1`), or take the tick back (`done=0`). `step` names the one that was seen."""
    goal, standing = goal_or_404(public_id, P.SET_NEXT_STEP, to=request.principal)
    step = goal.next_steps.first()
    if step is None or str(step.pk) != request.POST.get("step", str(step.pk)):
        messages.error(request, _("The next step has changed since you opened this page. Look at it again."))
        return back_to_plan(request, goal.plan, f"goal-{goal.public_id}")
    done = request.POST.get("done", "1") == "1"
    try:
        actions.finish_next_step(step=step, by=request.principal, voice=standing.voice(), done=done)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, told(_("Done.") if done else _("The step is open again."), goal, standing))
    return back_to_plan(request, goal.plan, f"goal-{goal.public_id}")
