"""The door of a plan."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.permissions import Permission
from plans.models import Plan
from plans.rules import reasons_not_to_write
from students.access import Standing

P = Permission

# What a plan that gave way to another is not there for any more. It is read and printed, and answers to
# what was asked on it still come.
WRITES = {
    P.WRITE_PLAN, P.SHARE_PLAN, P.SCRIBE, P.RECORD_PART, P.WRITE_OWN_WORDS, P.SET_NEXT_STEP, P.CHECK_IN,
    P.TRANSLATE, P.ACKNOWLEDGE,
}  # fmt: skip


def plan_or_404(public_id, permission, *, to):
    """One plan and the asker's `Standing` towards its student: 404 if unseen, 403 if seen but not
    permitted. A family or a student sees a plan from its first sharing on."""
    plans = Plan.objects.visible_to(to).select_related("student__district", "year", "revision").with_beside()
    plan = plans.filter(public_id=public_id).first()
    if plan is None:
        raise Http404
    standing = Standing.of(to, plan.student)
    standing.require(permission)
    refuse_to_write(plan, permission)
    return plan, standing


def refuse_to_write(plan, permission):
    """Raise 403, with the reason, for writing in a plan that gave way to another one of its year."""
    if plan.gave_way_to_id and permission in WRITES:
        raise PermissionDenied(*reasons_not_to_write(plan))


def section_for(standing, plan, code):
    """What stands in one section, or None. To whoever may not meet words that were set aside it is blank."""
    row = plan.sections.filter(code=code).select_related("written_by").first()
    if row and row.words != row.words_for(standing):
        row.words, row.said_by = "", ""
    return row


def may_write_section(entry, standing):
    """Whether somebody may write one section of the type. The promise is written by who writes the
    plan; a student's own words also by the student and by whoever may write down what a student says."""
    if standing.may(P.WRITE_PLAN):
        return True
    says_it = standing.may(P.WRITE_OWN_WORDS) or standing.may(P.SCRIBE)
    return entry.is_own and says_it
