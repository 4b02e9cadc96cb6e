"""Ties that were a mistake: they open nothing any more, at once, and history keeps that they were there."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from history.models import Event
from students import actions
from students.models import Student

WEEKS = datetime.timedelta(days=21)


@pytest.fixture
def teacher(place, hire):
    return hire("Daniel Reyes", "teacher", school=place.other_school)


def make_tie(kind, *, place, child, teacher, starts_on):
    """A tie of one kind, and the person whom it opens the child's record."""
    told = {"by": place.by, "starts_on": starts_on}
    if kind == "responsibility":
        return actions.take_responsibility(student=child, kind="teacher", user=teacher, **told), teacher
    if kind == "family":
        tie = actions.add_guardian(student=child, name="Ana Ruiz", email="ana@example.org", **told)
        return tie, tie.guardian.user
    section = actions.open_section(school=place.school, year=place.year, name="Math 7", by=place.by)
    seat = actions.join_class(student=child, section=section, **told)
    taught = actions.add_teacher(section=section, user=teacher, **told)
    return seat if kind == "seat" else taught, teacher


def seen_by(user):
    return set(Student.objects.granting("view_student", to=user))


@pytest.mark.parametrize("begun", [-WEEKS, datetime.timedelta(0), WEEKS], ids=["weeks ago", "today", "in weeks"])
@pytest.mark.parametrize("kind", ["responsibility", "seat", "class teacher", "family"])
def test_a_tie_taken_back_opens_nothing_on_any_day(place, child, teacher, kind, begun):
    start = place.day + begun
    tie, person = make_tie(kind, place=place, child=child, teacher=teacher, starts_on=start)
    days = [place.day, start, start + WEEKS]
    before = [Student.objects.granting("view_student", to=person, on=day).count() for day in days]
    actions.withdraw_tie(tie=tie, by=place.by, reason="The wrong child")
    after = [Student.objects.granting("view_student", to=person, on=day).count() for day in days]
    assert (before, after) == ([1 if day >= start else 0 for day in days], [0, 0, 0])
    assert not type(tie).objects.lasting(place.day).filter(pk=tie.pk).exists()
    told = Event.objects.latest("pk")
    assert (told.verb.rpartition("_")[2], told.reason, told.actor) == ("withdrawn", "The wrong child", place.by.key)


def test_what_was_taken_back_can_be_done_again_and_is_taken_back_once(place, child):
    math = actions.open_section(school=place.school, year=place.year, name="Math 7", by=place.by)
    seat = actions.join_class(student=child, section=math, by=place.by)
    actions.withdraw_tie(tie=seat, by=place.by)
    with pytest.raises(ValidationError, match="already withdrawn"):
        actions.withdraw_tie(tie=seat, by=place.by)
    again = actions.join_class(student=child, section=math, by=place.by)
    assert [one.pk for one in math.memberships.on(place.day)] == [again.pk]


# The pages. -------------------------------------------------------------------------------------
ENDS = {
    "guardianship_end": lambda world: world.family_tie,
    "responsibility_end": lambda world: world.student.responsibilities.filter(kind="teacher").first(),
    "seat_end": lambda world: world.section.memberships.get(student=world.student),
    "teacher_end": lambda world: world.section.teachers.first(),
}


@pytest.mark.parametrize("name", ENDS)
def test_an_end_can_say_that_it_was_a_mistake(world, client_of, name):
    tie = ENDS[name](world)
    owner = world.section if name in ("seat_end", "teacher_end") else world.student
    address = reverse(f"students:{name}", args=[owner.public_id, tie.pk])
    client = client_of(world.specialist)
    told = {"on": "", "mistake": "on", "reason": "Another Thompson"}
    assert client.post(address, told).status_code == 303
    tie.refresh_from_db()
    assert tie.withdrawn_by == world.specialist
    assert tie.ends_on < min(tie.starts_on, world.today)
    assert client.get(address).status_code == 404
    record = client.get(
        reverse("students:class" if owner == world.section else "students:detail", args=[owner.public_id])
    )
    ends = reverse(f"students:{name}", args=[owner.public_id, tie.pk])
    assert ends not in record.content.decode()


@pytest.mark.parametrize("name", ENDS)
def test_without_a_last_day_or_a_mistake_nothing_ends(world, client_of, nothing_written, name):
    tie = ENDS[name](world)
    owner = world.section if name in ("seat_end", "teacher_end") else world.student
    client, address = client_of(world.specialist), reverse(f"students:{name}", args=[owner.public_id, tie.pk])
    with nothing_written():
        answer = client.post(address, {"on": "", "reason": "Over"})
    assert answer.status_code == 422


def put_in_class(client, world, *students):
    """Add them on the page; returns the address that the message offers for Undo."""
    address = reverse("students:seats_add", args=[world.section.public_id])
    told = {"starts_on": world.today.isoformat(), "students": [one.pk for one in students]}
    answer = client.post(address, told, follow=True)
    (message,) = answer.context["messages"]
    assert str(message) == f"{len(students)} student{'s' if len(students) > 1 else ''} added."
    return message.extra_tags.removeprefix("undo:")


@pytest.fixture
def newcomers(world):
    where = {"school": world.school, "district": world.district, "year": world.year, "grade": "7"}
    where |= {"starts_on": world.today, "by": world.specialist, "legal_last": "Vega"}
    return [actions.add_student(legal_first=name, **where) for name in ("Ana", "Ben", "Cruz")]


def test_students_put_in_a_class_are_taken_back_at_once(world, newcomers, client_of):
    client = client_of(world.specialist)
    before = seen_by(world.teacher)
    undo = put_in_class(client, world, *newcomers)
    assert seen_by(world.teacher) == before | set(newcomers)
    assert client.post(undo).status_code == 303
    assert seen_by(world.teacher) == before
    assert Event.objects.filter(verb="students.class_seat_withdrawn").count() == len(newcomers)
    assert client.post(undo).status_code == 404  # pressed twice
    put_in_class(client, world, *newcomers)
    assert seen_by(world.teacher) == before | set(newcomers)


def test_undo_takes_back_all_or_nothing(world, newcomers, client_of, nothing_written):
    client, elsewhere = client_of(world.specialist), client_of(world.other_specialist)
    undo = put_in_class(client, world, *newcomers)
    with nothing_written():
        for seats in ("999999", "no-seat", "1" * 40):
            assert client.post(undo.removesuffix("/") + f"-{seats}/").status_code == 404
        assert elsewhere.post(undo).status_code == 404
