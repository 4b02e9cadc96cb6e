"""Not shared yet: every gathered change is undone by itself, as a new change by whoever undoes it."""

import pytest
from django.urls import reverse

from goals.actions import write_goal
from goals.actions.putting_back import lines_of
from goals.models import Goal
from history.models import Event
from plans.actions import add_programming, share_changes, unshared_changes, withdraw_programming, write_section
from plans.unshared import waiting_changes
from students.access import Standing
from tests.world import days


@pytest.fixture
def shared(world):
    """Maya's plan with nothing left to share."""
    share_changes(plan=world.plan, by=world.specialist, reason="So far")
    return again(world)


def again(world):
    for thing in (world.plan, world.goal):
        thing.refresh_from_db()
    return world


def waiting(world):
    content, changes = unshared_changes(world.plan)
    found = waiting_changes(world.plan, Standing.of(world.specialist, world.student), content, changes)
    return {one.thing.name: one for one in found}


def change_goal(world, lines=None, **values):
    now = {name: getattr(world.goal, name) for name in Goal.PROMISE}
    lines = list(lines_of(world.goal).values()) if lines is None else lines
    goal = write_goal(
        plan=world.plan, goal=world.goal, values=now | values, strategies=lines, version=world.goal.version,
        by=world.specialist,
    )  # fmt: skip
    again(world)
    return goal


def undo(world, client_of, name, field=""):
    """Press the undo of one change as the share page offers it."""
    world.plan.refresh_from_db()
    one = waiting(world)[name]
    door = "goals:put_back" if one.thing.kind == "goal" else "plans:put_back"
    sent = {"thing": f"{one.thing.kind}:{one.thing.code}", "field": field, "version": one.version}
    answer = client_of(world.specialist).post(reverse(door, args=[world.plan.public_id]), sent)
    assert answer.status_code == 303
    again(world)
    return answer


def test_each_change_says_who_made_it_and_when(shared, client_of):
    change_goal(shared, target="All five")
    one = waiting(shared)["Math"]
    assert [(row.line.label, row.by) for row in one.lines] == [("Target", "Ms. Ortiz")]
    page = client_of(shared.specialist).get(reverse("plans:share", args=[shared.plan.public_id])).content.decode()
    assert reverse("goals:put_back", args=[shared.plan.public_id]) in page
    assert "Ms. Ortiz" in page


def test_section_says_again_what_was_shared(shared, client_of):
    section = shared.plan.sections.get(code="needs")
    write_section(
        plan=shared.plan, code="needs", words="Other words", version=section.version, by=shared.teacher, voice="staff"
    )
    undo(shared, client_of, "Instructional needs", "words")
    now = shared.plan.sections.get(code="needs")
    assert (now.words, now.version, now.written_by) == (section.words, section.version + 2, shared.specialist)
    assert Event.objects.of(now).first().changes[0]["after"] == section.words
    assert (waiting(shared), shared.plan.unshared_count) == ({}, 0)


def test_one_field_of_a_goal_is_undone_and_the_other_stands(shared, client_of):
    before = shared.goal.target
    change_goal(shared, target="All five", check_on=days(shared, 28))
    undo(shared, client_of, "Math", "target")
    assert (shared.goal.target, shared.goal.check_on) == (before, days(shared, 28))
    assert [row.line.field for row in waiting(shared)["Math"].lines] == ["check_on"]


def test_lines_are_undone_one_by_one(shared, client_of):
    school, home = shared.goal.strategies.filter(withdrawn_at=None).order_by("-place")
    kept = lines_of(shared.goal)[str(school.public_id)]
    change_goal(shared, [kept | {"words": "Another set", "how_often": "Daily"}, {"place": "school", "words": "New"}])
    new = shared.goal.strategies.get(words="New")
    fields = [row.line.field for row in waiting(shared)["Math"].lines]
    assert set(fields) == {f"at_school:{school.public_id}", f"at_school:{new.public_id}", f"at_home:{home.public_id}"}
    for field in fields:
        undo(shared, client_of, "Math", field)
    standing = shared.goal.strategies.filter(withdrawn_at=None).order_by("-place")
    said = [(line.public_id, line.words, line.user, line.how_often, line.household) for line in standing]
    assert said == [(one.public_id, one.words, one.user, one.how_often, one.household) for one in (school, home)]
    assert shared.plan.unshared_count == 0


