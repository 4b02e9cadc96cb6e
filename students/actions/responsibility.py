"""Who looks after what for a child."""

import datetime

from django.db import transaction

from history.actions import differences
from history.clock import day_of, now
from students.actions.writing import change, correct, refuse, remember, save
from students.models import Reader, Responsibility, Student
from students.names import tidy
from students.rules import reasons_not_to_begin, reasons_not_to_end, reasons_not_to_take

PLAN_MANAGER = Responsibility.Kind.PLAN_MANAGER


@transaction.atomic
def take_responsibility(*, student, kind, by, user=None, named="", subject="", starts_on=None, ends_on=None, at=None):
    """Make somebody responsible for a child. A name without a user opens nothing until it is matched.

    `ends_on` boxes a cover in time. Raises ValidationError when another person keeps the plan.
    """
    at = at or now()
    named = tidy(named)
    refuse(reasons_not_to_take(kind, user=user, named=named))
    Student.objects.select_for_update().get(pk=student.pk)
    given = {"kind": kind, "user": user, "named": named, "subject": tidy(subject)}
    given |= {"starts_on": starts_on or day_of(at), "ends_on": ends_on}
    one = save(Responsibility(student=student, **given))
    told = differences({}, given)
    remember("responsibility_taken", one, subject=student, by=by, at=at, audience=Reader.ADULTS, changes=told)
    return one


@transaction.atomic
def match_responsibility(*, responsibility, user, by, at=None):
    """Say which person a written name stands for. From now on it opens the child's plan to that person."""
    verb = "responsibility_matched"
    student = responsibility.student
    fields = {"user": user}
    at = at or now()
    return correct(responsibility, fields, verb=verb, subject=student, by=by, at=at, audience=Reader.ADULTS)


@transaction.atomic
def end_responsibility(*, responsibility, on, by, reason="", at=None):
    """End a responsibility with the day `on`."""
    at = at or now()
    Student.objects.select_for_update().get(pk=responsibility.student_id)
    responsibility.refresh_from_db(fields=["ends_on"])
    refuse(reasons_not_to_end(responsibility, on=on))
    told = change(responsibility, {"ends_on": on})
    save(responsibility, fields=["ends_on"])
    student = responsibility.student
    remember("responsibility_ended", responsibility, subject=student, by=by, at=at, changes=told, reason=tidy(reason))
    return responsibility


@transaction.atomic
def hand_over_plan(*, student, user, on, by, reason="", at=None):
    """Make `user` the one who keeps the plan from the day `on`; whoever kept it ends the day before.

    A keeper who began on that same day was a mistake and is replaced.
    """
    at = at or now()
    Student.objects.select_for_update().get(pk=student.pk)
    present = Responsibility.objects.filter(student=student, kind=PLAN_MANAGER, ends_on=None).first()
    if present and present.starts_on == on:
        verb = "plan_handed_over"
        return correct(present, {"user": user}, verb=verb, subject=student, by=by, at=at, audience=Reader.ADULTS)
    if present:
        refuse(reasons_not_to_begin(present, on=on))
        end_responsibility(responsibility=present, on=on - datetime.timedelta(days=1), by=by, reason=reason, at=at)
    return take_responsibility(student=student, kind=PLAN_MANAGER, user=user, starts_on=on, by=by, at=at)
