"""Two people's sheets of one goal, brought together."""

import pytest

from goals.sheet import Difference, blank_line, merge


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
    assert len(merged.conflicts) == conflicts


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
    merged = merge(base, sheet([line(*one) for one in mine]), sheet([line(*one) for one in theirs]), keep=keep)
    assert [one["words"] for one in merged.sheet["school"]] == stands


def test_line_changed_by_one_and_taken_away_by_the_other_is_a_new_line_when_it_is_kept():
    merged = merge(sheet([line("1", "Read")]), sheet([line("1", "Read aloud")]), sheet())
    assert merged.conflicts == [Difference("1", "school", "", "Read aloud")]
    assert merged.sheet["school"][0]["public_id"] == ""


def test_line_given_to_somebody_else_is_a_change():
    base = sheet([line("1", "Read", person="user:1")])
    merged = merge(base, sheet([line("1", "Read", person="user:1")]), sheet([line("1", "Read", person="user:2")]))
    assert merged.sheet["school"][0]["person"] == "user:2"
    assert len(merged.taken) == 1
