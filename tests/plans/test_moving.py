"""A draft begun for the wrong child: moved whole, told in both histories, refused with a sentence."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from drafts.models import Draft
from goals.actions import say_why, write_goal
from history.clock import now
from history.models import Event
from plans.actions import move_plan, record_participation, start_plan, write_section
from students.actions import add_student


@pytest.fixture
def right(world):
    """A second child of Maya's school, whose plan the same specialist writes."""
    return add_student(
        district=world.district, school=world.school, year=world.year, grade="7", legal_first="May",
        legal_last="Thomas", starts_on=world.year.starts_on, by=world.specialist,
    )  # fmt: skip


@pytest.fixture
def wrong(world):
    return add_student(
        district=world.district, school=world.school, year=world.year, grade="7", legal_first="Mae",
        legal_last="Tomas", starts_on=world.year.starts_on, by=world.specialist,
    )  # fmt: skip


@pytest.fixture
def draft(world, wrong):
    plan = start_plan(student=wrong, year=world.year, by=world.specialist)
    write_section(plan=plan, code="strengths", words="Maps", version=0, by=world.specialist, voice="staff")
    home = wrong.households.create(name="Home")
    write_goal(
        plan=plan, by=world.specialist, values={"kind": "achievement", "short_label": "Maps", "statement": "Draw maps"},
        strategies=[{"place": "home", "words": "Walk", "household": home}],
    )  # fmt: skip
    return plan


def door(plan):
    return reverse("plans:move", args=[plan.public_id])


def test_draft_moves_with_what_stands_in_it_and_both_histories_tell_it(world, client_of, draft, wrong, right):
    goal = draft.goals.get()
    address = reverse("goals:edit", args=[goal.public_id])
    Draft.objects.create(
        person=world.specialist.key, person_name="Elena", sheet=draft.public_id, door=address, page=address,
        subject=str(wrong.public_id), fields=[{"label": "x", "name": "x", "value": "y"}], has_words=True, kept_at=now(),
    )  # fmt: skip
    answer = client_of(world.specialist).post(door(draft), {"to": right.pk})
    assert answer.status_code == 303
    draft.refresh_from_db()
    assert (draft.student, draft.sections.get().words, draft.goals.get().strategies.get().household) == (
        right, "Maps", None
    )  # fmt: skip
    assert Draft.objects.get(door=address).subject == str(right.public_id)
    for student, verb in ((wrong, "plans.moved_away"), (right, "plans.moved_here")):
        assert Event.objects.about(student).filter(verb=verb).exists()
    page = client_of(world.specialist).get(reverse("dashboards:plan", args=[draft.public_id]))
    assert page.context["student"] == right


def test_shared_plan_stays(world, client_of, right, nothing_written):
    elena = client_of(world.specialist)
    with nothing_written():
        page = elena.post(door(world.plan), {"to": right.pk})
    assert "has been shared" in page.content.decode()


def test_child_with_a_plan_for_the_year_keeps_that_one(world, client_of, draft, nothing_written):
    elena = client_of(world.specialist)
    with nothing_written():
        page = elena.post(door(draft), {"to": world.student.pk})
    assert "already has a plan" in page.content.decode()


def test_child_of_another_specialist_is_no_choice(world, client_of, draft, nothing_written):
    elena = client_of(world.specialist)
    with nothing_written():
        page = elena.post(door(draft), {"to": world.other_student.pk})
    assert list(page.context["form"].errors) == ["to"]


@pytest.mark.parametrize("said", ["why", "part"])
def test_what_a_child_or_family_said_does_not_move(world, draft, right, said):
    if said == "why":
        say_why(goal=draft.goals.get(), words="Mine", by=world.specialist, voice="student", said_by="Mae")
    else:
        record_participation(plan=draft, voice="family", who="Mother", how="call", on=world.today, by=world.specialist)
    with pytest.raises(ValidationError, match="does not move"):
        move_plan(plan=draft, to=right, by=world.specialist)
