"""Moving, leaving, and standing in the program."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from history.models import Event
from students import actions
from students.models import Enrollment

ONE_DAY = datetime.timedelta(days=1)


def test_move_school_ends_the_day_before_and_ends_the_old_circle(place, child, hire):
    stays = hire("Silvia Molina", "counselor", school=place.other_school)
    for user in (place.by, stays):
        actions.take_responsibility(student=child, kind="mentor", user=user, starts_on=place.start, by=place.by)
    section = actions.open_section(school=place.school, year=place.year, name="Math", by=place.by)
    actions.join_class(student=child, section=section, starts_on=place.start, by=place.by)
    actions.move_school(student=child, school=place.other_school, year=place.year, grade="8", on=place.day, by=place.by)
    past, present = child.enrollments.order_by("starts_on")
    assert (past.school, past.ends_on) == (place.school, place.day - ONE_DAY)
    assert (present.school, present.grade, present.starts_on, present.ends_on) == (
        place.other_school, "8", place.day, None,
    )  # fmt: skip
    assert child.memberships.get().ends_on == place.day - ONE_DAY
    assert child.responsibilities.get(user=place.by).ends_on == place.day - ONE_DAY
    assert child.responsibilities.get(user=stays).ends_on is None


def test_move_within_the_school_keeps_its_people(place, child):
    actions.take_responsibility(student=child, kind="mentor", user=place.by, starts_on=place.start, by=place.by)
    actions.move_school(student=child, school=place.school, year=place.year, grade="8", on=place.day, by=place.by)
    assert child.responsibilities.get().ends_on is None


def test_move_before_the_present_enrolment_is_refused(place, child):
    with pytest.raises(ValidationError, match="correct it instead"):
        actions.move_school(
            student=child, school=place.other_school, year=place.year, grade="7", on=place.start, by=place.by
        )
    assert child.enrollments.get().ends_on is None


def test_enrol_twice_is_refused(place, child):
    with pytest.raises(ValidationError, match="one school at a time"):
        actions.enrol(
            student=child, school=place.other_school, year=place.year, grade="7", starts_on=place.day, by=place.by
        )


def test_enrol_on_days_of_an_ended_enrolment_is_refused(place, child):
    actions.end_enrollment(enrollment=child.enrollments.get(), on=place.day, by=place.by, reason="Moved away")
    with pytest.raises(ValidationError, match="overlap"):
        actions.enrol(student=child, school=place.school, year=place.year, grade="7", starts_on=place.day, by=place.by)
    again = place.day + ONE_DAY
    actions.enrol(student=child, school=place.school, year=place.year, grade="7", starts_on=again, by=place.by)
    assert Enrollment.objects.filter(student=child).count() == 2


def test_end_enrollment_ends_every_class_and_responsibility(place, child):
    actions.take_responsibility(student=child, kind="teacher", named="Reyes", starts_on=place.start, by=place.by)
    section = actions.open_section(school=place.school, year=place.year, name="Math", by=place.by)
    actions.join_class(student=child, section=section, starts_on=place.start, by=place.by)
    actions.end_enrollment(enrollment=child.enrollments.get(), on=place.day, by=place.by, reason="Moved away")
    assert child.memberships.get().ends_on == place.day
    assert child.responsibilities.get().ends_on == place.day
    event = Event.objects.get(verb="students.enrollment_ended")
    assert (event.reason, event.audience) == ("Moved away", "staff")


def test_end_enrollment_twice_or_before_it_began_is_refused(place, child):
    one = child.enrollments.get()
    with pytest.raises(ValidationError, match="It began on"):
        actions.end_enrollment(enrollment=one, on=place.start - ONE_DAY, by=place.by)
    actions.end_enrollment(enrollment=one, on=place.day, by=place.by)
    with pytest.raises(ValidationError, match="already ends on"):
        actions.end_enrollment(enrollment=one, on=place.day, by=place.by)


def test_correct_enrollment_that_overlaps_another_is_refused_and_undone(place, child):
    first = child.enrollments.get()
    actions.move_school(student=child, school=place.other_school, year=place.year, grade="7", on=place.day, by=place.by)
    second = child.enrollments.get(ends_on=None)
    with pytest.raises(ValidationError, match="overlap"):
        actions.correct_enrollment(enrollment=second, starts_on=place.day - ONE_DAY, by=place.by)
    second.refresh_from_db()
    first.refresh_from_db()
    assert (second.starts_on, first.ends_on) == (place.day, place.day - ONE_DAY)


def test_set_status_ends_the_one_before(place, child):
    actions.set_status(student=child, status="declined", on=place.day, reason="Family asked", by=place.by)
    before, now = child.statuses.order_by("starts_on")
    assert (before.status, before.ends_on) == ("identified", place.day - ONE_DAY)
    assert (now.status, now.reason, now.ends_on) == ("declined", "Family asked", None)


def test_set_status_on_the_day_the_present_one_began_corrects_it(place, child):
    actions.set_status(student=child, status="talent_pool", on=place.start, by=place.by)
    assert child.statuses.get().status == "talent_pool"
    assert Event.objects.filter(verb="students.status_corrected").exists()


def test_set_status_before_the_present_one_is_refused(place, child):
    with pytest.raises(ValidationError):
        actions.set_status(student=child, status="left", on=place.start - ONE_DAY, by=place.by)
    assert child.statuses.get().status == "identified"
