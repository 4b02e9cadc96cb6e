"""Starting, activating, closing and withdrawing a plan."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from history.actions import differences, record
from history.clock import day_of, now
from plans.actions.touching import touch
from plans.models import Plan
from plans.plan_types import plan_type
from plans.rules import reasons_not_to_activate, reasons_not_to_be_due, reasons_not_to_close
from students.models import Reader, Student


@transaction.atomic
def start_plan(*, student, year, by, due_on=None, at=None):
    """Begin a student's plan for a year, as a draft of the district's plan type.

    Raises ValidationError when the student already has a plan for that year.
    """
    at = at or now()
    student = Student.objects.select_for_update(of=("self",)).select_related("district").get(pk=student.pk)
    if Plan.objects.for_year(year).filter(student=student).exists():
        raise ValidationError(
            _("%(student)s already has a plan for %(year)s. Open that one.") % {"student": student, "year": year}
        )
    kind = plan_type(student.district.plan_type)
    plan = Plan.objects.create(
        student=student,
        year=year,
        type_code=kind.code,
        type_edition=kind.edition,
        started_at=at,
        started_by=by,
        due_on=due_on,
    )
    record(
        verb="plans.started", target=plan, subject=student, by=by, voice=Voice.STAFF, at=at, audience=Reader.STAFF,
        data={"type": kind.code, "edition": kind.edition},
    )  # fmt: skip
    return touch(plan)


@transaction.atomic
def set_due_day(*, plan, due_on, by, reason="", at=None):
    """Say when a plan is due, or move that day and say why.

    Raises ValidationError for a day outside the plan's school year, and for a day that moves without a reason.
    """
    at = at or now()
    plan = lock(plan)
    if reasons := reasons_not_to_be_due(plan, due_on, reason):
        raise ValidationError(reasons)
    changes = differences({"due_on": plan.due_on}, {"due_on": due_on})
    if changes:
        plan.due_on = due_on
        plan.save(update_fields=["due_on"])
        remember(
            plan, "plans.due", by=by, at=at, audience=Reader.STAFF, reason=reason.strip(), changes=changes,
            data={"due_on": due_on.isoformat()},
        )  # fmt: skip
    return plan


@transaction.atomic
def activate_plan(*, plan, by, at=None):
    """Put a shared plan in force. Raises ValidationError with the reasons when it may not."""
    at = at or now()
    plan = lock(plan)
    if reasons := reasons_not_to_activate(plan, on=day_of(at)):
        raise ValidationError(reasons)
    plan.state, plan.activated_at, plan.activated_by = Plan.State.ACTIVE, at, by
    plan.save(update_fields=["state", "activated_at", "activated_by"])
    remember(plan, "plans.activated", by=by, at=at)
    return plan


@transaction.atomic
def close_plan(*, plan, by, at=None):
    """Close a plan at the year's end. Raises ValidationError while a goal has no honest outcome."""
    at = at or now()
    plan = lock(plan)
    if reasons := reasons_not_to_close(plan):
        raise ValidationError(reasons)
    plan.state, plan.closed_at, plan.closed_by = Plan.State.CLOSED, at, by
    plan.save(update_fields=["state", "closed_at", "closed_by"])
    remember(plan, "plans.closed", by=by, at=at)
    return plan


@transaction.atomic
def withdraw_plan(*, plan, by, reason, at=None):
    """Take back a draft begun by mistake. It stays in history. A shared plan is never withdrawn."""
    at = at or now()
    plan = lock(plan)
    if plan.is_shared:
        raise ValidationError(_("This plan has been shared. Change it or close it instead."))
    if plan.withdrawn_at:
        raise ValidationError(_("This draft is withdrawn already."))
    if not reason.strip():
        raise ValidationError(_("Say why this draft is withdrawn."))
    plan.withdrawn_at, plan.withdrawn_by = at, by
    plan.save(update_fields=["withdrawn_at", "withdrawn_by"])
    remember(plan, "plans.withdrawn", by=by, at=at, audience=Reader.STAFF, reason=reason.strip())
    return plan


def lock(plan):
    """The plan's row, held until the transaction ends. Every act on a plan or on what hangs on it takes it first:
    in this one order, acts of several people wait for each other and never lock each other out."""
    rows = Plan.objects.select_for_update(of=("self",)).select_related("student__district", "year", "revision")
    return rows.get(pk=plan.pk)


def remember(plan, verb, *, by, at, audience=Reader.STUDENT, **more):
    record(verb=verb, target=plan, subject=plan.student, by=by, voice=Voice.STAFF, at=at, audience=audience, **more)
