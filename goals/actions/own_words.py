"""The student's own words on a goal: why, and the next step. They make no revision."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from goals.actions.writing import lock_goal, lock_plan
from goals.models import NextStep
from goals.rules import reasons_not_to_change
from history.actions import differences, record
from history.clock import day_of, now
from plans.actions import touch
from students.actions.writing import refuse, save
from students.models import Reader


class StaleWords(ValidationError):
    """Somebody else worded it in between. Nothing was lost."""

    def __init__(self):
        super().__init__(_("Somebody changed this while you were writing. Nothing is lost: both wordings are below."))


def as_seen(now, version):
    """Raises `StaleWords` when another wording stands than the writer saw. Without a version nobody is asked."""
    if version is not None and version != now:
        raise StaleWords


@transaction.atomic
def say_why(*, goal, words, by, voice, said_by="", language="en", version=None, at=None):
    """Keep why the student chose a goal. `said_by` names the student when an adult writes it down; `version`
    is the `why_version` the writer saw."""
    at = at or now()
    plan = lock_plan(goal.plan)
    goal = lock_goal(goal, plan)
    refuse(reasons_not_to_change(goal))
    words = words.strip()
    if not words:
        raise ValidationError({"words": _("Write why this goal matters, in the student's own words.")})
    if goal.why == words:
        return goal
    as_seen(goal.why_version, version)
    before = {"why": "" if goal.why_is_set_aside else goal.why}
    goal.why, goal.why_said_by, goal.why_written_by = words, said_by or str(by), str(by)
    goal.why_at, goal.language, goal.why_is_set_aside = at, language, False
    goal.save(update_fields=["why", "why_said_by", "why_written_by", "why_at", "language", "why_is_set_aside"])
    remember(goal, "goals.why_said", by=by, voice=voice, at=at, changes=differences(before, {"why": words}))
    touch(plan, promise=False)
    return goal


@transaction.atomic
def set_next_step(*, goal, words, by, voice, due_on=None, said_by="", language="en", version=None, at=None):
    """Set the next small step. The step before it stays in history. `said_by` names the student when
    an adult writes it down; without it the words are the adult's own. `version` is the `step_version`
    of the goal the writer saw."""
    at = at or now()
    plan = lock_plan(goal.plan)
    goal = lock_goal(goal, plan)
    refuse(reasons_not_to_change(goal))
    words, last = words.strip(), goal.next_steps.first()
    check_step(words, due_on, last, at)
    if last and last.is_open and (last.words, last.due_on) == (words, due_on):
        return last
    as_seen(goal.step_version, version)
    step = NextStep(
        goal=goal, words=words, due_on=due_on, language=language, said_by=said_by or str(by), written_by=str(by),
        voice=Voice.STUDENT if said_by else voice, written_at=at,
    )  # fmt: skip
    save(step)
    before = last.words if last and not last.is_set_aside else ""
    changes = differences({"next_step": before}, {"next_step": words})
    remember(goal, "goals.next_step_set", by=by, voice=voice, at=at, changes=changes)
    touch(plan, promise=False)
    return step


def check_step(words, due_on, last, at):
    """Raises ValidationError for a step that says nothing or is due too early. A day that has passed may
    stay where it stood, and is not set anew."""
    if not words:
        raise ValidationError({"words": _("Write one small thing to do next.")})
    stood = last is not None and last.is_open and due_on == last.due_on
    if due_on and due_on < day_of(at) and not stood:
        raise ValidationError({"due_on": _("This date has passed. Pick a date from today on.")})


@transaction.atomic
def finish_next_step(*, step, by, voice, done=True, at=None):
    """Tick a next step off, or take the tick back."""
    at = at or now()
    lock_plan(step.goal.plan)
    step = NextStep.objects.select_for_update(of=("self",)).select_related("goal__plan__student").get(pk=step.pk)
    if (step.done_at is not None) == done:
        return step
    step.done_at, step.done_by = (at, str(by)) if done else (None, "")
    step.save(update_fields=["done_at", "done_by"])
    verb = "goals.next_step_done" if done else "goals.next_step_reopened"
    remember(step.goal, verb, by=by, voice=voice, at=at, data={"words": step.words})
    return step


def remember(goal, verb, *, by, voice, at, changes=(), data=None):
    """Record an act of the live layer: read by the goal's own audience."""
    record(
        verb=verb, target=goal, subject=goal.plan.student, by=by, voice=voice, at=at,
        audience=goal.audience_for(Reader.STUDENT),
        changes=changes, data=goal.told | (data or {}),
    )  # fmt: skip
