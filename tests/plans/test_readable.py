"""What each reader may read of a frozen plan: one projection for page, comparison and paper."""

import json

import pytest

from goals.actions import write_goal
from plans.actions import share_changes
from plans.readable import readable
from students.access import Standing

READERS = ["specialist", "counselor", "coordinator", "leader", "teacher", "family", "other_parent", "student_user"]


@pytest.fixture
def content(world):
    """Everything shared, with help at home in two homes."""
    write_goal(
        plan=world.plan, by=world.specialist,
        values={"kind": "family", "statement": "Cook together", "short_label": "Cooking"},
        strategies=[
            {"place": "home", "words": "dana-cooks", "household": world.family_tie.household},
            {"place": "home", "words": "paul-cooks", "household": world.other_parent_tie.household},
            {"place": "home", "words": "everywhere-cooks"},
        ],
    )  # fmt: skip
    return share_changes(plan=world.plan, by=world.specialist, reason="Cooking").content


def text_for(world, name, content):
    return json.dumps(readable(content, Standing.of(getattr(world, name), world.student)))


def readers_of(world, content, mark):
    assert mark in json.dumps(content)
    return {name for name in READERS if mark in text_for(world, name, content)}


def test_close_goal_and_section_stay_in_the_circle(world, content):
    circle = {"specialist", "counselor", "coordinator", "family", "other_parent", "student_user"}
    assert readers_of(world, content, world.marks.circle) == circle
    assert readers_of(world, content, world.marks.circle_section) == circle


def test_scores_are_read_by_who_may_print(world, content):
    assert readers_of(world, content, world.marks.score) == set(READERS) - {"teacher", "student_user"}


def test_help_at_home_stays_in_its_home(world, content):
    staff = {"specialist", "counselor", "coordinator", "leader", "teacher"}
    assert readers_of(world, content, "dana-cooks") == staff | {"family", "student_user"}
    assert readers_of(world, content, "paul-cooks") == staff | {"other_parent", "student_user"}
    assert readers_of(world, content, "everywhere-cooks") == set(READERS)


def test_state_id_is_part_of_the_record(world, content):
    assert readers_of(world, content, "1000004471") == set(READERS) - {"teacher", "student_user"}


def test_missing_parts_say_nothing_of_a_goal_that_is_not_seen(world):
    write_goal(
        plan=world.plan, goal=world.close_goal, version=world.close_goal.version, by=world.specialist, strategies=[],
        values={"kind": "affective", "domain": "personal", "short_label": "Habits", "audience": "circle",
                "statement": "Turn it in", "measure": "", "target": "8", "check_on": world.close_goal.check_on},
    )  # fmt: skip
    content = share_changes(plan=world.plan, by=world.specialist, reason="No measure").content
    assert readers_of(world, content, "Habits has no") == set(READERS) - {"teacher", "leader"}


def test_reading_changes_nothing_in_the_content(world, content):
    before = json.dumps(content)
    text_for(world, "teacher", content)
    assert json.dumps(content) == before
