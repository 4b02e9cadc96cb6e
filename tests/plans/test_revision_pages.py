"""The frozen plan on its page: only what the reader may read, and nothing that moved since."""

import pytest
from django.urls import reverse

from goals.actions import write_goal
from plans.actions import acknowledge, share_changes

READERS = ["specialist", "counselor", "coordinator", "leader", "teacher", "family", "other_parent", "student_user"]
CIRCLE = {"specialist", "counselor", "coordinator", "family", "other_parent", "student_user"}


def page_for(world, client_of, name, number):
    address = reverse("plans:revision", args=[world.plan.public_id, number])
    answer = client_of(getattr(world, name)).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def readers_of(world, client_of, mark, number):
    return {name for name in READERS if mark in page_for(world, client_of, name, number)}


def share_everything(world):
    """A second revision in which every kind of word changes."""
    write_goal(
        plan=world.plan, goal=world.close_goal, version=world.close_goal.version, by=world.specialist,
        values={"kind": "affective", "domain": "personal", "short_label": "Habits", "audience": "circle",
                "statement": f"Hand in drafts {world.marks.circle}-again", "measure": "Counts", "target": "8 of 10",
                "check_on": world.close_goal.check_on},
        strategies=[
            {"place": "home", "words": world.marks.home_dana, "household": world.family_tie.household},
            {"place": "home", "words": world.marks.home_paul, "household": world.other_parent_tie.household},
        ],
    )  # fmt: skip
    share_changes(plan=world.plan, by=world.specialist, reason="Second sharing")


def test_each_mark_is_on_the_pages_of_its_readers_alone(world, client_of):
    share_everything(world)
    marks, staff = world.marks, {"specialist", "counselor", "coordinator"}
    assert readers_of(world, client_of, marks.circle, 2) == CIRCLE
    assert readers_of(world, client_of, f"{marks.circle}-again", 2) == CIRCLE
    assert readers_of(world, client_of, marks.circle_section, 2) == CIRCLE
    assert readers_of(world, client_of, marks.score, 2) == set(READERS) - {"teacher", "student_user"}
    assert readers_of(world, client_of, marks.home_dana, 2) == staff | {"family", "student_user"}
    assert readers_of(world, client_of, marks.home_paul, 2) == staff | {"other_parent", "student_user"}
    for never in (marks.staff, marks.adults, marks.student, marks.note, marks.other_child):
        assert readers_of(world, client_of, never, 2) == set()


def test_revision_shows_what_was_shared_and_never_the_moving_plan(world, client_of):
    assert readers_of(world, client_of, world.marks.unshared, 1) == set()
    share_changes(plan=world.plan, by=world.specialist, reason="Now shared")
    assert readers_of(world, client_of, world.marks.unshared, 2) == set(READERS)
    assert readers_of(world, client_of, world.marks.unshared, 1) == set()


def test_second_revision_tells_what_it_changed(world, client_of):
    share_changes(plan=world.plan, by=world.specialist, reason="Now shared")
    assert f"{world.marks.unshared}</ins>" in page_for(world, client_of, "family", 2)
    assert "This is an earlier version" in page_for(world, client_of, "family", 1)


def test_disagreement_and_words_are_read_by_staff_and_by_whoever_said_them(world, client_of):
    said = {"revision": world.revision, "by": world.family, "voice": "family"}
    acknowledge(meaning="disagree", words="marmot-disagrees", **said)
    reads = {"specialist", "counselor", "coordinator", "leader", "teacher", "family"}
    assert readers_of(world, client_of, "marmot-disagrees", 1) == reads
    assert readers_of(world, client_of, "I do not agree with a part", 1) == reads
    assert readers_of(world, client_of, "I have read it", 1) == set(READERS) - {"other_parent"}


@pytest.mark.parametrize("name", ["specialist", "teacher", "family", "student_user"])
def test_revisions_are_listed_with_their_reasons(world, client_of, name):
    page = client_of(getattr(world, name)).get(reverse("plans:revisions", args=[world.plan.public_id]))
    assert [one.number for one, _said in page.context["revisions"]] == [1]
    assert "First sharing of the year" in page.content.decode()


@pytest.mark.parametrize("name", ["other_specialist", "other_teacher", "other_family", "far_student_user"])
def test_revisions_of_a_child_one_does_not_see_are_not_there(world, client_of, name):
    client = client_of(getattr(world, name))
    assert client.get(reverse("plans:revisions", args=[world.plan.public_id])).status_code == 404
    assert client.get(reverse("plans:revision", args=[world.plan.public_id, 1])).status_code == 404


def test_draft_has_no_revisions_for_staff_and_is_not_there_for_the_family(world, client_of):
    address = reverse("plans:revisions", args=[world.other_plan.public_id])
    assert "Nothing has been shared yet." in client_of(world.other_specialist).get(address).content.decode()
    assert client_of(world.other_family).get(address).status_code == 404


def test_revision_that_never_was_is_not_there(world, client_of):
    assert client_of(world.specialist).get(reverse("plans:revision", args=[world.plan.public_id, 7])).status_code == 404
