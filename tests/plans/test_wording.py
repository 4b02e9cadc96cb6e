"""Changes as people read them."""

import pytest

from history.wordings import pieces
from plans.actions import share_changes, unshared_changes, write_section
from plans.wording import changed_things


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "New words", [("in", "New words")]),
        ("Old words", "", [("out", "Old words")]),
        ("Same words", "Same words", [("same", "Same words")]),
        (
            "She reads three books",
            "She reads four books",
            [("same", "She reads "), ("out", "three"), ("in", "four"), ("same", " books")],
        ),
        ("Sees patterns", "Plays the cello well", [("out", "Sees patterns"), ("in", "Plays the cello well")]),
    ],
)
def test_pieces_tell_two_wordings_as_one(before, after, expected):
    assert pieces(before, after) == expected


@pytest.mark.parametrize(
    ("before", "after"), [("one two  three", "one\ntwo four"), ("a", "b"), ("", ""), ("a b c d", "c d a b")]
)
def test_pieces_lose_no_word(before, after):
    told = pieces(before, after)
    assert "".join(text for kind, text in told if kind != "in") == before
    assert "".join(text for kind, text in told if kind != "out") == after


def things_of(plan):
    content, changes = unshared_changes(plan)
    before = plan.revision.content if plan.revision else None
    return {thing.name: thing for thing in changed_things(changes, before, content)}


def test_changed_section_is_called_by_its_label(world):
    told = things_of(world.plan)
    assert list(told) == ["Strengths"]
    assert [line.label for line in told["Strengths"].lines] == ["Words"]
    assert told["Strengths"].lines[0].pieces[-1] == ("in", f" {world.marks.unshared}")
    assert (told["Strengths"].is_new, told["Strengths"].is_gone) == (False, False)


def test_section_written_for_the_first_time_is_new_and_emptied_is_gone(world):
    share_changes(plan=world.plan, by=world.specialist, reason="So far")
    world.plan.refresh_from_db()
    write(world, "ahead", "")
    assert things_of(world.plan)["Looking ahead"].is_gone
    share_changes(plan=world.plan, by=world.specialist, reason="Taken out")
    world.plan.refresh_from_db()
    write(world, "ahead", "Geometry again")
    assert things_of(world.plan)["Looking ahead"].is_new


def test_codes_and_days_are_told_in_words(world):
    share_changes(plan=world.plan, by=world.specialist, reason="So far")
    world.plan.refresh_from_db()
    goal = world.goal
    world.plan.goals.filter(pk=goal.pk).update(area="reading", check_on="2027-01-15", audience="circle")
    lines = {line.label: (line.before, line.after) for line in things_of(world.plan)["Math"].lines}
    assert lines["Strength area"] == ("Mathematics", "Reading")
    assert lines["Check date"][1] == "Jan 15, 2027"
    assert lines["Who sees this goal"] == (
        "The student, the family and the team",
        "The student, the family, the specialist and the counselor",
    )


def test_names_follow_the_language_of_the_page(world, settings):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("plans.wording.get_language", lambda: "es-mx")
        assert list(things_of(world.plan)) == ["Fortalezas"]


def write(world, code, words):
    version = world.plan.sections.get(code=code).version
    write_section(plan=world.plan, code=code, words=words, version=version, by=world.specialist, voice="staff")