def test_line_that_named_somebody_else_names_them_again(shared, client_of):
    school = shared.goal.strategies.get(place="school")
    lines = lines_of(shared.goal)
    lines[str(school.public_id)]["user"] = shared.counselor
    change_goal(shared, list(lines.values()))
    undo(shared, client_of, "Math", f"at_school:{school.public_id}")
    school.refresh_from_db()
    assert (school.user, school.who) == (shared.teacher, "")


def test_goal_that_was_added_is_taken_out_and_the_family_never_hears_of_it(shared, client_of):
    write_goal(
        plan=shared.plan, by=shared.specialist, strategies=[],
        values={"kind": "passion", "short_label": "Film", "statement": "Make a film"},
    )  # fmt: skip
    undo(shared, client_of, "Film")
    assert not shared.plan.goals.current().filter(short_label="Film").exists()
    assert Event.objects.filter(verb="goals.withdrawn").latest("pk").audience == "staff"


def test_goal_that_was_taken_out_comes_back(shared, client_of):
    goal = shared.goal
    client_of(shared.specialist).post(reverse("goals:withdraw", args=[goal.public_id]), {"reason": "Too much"})
    undo(shared, client_of, "Math")
    assert (goal.plan.goals.current().get(pk=goal.pk).withdrawn_by, shared.plan.unshared_count) == (None, 0)


def test_programming_is_undone_whether_changed_added_or_taken_out(shared, client_of):
    row = shared.plan.programming.get()
    withdraw_programming(option=row, by=shared.specialist, reason="No")
    undo(shared, client_of, "Curriculum compacting")
    assert shared.plan.programming.get().withdrawn_at is None
    add_programming(plan=shared.plan, by=shared.specialist, option="cluster", words="With Mr. Bell")
    [name] = waiting(shared)
    undo(shared, client_of, name)
    assert (waiting(shared), shared.plan.unshared_count) == ({}, 0)


@pytest.mark.parametrize("version", ["0", "", "x", "9" * 30])
def test_undo_of_what_changed_meanwhile_is_refused_and_changes_nothing(shared, client_of, nothing_written, version):
    change_goal(shared, target="All five")
    sent = {"thing": f"goal:{shared.goal.public_id}", "field": "target", "version": version}
    client = client_of(shared.specialist)
    with nothing_written():
        answer = client.post(reverse("goals:put_back", args=[shared.plan.public_id]), sent)
    assert answer.status_code == 303
    page = client.get(answer.url).content.decode()
    assert "Somebody changed this meanwhile." in page


@pytest.mark.parametrize("thing", ["", "x", "section:x", "goal:x", "programming:x", "goal:", "student:1"])
def test_undo_of_nothing_that_is_there_is_not_found(shared, client_of, nothing_written, thing):
    client = client_of(shared.specialist)
    with nothing_written():
        for door in ("plans:put_back", "goals:put_back"):
            answer = client.post(reverse(door, args=[shared.plan.public_id]), {"thing": thing, "version": "1"})
            assert answer.status_code == 404


def test_close_goal_is_not_there_for_a_teacher(shared, client_of):
    sent = {"thing": f"goal:{shared.close_goal.public_id}", "field": "target", "version": "1"}
    answer = client_of(shared.teacher).post(reverse("goals:put_back", args=[shared.plan.public_id]), sent)
    assert answer.status_code == 404


def test_page_of_changes_costs_the_same_for_one_and_for_five(shared, client_of, assert_query_count):
    client, address = client_of(shared.specialist), reverse("plans:share", args=[shared.plan.public_id])
    change_goal(shared, target="All five")
    client.get(address)
    with assert_query_count(QUERIES):
        client.get(address)
    change_goal(shared, target="All six", measure="Explains", baseline="None", partner="Mr. Bell")
    section = shared.plan.sections.get(code="needs")
    write_section(
        plan=shared.plan, code="needs", words="More", version=section.version, by=shared.specialist, voice="staff"
    )
    with assert_query_count(QUERIES):
        client.get(address)


QUERIES = 42
