"""Responsibilities, classes, areas, evidence and notes."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from history.models import Event
from schools.models import Posting
from students import actions
from students.models import Responsibility, Student

ONE_DAY = datetime.timedelta(days=1)
VIEW = "view_student"


def sees(user, child):
    return Student.objects.granting(VIEW, to=user).filter(pk=child.pk).exists()


@pytest.fixture
def teacher(place, hire):
    return hire("Daniel Reyes", "teacher", school=place.other_school)


def test_take_responsibility_opens_the_child(place, child, teacher):
    assert not sees(teacher, child)
    actions.take_responsibility(student=child, kind="teacher", user=teacher, subject="Math", by=place.by)
    assert sees(teacher, child)


def test_a_name_opens_nothing_until_it_is_matched(place, child, teacher):
    one = actions.take_responsibility(student=child, kind="teacher", named=" Reyes ", by=place.by)
    assert (one.named, one.user) == ("Reyes", None)
    assert not sees(teacher, child)
    actions.match_responsibility(responsibility=one, user=teacher, by=place.by)
    assert sees(teacher, child)
    one.refresh_from_db()
    assert one.named == "Reyes"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"kind": "teacher"}, "Choose a person, or write the name"),
        ({"kind": "plan_manager", "named": "Ortiz"}, "account"),
    ],
)
def test_a_responsibility_of_nobody_is_refused(place, child, given, why):
    with pytest.raises(ValidationError, match=why):
        actions.take_responsibility(student=child, by=place.by, **given)
    assert not Responsibility.objects.exists()


def test_a_second_plan_manager_is_refused(place, child, teacher):
    actions.take_responsibility(student=child, kind="plan_manager", user=place.by, by=place.by)
    with pytest.raises(ValidationError, match="Hand the plan over"):
        actions.take_responsibility(student=child, kind="plan_manager", user=teacher, by=place.by)


def test_hand_over_plan_ends_one_keeper_and_begins_the_next(place, child, teacher):
    actions.take_responsibility(student=child, kind="plan_manager", user=place.by, starts_on=place.start, by=place.by)
    actions.hand_over_plan(student=child, user=teacher, on=place.day, reason="New building", by=place.by)
    old, new = child.responsibilities.order_by("starts_on")
    assert (old.user, old.ends_on) == (place.by, place.day - ONE_DAY)
    assert (new.user, new.starts_on, new.ends_on) == (teacher, place.day, None)
    assert Event.objects.get(verb="students.responsibility_ended").reason == "New building"


def test_hand_over_of_a_plan_nobody_kept_begins_it(place, child, teacher):
    actions.hand_over_plan(student=child, user=teacher, on=place.day, by=place.by)
    assert child.responsibilities.get().user == teacher


def test_hand_over_on_the_day_the_keeper_began_replaces_a_mistake(place, child, teacher):
    actions.take_responsibility(student=child, kind="plan_manager", user=place.by, starts_on=place.day, by=place.by)
    actions.hand_over_plan(student=child, user=teacher, on=place.day, by=place.by)
    assert child.responsibilities.get().user == teacher


def test_end_responsibility_closes_the_child_after_its_last_day(place, child, teacher):
    one = actions.take_responsibility(student=child, kind="mentor", user=teacher, starts_on=place.start, by=place.by)
    actions.end_responsibility(responsibility=one, on=place.day - ONE_DAY, reason="Project over", by=place.by)
    assert not sees(teacher, child)


def cover(place, child, teacher, **more):
    """Somebody who teaches the child for three weeks, two of them still to come."""
    days = {"starts_on": place.day - 7 * ONE_DAY, "ends_on": place.day + 14 * ONE_DAY}
    return actions.take_responsibility(student=child, kind="teacher", user=teacher, by=place.by, **days | more)


def test_a_cover_ends_earlier_than_planned(place, child, teacher):
    one = cover(place, child, teacher)
    actions.end_responsibility(responsibility=one, on=place.day - ONE_DAY, reason="Back early", by=place.by)
    assert not sees(teacher, child)
    planned, ended = str(place.day + 14 * ONE_DAY), str(place.day - ONE_DAY)
    told = Event.objects.get(verb="students.responsibility_ended").changes
    assert told == [{"field": "ends_on", "before": planned, "after": ended}]


@pytest.mark.parametrize("later", [0, 1])
def test_what_ends_anyhow_is_not_ended_later(place, child, teacher, later):
    one = cover(place, child, teacher)
    with pytest.raises(ValidationError, match="already ends on"):
        actions.end_responsibility(responsibility=one, on=one.ends_on + later * ONE_DAY, by=place.by)


def test_a_cover_and_a_seat_with_a_last_day_end_with_a_move(place, child, teacher):
    cover(place, child, teacher)
    elsewhere = actions.open_section(school=place.school, year=place.year, name="Art", by=place.by)
    seat = actions.join_class(student=child, section=elsewhere, starts_on=place.start, by=place.by)
    actions.leave_class(membership=seat, on=place.day + 5 * ONE_DAY, by=place.by)
    past = cover(place, child, teacher, starts_on=place.start, ends_on=place.start + ONE_DAY)
    Posting.objects.filter(user=teacher).update(school=place.school)
    actions.move_school(student=child, school=place.other_school, year=place.year, grade="7", on=place.day, by=place.by)
    assert not sees(teacher, child)
    assert {*child.responsibilities.values_list("ends_on", flat=True)} == {place.day - ONE_DAY, past.ends_on}
    assert child.memberships.get().ends_on == place.day - ONE_DAY


def test_a_cover_in_the_future_opens_nothing_yet(place, child, teacher):
    actions.take_responsibility(student=child, kind="teacher", user=teacher, starts_on=place.day + ONE_DAY, by=place.by)
    assert not sees(teacher, child)


def test_a_class_opens_its_students_to_its_teachers_while_both_last(place, child, teacher):
    section = actions.open_section(school=place.school, year=place.year, name=" Math  7 ", period="3", by=place.by)
    assert str(section) == "Math 7, 3"
    taught = actions.add_teacher(section=section, user=teacher, starts_on=place.start, by=place.by)
    seat = actions.join_class(student=child, section=section, starts_on=place.start, by=place.by)
    assert sees(teacher, child)
    actions.leave_class(membership=seat, on=place.day - ONE_DAY, by=place.by)
    assert not sees(teacher, child)
    actions.join_class(student=child, section=section, by=place.by)
    assert sees(teacher, child)
    actions.remove_teacher(teacher=taught, on=place.day - ONE_DAY, by=place.by)
    assert not sees(teacher, child)


def test_a_child_joins_a_class_once(place, child):
    section = actions.open_section(school=place.school, year=place.year, name="Math", by=place.by)
    actions.join_class(student=child, section=section, by=place.by)
    with pytest.raises(ValidationError):
        actions.join_class(student=child, section=section, by=place.by)


def test_identify_keeps_a_date_nobody_can_read(place, child):
    one = actions.identify(student=child, area="mathematics", decided_text="Fall 2023", by=place.by)
    assert (one.decided_on, one.decided_text, one.area_name) == (None, "Fall 2023", "Mathematics")


@pytest.mark.parametrize(("area", "why"), [("juggling", "the state lists"), ("mathematics", "already there")])
def test_identify_refuses_an_unknown_area_and_one_twice(place, child, area, why):
    actions.identify(student=child, area="mathematics", by=place.by)
    with pytest.raises(ValidationError, match=why):
        actions.identify(student=child, area=area, by=place.by)


def test_correct_identification_can_withdraw_it(place, child):
    one = actions.identify(student=child, area="music", by=place.by)
    actions.correct_identification(identification=one, status="withdrawn", note="Wrong child", by=place.by)
    one.refresh_from_db()
    assert one.status == "withdrawn"
    assert Event.objects.get(verb="students.identification_corrected").audience == "staff"


def test_evidence_is_kept_as_printed_and_told_to_staff_only(place, child):
    one = actions.record_evidence(
        student=child, kind="ability", instrument="CogAT 8", score=">99", percentile=99, percentile_bound="above",
        by=place.by,
    )  # fmt: skip
    actions.correct_evidence(evidence=one, score="> 99th", by=place.by)
    actions.withdraw_evidence(evidence=one, reason="Another child's", by=place.by)
    one.refresh_from_db()
    assert (one.score, one.withdrawn_by) == ("> 99th", place.by)
    told = Event.objects.filter(target=f"students.evidence:{one.pk}")
    assert set(told.values_list("audience", flat=True)) == {"staff"}
    with pytest.raises(ValidationError, match="already withdrawn"):
        actions.withdraw_evidence(evidence=one, by=place.by)


def test_an_impossible_percentile_is_refused(place, child):
    with pytest.raises(ValidationError, match="between 1 and 99"):
        actions.record_evidence(
            student=child, kind="ability", instrument="CogAT", score="x", percentile=140, by=place.by
        )


def test_a_note_is_remembered_without_its_words(place, child):
    note = actions.write_note(student=child, words="Parents split, two homes.", by=place.by)
    event = Event.objects.get(verb="students.note_written")
    assert event.audience == "staff"
    assert "homes" not in f"{event.target_name}{event.changes}{event.data}"
    actions.withdraw_note(note=note, by=place.by, reason="Wrong child")
    note.refresh_from_db()
    assert note.withdrawn_at is not None
    with pytest.raises(ValidationError, match="already withdrawn"):
        actions.withdraw_note(note=note, by=place.by)
