"""A goal's card holds what its reader may read, and nothing else."""

import dataclasses

import pytest

from accounts.permissions import Permission
from checkins.actions import check_in, withdraw_check_in
from goals.actions import close_goal, withdraw_goal, write_goal
from goals.cards import Acts
from goals.queries import goal_cards
from plans.access import plan_or_404
from plans.actions import share_changes

VALUES = {"kind": "achievement", "short_label": "Proof", "statement": "Write a proof"}


def text_of(card):
    return str(dataclasses.asdict(card))


def test_card_of_staff_has_the_working_wording_and_says_it_waits(world, cards_for):
    change(world, statement="Model real situations")
    card = cards_for(world.specialist)["Math"]
    assert (card.statement, card.changed, card.unshared) == ("Model real situations", True, False)


@pytest.mark.parametrize("reader", ["family", "other_parent", "student_user"])
def test_card_of_family_and_student_keeps_the_last_revisions_wording(world, cards_for, reader):
    change(world, statement="Model real situations", family_words="Find lines")
    card = cards_for(getattr(world, reader))["Math"]
    assert card.statement.startswith("Use linear equations")
    assert (card.plainly, card.changed) == ("Find straight lines hiding in real life", False)


def test_card_of_an_unshared_goal_is_only_for_staff(world, cards_for):
    write_goal(plan=world.plan, values=VALUES, strategies=[], by=world.specialist)
    assert cards_for(world.teacher)["Proof"].unshared
    assert set(cards_for(world.family)) == {"Math", "Habits"}
    share_changes(plan=world.plan, by=world.specialist, reason="A new goal")
    world.plan.refresh_from_db()
    assert set(cards_for(world.family)) == {"Math", "Habits", "Proof"}
    assert not cards_for(world.teacher)["Proof"].unshared


def test_card_of_a_goal_taken_out_stays_with_the_family_until_it_is_shared_and_cannot_be_acted_on(world, cards_for):
    withdraw_goal(goal=world.goal, by=world.specialist, reason="Begun by mistake")
    assert set(cards_for(world.specialist)) == {"Habits"}
    acts = cards_for(world.family)["Math"].acts
    assert acts == Acts()


@pytest.mark.parametrize(
    ("reader", "labels"),
    [
        ("specialist", {"Math", "Habits"}),
        ("counselor", {"Math", "Habits"}),
        ("coordinator", {"Math", "Habits"}),
        ("family", {"Math", "Habits"}),
        ("student_user", {"Math", "Habits"}),
        ("teacher", {"Math"}),
        ("leader", {"Math"}),
    ],
)
def test_goal_kept_close_is_read_by_its_circle_only(world, cards_for, reader, labels):
    assert set(cards_for(getattr(world, reader))) == labels


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        ("specialist", {"student", "adults", "staff", "home_dana", "home_paul"}),
        ("teacher", {"student", "adults", "staff", "home_dana", "home_paul"}),
        ("family", {"student", "adults", "home_dana"}),
        ("other_parent", {"student", "adults", "home_paul"}),
        ("student_user", {"student"}),
    ],
)
def test_card_holds_exactly_the_words_of_its_reader(world, cards_for, reader, words):
    say_with_level(world, world.family, world.marks.home_dana)
    say_with_level(world, world.other_parent, world.marks.home_paul)
    everything = text_of(cards_for(getattr(world, reader))["Math"])
    planted = ("student", "adults", "staff", "home_dana", "home_paul")
    assert {name for name in planted if getattr(world.marks, name) in everything} == words


def test_level_of_a_home_note_is_not_on_the_other_guardians_card(world, cards_for):
    check_in(goal=world.goal, by=world.family, voice="family", level=1, words="Late again", reader="home")
    assert cards_for(world.family)["Math"].level.value == 1
    assert cards_for(world.specialist)["Math"].level.value == 1
    assert cards_for(world.other_parent)["Math"].level.value == 3
    assert cards_for(world.student_user)["Math"].level.value == 3


