"""Undo after an end or a withdrawal: for a short while, by the same person, and exactly what was."""

import datetime

import pytest
from django.urls import reverse

from files.reading import read as read_file_given
from history.models import Event
from history.undoing import WHILE
from students import actions
from students.models import Student
from tests.files.making import pdf

ENDS = {
    "guardianship_end": lambda world: world.family_tie,
    "responsibility_end": lambda world: world.student.responsibilities.get(kind="teacher"),
    "seat_end": lambda world: world.section.memberships.get(student=world.student),
    "teacher_end": lambda world: world.section.teachers.get(),
}
OPENS = {
    "guardianship_end": "family", "responsibility_end": "teacher", "seat_end": "teacher", "teacher_end": "teacher",
}  # fmt: skip


@pytest.fixture
def desk(world, client_of):
    return client_of(world.specialist)


def owner_of(world, name):
    return world.section if name in ("seat_end", "teacher_end") else world.student


def end(client, world, name, **told):
    """End a tie on its page; returns the address that the message offers for Undo."""
    tie = ENDS[name](world)
    answer = client.post(
        reverse(f"students:{name}", args=[owner_of(world, name).public_id, tie.pk]),
        {"on": world.today.isoformat(), "reason": "A slip"} | told,
        follow=True,
    )
    (message,) = answer.context["messages"]
    assert str(message) == "Ended."
    return message.extra_tags.removeprefix("undo:")


def said(answer):
    (message,) = answer.context["messages"]
    return message.level_tag, str(message)


def standing(tie):
    tie.refresh_from_db()
    return tie.ends_on, tie.withdrawn_at, tie.withdrawn_by


@pytest.mark.parametrize("told", [{}, {"mistake": "on"}], ids=["ended", "a mistake"])
@pytest.mark.parametrize("name", ENDS)
def test_undo_puts_back_exactly_what_was_and_opens_it_to_the_same_person(world, desk, name, told):
    tie, person = ENDS[name](world), getattr(world, OPENS[name])
    later = world.today + datetime.timedelta(days=1)
    before = standing(tie)

    def seen():
        return Student.objects.granting("view_student", to=person, on=later).count()

    def everybody():
        return {user: Student.objects.granting("view_student", to=user, on=later).count() for user in cast(world)}

    whole = everybody()
    undo = end(desk, world, name, **told)
    assert standing(tie) != before
    assert said(desk.post(undo, follow=True)) == ("success", "Undone. It is as it was before.")
    assert (standing(tie), everybody()) == (before, whole)
    event = Event.objects.of(tie).first()
    assert (event.verb, event.actor) == ("students.tie_put_back", world.specialist.key)


def cast(world):
    names = ("specialist", "teacher", "counselor", "leader", "coordinator", "family", "other_parent", "other_family")
    return [getattr(world, name) for name in names]


def test_a_last_day_that_stood_before_stands_again(world, desk):
    tie = ENDS["responsibility_end"](world)
    june = world.today + datetime.timedelta(days=60)
    actions.end_responsibility(responsibility=tie, on=june, by=world.specialist)
    desk.post(end(desk, world, "responsibility_end"))
    assert standing(tie)[0] == june


def test_the_page_offers_undo_in_its_message(world, desk):
    tie = ENDS["guardianship_end"](world)
    address = reverse("students:guardianship_end", args=[world.student.public_id, tie.pk])
    answer = desk.post(address, {"on": world.today.isoformat(), "reason": "A slip"}, follow=True)
    undo = reverse("students:undo", args=[world.student.public_id, "guardianship", tie.pk])
    assert f'<form method="post" action="{undo}">' in answer.content.decode()


# Not any more. ------------------------------------------------------------------------------------
CHANGED = ("error", "This has changed in the meantime, so it cannot be undone from here.")


def test_pressed_twice_it_is_undone_once(world, desk):
    undo = end(desk, world, "guardianship_end")
    assert said(desk.post(undo, follow=True))[0] == "success"
    assert said(desk.post(undo, follow=True)) == CHANGED


def test_after_a_while_there_is_the_ordinary_way(world, desk, freeze):
    begun = freeze("2026-11-18 10:00")
    undo = end(desk, world, "guardianship_end")
    freeze(begun + WHILE + datetime.timedelta(minutes=1))
    kind, words = said(desk.post(undo, follow=True))
    assert (kind, words.startswith("This was done too long ago")) == ("error", True)
    assert world.family_tie.pk in world.student.guardianships.exclude(ends_on=None).values_list("pk", flat=True)


