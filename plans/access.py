"""The door of a plan."""

from django.http import Http404

from accounts.permissions import Permission
from plans.models import Plan
from students.access import Standing


def plan_or_404(public_id, permission, *, to):
    """One plan and the asker's `Standing` towards its student: 404 if unseen, 403 if seen but not
    permitted. A family or a student sees a plan from its first sharing on."""
    plans = Plan.objects.visible_to(to).select_related("student__district", "year", "revision")
    plan = plans.filter(public_id=public_id).first()
    if plan is None:
        raise Http404
    standing = Standing.of(to, plan.student)
    standing.require(permission)
    return plan, standing


def section_for(standing, plan, code):
    """What stands in one section, or None. To whoever may not meet words that were set aside it is blank."""
    row = plan.sections.filter(code=code).select_related("written_by").first()
    if row and row.words != row.words_for(standing):
        row.words, row.said_by = "", ""
    return row


def may_write_section(entry, standing):
    """Whether somebody may write one section of the type. The promise is written by who writes the
    plan; a student's own words also by the student and by whoever may write down what a student says."""
    if standing.may(Permission.WRITE_PLAN):
        return True
    says_it = standing.may(Permission.WRITE_OWN_WORDS) or standing.may(Permission.SCRIBE)
    return entry.is_own and says_it
