"""The rail of the plan page: the dates ahead."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from history.clock import today
from schools.queries import current_window


@dataclass(frozen=True)
class DateShown:
    """One day that matters for the plan."""

    on: datetime.date
    words: str
    icon: str


def dates_of(plan, cards):
    """The days ahead: answer, window, checks and due date, the nearest first."""
    day = today()
    window = current_window(plan.year, min(max(day, plan.year.starts_on), plan.year.ends_on))
    dates = []
    if plan.due_on and plan.state in (plan.State.DRAFT, plan.State.WITH_FAMILY):
        dates.append(DateShown(plan.due_on, _("Plan is due"), "calendar-event"))
    if plan.answer_by and plan.state == plan.State.WITH_FAMILY:
        dates.append(DateShown(plan.answer_by, _("The family has until then to answer"), "house-door"))
    if window:
        dates.append(DateShown(window.ends_on, _("%(window)s ends") % {"window": window.name}, "graph-up"))
    for card in cards:
        if card.check_on and card.is_open:
            dates.append(DateShown(card.check_on, _("We check on %(goal)s") % {"goal": card.label}, "flag"))
    dates.append(DateShown(plan.year.ends_on, _("The school year ends"), "arrow-repeat"))
    return sorted(dates, key=lambda one: one.on)
