"""The checks that this room answers: progress in each window, and who took part."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Voice
from history.clock import today
from plans.models import Acknowledgement
from plans.parts import standing
from plans.registry import Finding
from schools.queries import current_window

NOBODY = {
    Voice.FAMILY: _("No call, meeting, comment, check-in or reply of the family is on record."),
    Voice.STUDENT: _("Nothing the student said or did is on record."),
}


def progress(plan):
    """Met when each open goal has a check-in in the current reporting window
    (ECEA 12.02(2)(f)(iv)). Silence counts from the start."""
    window = current_window(plan.year, min(max(today(), plan.year.starts_on), plan.year.ends_on))
    if window is None:
        return Finding(False, _("The district has not entered its reporting windows."), "windows")
    goals = [goal for goal in standing(plan.goals.all()) if goal.state == goal.State.OPEN]
    if not goals:
        return Finding(False, _("There is no goal yet."), "goals")
    for goal in goals:
        said = standing(goal.check_ins.all())
        if not any(window.starts_on <= one.happened_on <= window.ends_on for one in said):
            missing = _("{goal} has no check-in in {window} yet.")
            missing = format_lazy(missing, goal=goal.short_label, window=window.name)
            return Finding(False, missing, f"goal:{goal.public_id}")
    return Finding(True)


def took_part(plan, *, voice):
    """Met by a documented moment: a survey, call or meeting, a comment, a check-in, an
    acknowledgement, the student's own words, or documented tries. A mere look is not participation
    (ECEA 12.02(2)(f)(v))."""
    goals = plan.goals.all()
    said = [plan.participations.all(), plan.comments.all(), *(goal.check_ins.all() for goal in goals)]
    if (
        any(one.voice == voice for rows in said for one in standing(rows))
        or (voice == Voice.STUDENT and any(goal.why for goal in standing(goals)))
        or Acknowledgement.objects.holding().filter(revision__plan=plan, voice=voice).exists()
    ):
        return Finding(True)
    return Finding(False, NOBODY[voice], "participation")
