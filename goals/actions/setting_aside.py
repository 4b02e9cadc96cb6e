"""Taking the student's own words on a goal off the shared pages, and putting them back."""

from django.db import transaction

from goals.actions.writing import lock_goal
from goals.models import NextStep
from plans.actions.plan import lock
from plans.actions.setting_aside import kept, let_go, refuse_changed


@transaction.atomic
def set_why_aside(words):
    """Take why a goal was chosen off the shared pages. `words` are `WhyAside.of` the goal as it was seen; returns
    the row that keeps them. Whoever asks for it remembers why, and touches the plan.

    Raises ValidationError when something else stands there by now.
    """
    goal = lock_goal(words.goal, lock(words.plan))
    refuse_changed(words.said_at, goal.why_at)
    goal.why_is_set_aside = True
    goal.save(update_fields=["why_is_set_aside"])
    return kept(words, goal=goal)


@transaction.atomic
def put_why_back(aside):
    """Let a reason be read again. It stands on the goal where no newer one was said."""
    goal = lock_goal(aside.goal, lock(aside.plan))
    let_go(aside)
    if goal.why_at == aside.said_at:
        goal.why_is_set_aside = False
        goal.save(update_fields=["why_is_set_aside"])


@transaction.atomic
def set_step_aside(step):
    """Take a next step off the shared pages, with the wordings it was changed from. Returns the step."""
    lock(step.plan)
    mark(step, True)
    return NextStep.objects.select_related("goal__plan__student").get(pk=step.pk)


@transaction.atomic
def put_step_back(step):
    """Let a next step be read again."""
    mark(step, False)


def mark(step, aside):
    NextStep.objects.filter(pk__in=wordings_of(step)).update(is_set_aside=aside)


def wordings_of(step):
    """A step and those before it that were never done: they were changed into it."""
    found = [step.pk]
    for earlier in NextStep.objects.filter(goal=step.goal_id, pk__lt=step.pk):
        if earlier.done_at:
            break
        found.append(earlier.pk)
    return found
