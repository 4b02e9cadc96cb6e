"""How the demo brings in one child with family, areas and evidence: a short way to say much."""

from students import actions as students
from students.models import Guardianship


def child(cast, *, first, last, grade, areas, by, school=None, ids=None, email=None, identified=(2025, 3, 4), **facts):
    """Add a child who is identified in `areas`, kept by `by`. Returns the student."""
    days = cast.calendar
    at = days.at(days.day(8, 26))
    state_id, local_id = ids or (None, None)
    student = students.add_student(
        district=cast.district, school=school or cast.middle, year=cast.year, grade=str(grade), legal_first=first,
        legal_last=last, state_id=state_id, local_id=local_id, starts_on=cast.start, keeper=by, by=by, at=at, **facts,
    )  # fmt: skip
    year, month, day = identified
    for area in areas:
        students.identify(student=student, area=area, decided_on=days.day(month, day, year), by=by, at=at)
    if email:
        student.user = signs_in(cast, students.give_account(student=student, email=email, by=by, at=at))
    return student


def signs_in(cast, user):
    """Let somebody sign in with the demo's shared password."""
    user.password = cast.password
    user.save(update_fields=["password"])
    return user


def parent(cast, student, name, *, by, email="", relationship=Guardianship.Relationship.MOTHER, home="", **contact):
    """Add a parent, who signs in with the shared password when there is an address. Returns the guardian."""
    tie = students.add_guardian(
        student=student, name=name, email=email, relationship=relationship, household_name=home, starts_on=cast.start,
        by=by, at=cast.calendar.at(cast.calendar.day(8, 26)), **contact,
    )  # fmt: skip
    if tie.guardian.user:
        signs_in(cast, tie.guardian.user)
    return tie.guardian


def teaches(cast, student, user, subject, *, by, kind="teacher"):
    """Name an adult who works with the child."""
    students.take_responsibility(
        student=student, kind=kind, user=user, subject=subject, starts_on=cast.start, by=by,
        at=cast.calendar.at(cast.calendar.day(8, 26)),
    )  # fmt: skip


def evidence(cast, student, told, *, by, tells="", percentile=None, area="", qualifying=None):
    """Add one record to the body of evidence; `told` is its kind, instrument, (year, month) and score."""
    kind, instrument, (year, month), score = told
    students.record_evidence(
        student=student, kind=kind, instrument=instrument, taken_on=cast.calendar.day(month, 15, year), score=score,
        tells=tells, percentile=percentile, area=area, qualifying=qualifying, by=by,
        at=cast.calendar.at(cast.calendar.day(8, 28)),
    )  # fmt: skip
