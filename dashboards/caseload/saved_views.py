"""The saved views of a caseload: a name, a question about one row, and how many rows it holds for.

The short views are what a line of "needs you" opens; their tab shows only while one looks at them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from dashboards.caseload.rows import Row, Status

DUE_DAYS = 30
SOON_DAYS = 14
ANSWER_DAYS = 7


@dataclass(frozen=True)
class SavedView:
    """One way to look at a caseload."""

    code: str
    label: str
    holds: Callable[[Row], bool]
    is_tab: bool = True
    asks_writer: bool = False


def is_due_soon(row):
    """A plan not yet in force whose own day comes within two weeks, or has passed."""
    if row.stage not in ("draft", "with_family") or row.plan.due_on is None:
        return False
    return (row.plan.due_on - row.today).days <= SOON_DAYS


def is_awaited(row):
    """A plan with the family whose day to answer comes within a week."""
    if row.stage != "with_family" or row.family_answered:
        return False
    return 0 <= (row.plan.answer_by - row.today).days <= ANSWER_DAYS


def is_unshared(row):
    """A shared plan with changes that gather and nobody outside the school has seen."""
    return row.is_live and row.plan.unshared_count > 0


VIEWS = (
    SavedView("all", _("All"), lambda row: True),
    SavedView("due", _("Due in 30 days"), lambda row: row.due_within(DUE_DAYS)),
    SavedView("no_plan", _("No plan yet"), lambda row: row.lacks_plan, asks_writer=True),
    SavedView("quiet", _("Quiet goals"), lambda row: bool(row.quiet_goals)),
    SavedView("family", _("Families to hear from"), lambda row: row.waits_for_family),
    SavedView("twice", _("Twice-exceptional"), lambda row: row.student.twice_exceptional),
    SavedView("new", _("New this year"), lambda row: row.is_new),
    SavedView("pool", _("Talent pool"), lambda row: row.student.status == Status.TALENT_POOL, asks_writer=True),
    SavedView("soon", _("Plans due soon"), is_due_soon, is_tab=False),
    SavedView("answered", _("Ready to start"), lambda row: row.may_start, is_tab=False),
    SavedView("unanswered", _("Time to answer is over"), lambda row: row.answer_time_is_over, is_tab=False),
    SavedView("awaited", _("Families who may still answer"), is_awaited, is_tab=False),
    SavedView("unshared", _("Changes not shared yet"), is_unshared, is_tab=False),
    SavedView("undated", _("No date of identification"), lambda row: bool(row.undated), is_tab=False),
)


def view_of(code):
    """The view of that code, or the first: all."""
    return next((view for view in VIEWS if view.code == code), VIEWS[0])


def rows_in(code, rows):
    """The rows that a view holds for."""
    view = view_of(code)
    return [row for row in rows if view.holds(row)]


def views_for(rows, scope, chosen):
    """The tabs of a page, each with its count."""
    for view in VIEWS:
        if view is chosen or (view.is_tab and (scope.writes or not view.asks_writer)):
            yield view, sum(view.holds(row) for row in rows)