def test_what_somebody_else_ended_is_theirs_to_undo(world, desk, client_of):
    undo = end(desk, world, "guardianship_end")
    assert said(client_of(world.coordinator).post(undo, follow=True)) == CHANGED
    for nobody in (world.other_specialist, world.family):
        assert client_of(nobody).post(undo).status_code in (403, 404)


@pytest.mark.parametrize("name", ["guardianship_end", "seat_end"])
def test_what_was_put_there_again_meanwhile_is_not_doubled(world, desk, name):
    undo = end(desk, world, name, mistake="on")
    if name == "seat_end":
        actions.join_class(student=world.student, section=world.section, by=world.specialist)
    else:
        told = {"name": "Dana Thompson", "email": "family@example.org"}
        actions.add_guardian(student=world.student, by=world.specialist, **told)
    kind, words = said(desk.post(undo, follow=True))
    assert (kind, "already" in words) == ("error", True)


@pytest.mark.parametrize("begins", [0, 7], ids=["today", "in a week"])
@pytest.mark.parametrize("told", [{}, {"mistake": "on"}], ids=["ended", "a mistake"])
def test_what_has_a_last_day_does_not_come_back_beside_the_same_with_other_rights(world, desk, client_of, told, begins):
    """An adult whose contact is barred since does not read by an older tie."""
    actions.end_guardianship(
        guardianship=world.family_tie, on=world.today + datetime.timedelta(days=30), by=world.specialist
    )
    last = world.today - datetime.timedelta(days=1)
    undo = end(desk, world, "guardianship_end", on=last.isoformat(), **told)
    actions.add_guardian(
        student=world.student, name="Dana Thompson", email="family@example.org", no_contact=True,
        starts_on=world.today + datetime.timedelta(days=begins), by=world.coordinator,
    )  # fmt: skip
    kind, words = said(desk.post(undo, follow=True))
    assert (kind, "already stands there again" in words) == ("error", True)
    plan = reverse("dashboards:plan", args=[world.plan.public_id])
    assert client_of(world.family).get(plan).status_code == 404


@pytest.mark.parametrize("name", ["responsibility_end", "seat_end", "teacher_end"])
def test_the_same_that_begins_later_stands_in_the_way(world, desk, name):
    tie = ENDS[name](world)
    type(tie).objects.filter(pk=tie.pk).update(ends_on=world.today + datetime.timedelta(days=30))
    undo = end(desk, world, name, mistake="on")
    again = type(tie).objects.get(pk=tie.pk)
    again.pk, again.starts_on, again.ends_on = None, world.today + datetime.timedelta(days=7), None
    again.withdrawn_at = again.withdrawn_by = None
    again.save()
    kind, words = said(desk.post(undo, follow=True))
    assert (kind, "already stands there again" in words) == ("error", True)


@pytest.mark.parametrize("kind", ["plan", "seat"])
def test_there_is_nothing_to_undo_of_another_kind(world, desk, kind):
    assert desk.post(reverse("students:undo", args=[world.student.public_id, kind, 1])).status_code == 404
    assert desk.post(reverse("students:class_undo", args=[world.section.public_id, "note", 1])).status_code == 404


# What is withdrawn from a record. -----------------------------------------------------------------
WITHDRAWN = {
    "evidence_withdraw": (lambda world: world.student.evidence.get(), "students.evidence_put_back"),
    "evidence_file_withdraw": (lambda world: world.student.evidence.get(), "students.evidence_file_put_back"),
    "note_withdraw": (lambda world: world.student.notes.get(), "students.note_put_back"),
}


@pytest.mark.parametrize("name", WITHDRAWN)
def test_a_withdrawal_is_undone(world, desk, name):
    find, verb = WITHDRAWN[name]
    thing = find(world)
    if name == "evidence_file_withdraw":
        content = read_file_given(pdf(), "report.pdf")
        actions.correct_evidence(evidence=thing, attachment=content, by=world.specialist)
    address = reverse(f"students:{name}", args=[world.student.public_id, thing.public_id])
    answer = desk.post(address, {"reason": "A slip"}, follow=True)
    (message,) = answer.context["messages"]
    undo = message.extra_tags.removeprefix("undo:")
    assert said(desk.post(undo, follow=True)) == ("success", "Undone. It is as it was before.")
    thing = find(world)
    assert thing.withdrawn_at is None
    assert name != "evidence_file_withdraw" or thing.attachment.stands
    assert Event.objects.latest("pk").verb == verb
    assert said(desk.post(undo, follow=True)) == CHANGED