def test_lines_at_home_are_read_by_their_own_household(world, cards_for):
    homes = {reader: [line.words for line in cards_for(getattr(world, reader))["Math"].at_home]
             for reader in ("family", "other_parent", "student_user", "specialist")}  # fmt: skip
    line = ["Ask Maya to explain one model"]
    assert homes == {"family": line, "other_parent": [], "student_user": line, "specialist": line}


def test_level_is_the_newest_that_stands(world, cards_for):
    row = check_in(goal=world.goal, by=world.teacher, voice="staff", level=4)
    assert cards_for(world.family)["Math"].level.word == "Got it"
    withdraw_check_in(check_in=row, by=world.teacher, voice="staff")
    assert cards_for(world.family)["Math"].level.word == "Getting there"


def test_why_of_the_student_is_in_quotation_marks_and_that_of_a_scribe_is_not(world, cards_for):
    from_student = cards_for(world.teacher)["Math"].why
    assert (from_student.text, from_student.own, from_student.name) == ("I want harder problems", True, "Maya")
    assert from_student.why_caption.startswith("Why Maya chose it, ")


def test_closed_goal_carries_on_and_shows_its_ancestry(world, cards_for):
    close_goal(goal=world.goal, outcome="partly", learned="Start earlier", onward="carry", by=world.specialist)
    new = write_goal(plan=world.plan, values=VALUES, strategies=[], carried_from=world.goal, by=world.specialist)
    cards = cards_for(world.specialist)
    assert [(one.label, one.year, one.outcome) for one in cards["Proof"].ancestry] == [
        ("Math", "This year", "Partly met")
    ]
    assert (cards["Math"].outcome, cards["Math"].onward, cards["Math"].is_open) == ("Partly met", "Carry it on", False)
    assert new.carried_from == world.goal


def test_standard_is_split_into_its_code_and_its_words(world, cards_for):
    change(world, standard="MA20-GR.8-S.2-GLE.2 Connections between lines")
    card = cards_for(world.specialist)["Math"]
    assert (card.standard_code, card.standard_words) == ("MA20-GR.8-S.2-GLE.2", "Connections between lines")


@pytest.mark.parametrize("reader", ["specialist", "family", "student_user"])
def test_cards_take_the_same_queries_for_two_goals_and_for_five(world, assert_query_count, reader):
    for number in range(3):
        values = VALUES | {"short_label": f"More {number}"}
        goal = write_goal(
            plan=world.plan, values=values, strategies=[{"place": "school", "words": "x"}], by=world.specialist
        )
        check_in(goal=goal, by=world.teacher, voice="staff", level=2, words="Going")
    exactly = 7 if reader == "specialist" else 5
    plan, standing = plan_or_404(world.plan.public_id, Permission.VIEW_PLAN, to=getattr(world, reader))
    with assert_query_count(exactly):
        before = goal_cards(plan, standing)
    share_changes(plan=world.plan, by=world.specialist, reason="More goals")
    plan, standing = plan_or_404(world.plan.public_id, Permission.VIEW_PLAN, to=getattr(world, reader))
    with assert_query_count(exactly):
        after = goal_cards(plan, standing)
    assert (len(before), len(after)) == ((5, 5) if reader == "specialist" else (2, 5))


def change(world, **values):
    """Change the Math goal's promise, without sharing it."""
    goal = world.goal
    goal.refresh_from_db()
    present = {name: getattr(goal, name) for name in goal.PROMISE}
    lines = [{"public_id": line.public_id, "place": line.place, "words": line.words} for line in goal.strategies.all()]
    write_goal(
        plan=world.plan, goal=goal, version=goal.version, values=present | values, strategies=lines, by=world.specialist
    )


def say_with_level(world, guardian, words):
    check_in(goal=world.goal, by=guardian, voice="family", level=2, words=words, reader="home")
