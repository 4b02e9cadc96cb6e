"""A list is taken back when something it brought was withdrawn before: that does not come back by an older Undo."""

import pytest
from django.urls import reverse

from accounts.models import User
from dashboards.sentences import SENTENCES
from history.models import Event
from plans.actions import start_plan
from rostering.actions import take_list_back
from students import actions as students
from students.models import Evidence, Guardian, Guardianship, Note, Student
from tests.access.doors import brought_in

HEADERS = b"Student,Gr,SASID,Parent/Guardian 1,Parent/Guardian 1 Email\n"
KAY = HEADERS + b"Maya Thompson,7,1000004471,Kay Wrong,kay@example.org\n"
SCORE = b"Student,Gr,SASID,CogAT 8 Verbal,Notes\nMaya Thompson,7,1000004471,41,Draws maps\n"
CHANGED = "This has changed in the meantime, so it cannot be undone from here."


@pytest.fixture
def desk(world, client_of):
    return client_of(world.specialist)


def withdrawn(desk, name, *where):
    """Withdraw something on its page; returns the address that the message offers for Undo."""
    answer = desk.post(reverse(f"students:{name}", args=where), {"mistake": "on", "reason": "Wrong"}, follow=True)
    (message,) = answer.context["messages"]
    return message.extra_tags.removeprefix("undo:")


def take_back(world, run):
    return take_list_back(run=run, by=world.coordinator, reason="The wrong file")


def is_refused(desk, undo):
    (message,) = desk.post(undo, follow=True).context["messages"]
    return (message.level_tag, str(message)) == ("error", CHANGED)


def test_an_adult_who_belongs_to_nobody_leaves_with_the_list(world, desk):
    run = brought_in(world, KAY)
    tie = Guardianship.objects.latest("pk")
    kay = tie.guardian.user
    assert Student.objects.granting("view_student", to=kay).exists()
    undo = withdrawn(desk, "guardianship_end", world.student.public_id, tie.pk)
    take_back(world, run)
    guardian, kay = Guardian.objects.get(pk=tie.guardian_id), User.objects.get(pk=kay.pk)
    assert (guardian.withdrawn_by, guardian.user) == (world.coordinator, None)
    assert (kay.is_active, kay.email) == (False, None)
    assert is_refused(desk, undo)
    tie.refresh_from_db()
    assert tie.withdrawn_at
    assert not Student.objects.granting("view_student", to=kay).exists()
    newest = Event.objects.of(tie).first()
    assert (newest.verb, newest.actor, newest.audience) == (
        "students.withdrawn_for_good", world.coordinator.key, "staff",
    )  # fmt: skip
    assert newest.verb in SENTENCES


def test_an_adult_who_signed_in_before_keeps_the_account_and_sees_nobody(world, desk):
    run = brought_in(world, KAY)
    tie = Guardianship.objects.latest("pk")
    kay = tie.guardian.user
    User.objects.filter(pk=kay.pk).update(last_login=run.at)
    undo = withdrawn(desk, "guardianship_end", world.student.public_id, tie.pk)
    take_back(world, run)
    assert is_refused(desk, undo)
    kay.refresh_from_db()
    assert (kay.is_active, Guardian.objects.get(pk=tie.guardian_id).withdrawn_at is None) == (True, False)
    assert not Student.objects.granting("view_student", to=kay).exists()


def test_an_adult_of_another_child_stays_with_that_child(world, desk):
    run = brought_in(world, KAY)
    tie = Guardianship.objects.latest("pk")
    other = students.add_guardian(
        student=world.other_student, name="Kay Wrong", email="kay@example.org", by=world.coordinator
    )
    undo = withdrawn(desk, "guardianship_end", world.student.public_id, tie.pk)
    take_back(world, run)
    assert is_refused(desk, undo)
    other.refresh_from_db()
    assert (other.guardian, other.guardian.user.is_active) == (tie.guardian, True)


@pytest.mark.parametrize("name", ["evidence", "note"])
def test_what_was_withdrawn_from_a_record_stays_withdrawn(world, desk, name):
    run = brought_in(world, SCORE)
    thing = {"evidence": Evidence, "note": Note}[name].objects.latest("pk")
    undo = withdrawn(desk, f"{name}_withdraw", world.student.public_id, thing.public_id)
    take_back(world, run)
    assert is_refused(desk, undo)
    thing.refresh_from_db()
    assert thing.withdrawn_at


def test_of_a_new_child_who_stays_what_was_withdrawn_can_come_back(world, desk):
    """Somebody has begun a plan since, so all the list brought of the child stays."""
    rows = KAY.replace(b"Maya Thompson", b"Bo Vega").replace(b"1000004471", b"1888888888")
    run = brought_in(world, rows)
    tie = Guardianship.objects.latest("pk")
    start_plan(student=tie.student, year=world.year, by=world.specialist)
    undo = withdrawn(desk, "guardianship_end", tie.student.public_id, tie.pk)
    take_back(world, run)
    assert Guardian.objects.get(pk=tie.guardian_id).withdrawn_at is None
    assert not is_refused(desk, undo)
    tie.refresh_from_db()
    assert (tie.withdrawn_at, tie.guardian.user.is_active) == (None, True)


def test_a_child_of_the_list_leaves_though_an_adult_signed_in_who_was_taken_off(world, desk):
    run = brought_in(world, KAY.replace(b"Maya Thompson", b"Bo Vega").replace(b"1000004471", b"1888888888"))
    tie = Guardianship.objects.latest("pk")
    User.objects.filter(pk=tie.guardian.user_id).update(last_login=run.at)
    undo = withdrawn(desk, "guardianship_end", tie.student.public_id, tie.pk)
    take_back(world, run)
    assert Student.objects.get(pk=tie.student_id).withdrawn_at
    assert desk.post(undo).status_code == 404
