"""Where a child goes to school, and where the child stands in the program."""

import datetime

from django.db import transaction

from accounts.permissions import Role
from history.actions import differences
from history.clock import now
from schools.models import Posting
from students.actions.writing import change, correct, refuse, remember, save
from students.models import ClassMembership, Enrollment, ProgramStatus, Reader, Responsibility, Student
from students.names import tidy
from students.rules import reasons_not_to_attend, reasons_not_to_begin, reasons_not_to_end

ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def enrol(*, student, school, year, grade, starts_on, by, at=None):
    """Enrol a child who is enrolled nowhere now."""
    Student.objects.select_for_update().get(pk=student.pk)
    enrollment = Enrollment(student=student, school=school, year=year, grade=grade, starts_on=starts_on)
    refuse(reasons_not_to_attend(enrollment))
    save(enrollment)
    told = differences({}, {"school": school, "year": year, "grade": grade, "starts_on": starts_on})
    remember("enrolled", enrollment, subject=student, by=by, at=at or now(), audience=Reader.ADULTS, changes=told)
    return enrollment


@transaction.atomic
def correct_enrollment(*, enrollment, by, at=None, **fields):
    """Correct the grade, the year or the days of an enrolment."""
    at = at or now()
    student = Student.objects.select_for_update().get(pk=enrollment.student_id)
    told = {"verb": "enrollment_corrected", "audience": Reader.ADULTS}
    correct(enrollment, fields, subject=student, by=by, at=at, **told)
    refuse(reasons_not_to_attend(enrollment))
    return enrollment


@transaction.atomic
def move_school(*, student, school, year, grade, on, by, at=None):
    """Move a child to another school, or into the next year's grade, from the day `on`.

    The day before is the last one of the present enrolment. Its classes end with it, and so do the
    responsibilities of people who do not work at the new school.
    """
    at = at or now()
    Student.objects.select_for_update().get(pk=student.pk)
    present = Enrollment.objects.filter(student=student, ends_on=None).first()
    if present:
        refuse(reasons_not_to_begin(present, on=on))
        end(present, on=on - ONE_DAY)
        end_circle(student, on=on - ONE_DAY, staying=at_work(school, on=on), by=by, at=at)
    return enrol(student=student, school=school, year=year, grade=grade, starts_on=on, by=by, at=at)


@transaction.atomic
def end_enrollment(*, enrollment, on, by, reason="", at=None):
    """End a child's enrolment with the day `on`; the school's people see the child no longer."""
    at = at or now()
    student = Student.objects.select_for_update().get(pk=enrollment.student_id)
    enrollment.refresh_from_db(fields=["ends_on"])
    refuse(reasons_not_to_end(enrollment, on=on))
    end(enrollment, on=on)
    end_circle(student, on=on, staying=Posting.objects.none(), by=by, at=at)
    told = {"changes": differences({}, {"ends_on": on}), "reason": tidy(reason)}
    remember("enrollment_ended", enrollment, subject=student, by=by, at=at, **told)
    return enrollment


@transaction.atomic
def set_status(*, student, status, on, by, reason="", at=None):
    """Say where a child stands in the program from the day `on`; the status before ends the day before.

    On the very day a status began, the new one takes its place: it was a correction.
    """
    at = at or now()
    Student.objects.select_for_update().get(pk=student.pk)
    present = ProgramStatus.objects.filter(student=student, ends_on=None).first()
    if present and present.starts_on == on:
        fields = {"status": status, "reason": reason}
        return correct(present, fields, verb="status_corrected", subject=student, by=by, at=at)
    if present:
        refuse(reasons_not_to_begin(present, on=on))
        end(present, on=on - ONE_DAY)
    new = save(ProgramStatus(student=student, status=status, starts_on=on, reason=tidy(reason)))
    before = {"status": present.status if present else ""}
    told = differences(before, {"status": status, "starts_on": on})
    remember("status_set", new, subject=student, by=by, at=at, changes=told, reason=new.reason)
    return new


def end(thing, *, on):
    """Write the last day of a dated fact."""
    thing.ends_on = on
    save(thing, fields=["ends_on"])


def at_work(school, *, on):
    """The postings at a school, or for its district, on a day."""
    here = Posting.objects.on(on)
    return here.filter(school=school) | here.filter(district=school.district_id, role=Role.COORDINATOR)


def end_circle(student, *, on, staying, by, at):
    """End a child's classes, and the responsibilities of everybody who is not `staying`."""
    classes = ClassMembership.objects.filter(student=student)
    held = Responsibility.objects.filter(student=student).exclude(user__in=staying.values("user"))
    for verb, rows in (("class_left", classes), ("responsibility_ended", held)):
        for row in rows.lasting(on + ONE_DAY):
            told = change(row, {"ends_on": max(on, row.starts_on)})
            save(row, fields=["ends_on"])
            remember(verb, row, subject=student, by=by, at=at, audience=Reader.ADULTS, changes=told)
