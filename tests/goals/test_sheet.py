"""Two people's sheets of one goal, brought together."""

import pytest

from goals.sheet import blank_line, merge


def line(key, words, **more):
    return blank_line() | {"public_id": key, "words": words} | more


def sheet(school=(), **fields):
    return {"fields": fields, "school": list(school), "home": []}


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "stands", "conflicts"),
    [
        ("a", "a", "a", "a", 0),
        ("a", "b", "a", "b", 0),
        ("a", "a", "c", "c", 0),
        ("a", "b", "b", "b", 0),
        ("a", "b", "c", "b", 1),
        ("one\r\ntwo", "one\ntwo", "one\ntwo\nthree", "one\ntwo\nthree", 0),
    ],
)
def test_field_stands_as_whoever_changed_it_and_is_in_conflict_when_both_did(base, mine, theirs, stands, conflicts):
    merged = merge(sheet(target=base), sheet(target=mine), sheet(target=theirs))
    assert merged.sheet["fields"]["target"] == stands
    assert len(merged.turns.rows) == conflicts


@pytest.mark.parametrize(
    ("mine", "theirs", "keep", "stands"),
    [
        ([("1", "Read"), ("", "Write")], [("1", "Read"), ("2", "Draw")], "mine", ["Read", "Write", "Draw"]),
        ([("1", "Read aloud")], [("1", "Read")], "mine", ["Read aloud"]),
        ([("1", "Read")], [("1", "Read twice")], "mine", ["Read twice"]),
        ([("1", "Read aloud")], [("1", "Read twice")], "mine", ["Read aloud"]),
        ([("1", "Read aloud")], [("1", "Read twice")], "theirs", ["Read twice"]),
        ([], [("1", "Read")], "mine", []),
        ([], [("1", "Read twice")], "mine", []),
        ([], [("1", "Read twice")], "theirs", ["Read twice"]),
        ([("1", "Read")], [], "mine", []),
        ([("1", "Read aloud")], [], "mine", ["Read aloud"]),
        ([("1", "Read aloud")], [], "theirs", []),
    ],
)
def test_lines_are_merged_one_by_one(mine, theirs, keep, stands):
    base = sheet([line("1", "Read")])
    theirs = sheet([line(*one) for one in theirs])
    merged = merge(base, sheet([line(*one) for one in mine]), theirs, press=keep)
    assert [one["words"] for one in merged.sheet["school"]] == stands


def test_line_changed_by_one_and_taken_away_by_the_other_keeps_its_key_so_that_it_may_come_back():
    base, mine = sheet([line("1", "Read")]), sheet([line("1", "Read aloud")])
    away = merge(base, mine, sheet(), press="theirs:school:1")
    assert away.sheet["school"] == []
    again = merge(away.base, away.sheet, sheet(), met=away.turns.met, press="mine:school:1")
    assert again.sheet["school"] == [line("1", "Read aloud")]


def test_line_given_to_somebody_else_is_a_change():
    base = sheet([line("1", "Read", person="user:1")])
    merged = merge(base, sheet([line("1", "Read", person="user:1")]), sheet([line("1", "Read", person="user:2")]))
    assert merged.sheet["school"][0]["person"] == "user:2"
    assert list(merged.turns.taken) == ["school:1"]


def test_each_field_and_each_line_has_a_choice_of_its_own():
    base = sheet([line("1", "Read"), line("2", "Draw")], target="a", measure="a")
    mine = sheet([line("1", "Read aloud"), line("2", "Draw twice")], target="b", measure="b")
    theirs = sheet([line("1", "Read on"), line("2", "Draw on")], target="c", measure="c")
    met = merge(base, mine, theirs)
    one = merge(met.base, met.sheet, theirs, met=met.turns.met, press="theirs:target")
    both = merge(one.base, one.sheet, theirs, met=one.turns.met, press="theirs:school:2")
    assert both.sheet["fields"] == {"target": "c", "measure": "b"}
    assert [one["words"] for one in both.sheet["school"]] == ["Read aloud", "Draw on"]
    assert {key for key, one in both.turns.rows.items() if not one.keep} == {"measure", "school:1"}
