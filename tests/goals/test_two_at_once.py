"""Two people change one goal at the same time: each field and each line has a choice of its own."""

import json
import re

import pytest
from django.urls import reverse

from goals.actions import write_goal
from goals.models import Goal

WORDS = {"measure": "Scores 4 of 5", "target": "Three models", "baseline": "Two by hand"}
THEIRS = {"measure": "Explains it to a class", "target": "Five models", "baseline": "One by hand"}


@pytest.fixture
def edit(world):
    return reverse("goals:edit", args=[world.goal.public_id])


@pytest.fixture
def specialist(world, client_of):
    return client_of(world.specialist)


def somebody_saves(world, *, by=None, line=None, **values):
    goal = Goal.objects.get(pk=world.goal.pk)
    lines = [
        {"public_id": one.public_id, "place": one.place, "words": line or one.words, "who": one.who, "user": one.user}
        for one in goal.strategies.filter(withdrawn_at=None).order_by("-place")
    ]
    present = {name: getattr(goal, name) for name in Goal.PROMISE} | values
    write_goal(
        plan=world.plan, goal=goal, version=goal.version, values=present, strategies=lines, by=by or world.counselor
    )


@pytest.fixture
def met(world, specialist, sheet, edit):
    """The page on which three fields and a line were met."""
    mine = sheet(specialist.get(edit)).data | WORDS | {"school-0-words": "Problem set, mornings"}
    somebody_saves(world, line="Problem set on Fridays", **THEIRS)
    return specialist.post(edit, mine)


def choices(answer):
    """Whose words stand in each row, and which rows were chosen."""
    rows = answer.context["conflict"].rows
    return {row.key.partition(":")[0]: (row.stands, row.chosen) for row in rows}


def words_of(answer):
    return re.sub("</?ins>", "", answer.content.decode())


def keyed(answer, place):
    return next(row.key for row in answer.context["conflict"].rows if row.key.startswith(place))


def test_each_field_and_each_line_is_chosen_for_itself(world, specialist, sheet, edit, met):
    assert choices(met) == dict.fromkeys(["baseline", "measure", "target", "school"], ("mine", False))
    one = specialist.post(edit, sheet(met).data | {"keep": "theirs:target"})
    two = specialist.post(edit, sheet(one).data | {"keep": f"theirs:{keyed(one, 'school')}"})
    three = specialist.post(edit, sheet(two).data | {"keep": "mine:measure"})
    assert choices(three) == {
        "baseline": ("mine", False), "measure": ("mine", True), "target": ("theirs", True), "school": ("theirs", True),
    }  # fmt: skip
    assert all(words in words_of(three) for words in (*WORDS.values(), *THEIRS.values(), "Problem set, mornings"))
    world.goal.refresh_from_db()
    assert world.goal.target == THEIRS["target"]
    assert world.goal.version == sheet(three).desk.version
    assert specialist.post(edit, sheet(three).data).status_code == 303
    world.goal.refresh_from_db()
    stands = (world.goal.measure, world.goal.target, world.goal.baseline)
    assert stands == (WORDS["measure"], THEIRS["target"], WORDS["baseline"])
    assert world.goal.strategies.get(place="school").words == "Problem set on Fridays"


def test_choosing_saves_nothing(specialist, sheet, edit, met, nothing_written):
    for press in ("theirs", "mine", "both:measure", "theirs:target", "mine:nothing", "sideways"):
        with nothing_written():
            assert specialist.post(edit, sheet(met).data | {"keep": press}).status_code == 200


def test_a_third_save_keeps_the_choices_that_still_make_sense(world, specialist, sheet, edit, met):
    one = specialist.post(edit, sheet(met).data | {"keep": "theirs:target"})
    two = specialist.post(edit, sheet(one).data | {"keep": "theirs:measure"})
    somebody_saves(world, by=world.coordinator, measure="Explains it twice")
    again = specialist.post(edit, sheet(two).data)
    assert choices(again)["target"] == ("theirs", True)
    assert choices(again)["measure"] == ("mine", False)
    assert sheet(again).data["measure"] == WORDS["measure"]
    names = {row.key: row.name for row in again.context["conflict"].rows}
    assert (names["measure"], names["target"]) == ("Carmen Vale", "Tomas Bell")
    assert all(words in words_of(again) for words in ("Explains it twice", WORDS["target"]))


def test_the_two_are_put_in_one_box_to_make_one_of_them(world, specialist, sheet, edit, met):
    both = specialist.post(edit, sheet(met).data | {"keep": "both:measure"})
    assert sheet(both).data["measure"] == f"{THEIRS['measure']}\n\n{WORDS['measure']}"
    assert choices(both)["measure"] == ("both", True)


def test_what_was_set_aside_stays_in_sight_while_the_form_has_problems_and_lines_are_added(
    world, specialist, sheet, edit, met
):
    chosen = specialist.post(edit, sheet(met).data | {"keep": "theirs"})
    for more in ({"statement": ""}, {"add": "school"}, {"remove": "home-0"}):
        worked = specialist.post(edit, sheet(chosen).data | more)
        assert all(words in words_of(worked) for words in WORDS.values()), more
        assert sheet(worked).data["met"] == sheet(chosen).data["met"]


def test_what_only_the_other_changed_is_in_the_form_when_the_page_says_so(world, specialist, sheet, edit):
    mine = sheet(specialist.get(edit)).data | {"measure": WORDS["measure"]}
    somebody_saves(world, measure=THEIRS["measure"], target=THEIRS["target"])
    met = specialist.post(edit, mine)
    assert [row.theirs for row in met.context["conflict"].taken if row.key == "target"] == [THEIRS["target"]]
    assert sheet(met).data["target"] == THEIRS["target"]
    assert sheet(met).data["measure"] == WORDS["measure"]


def test_a_day_that_stands_as_it_was_is_no_conflict(world, specialist, sheet, edit):
    mine = sheet(specialist.get(edit)).data | {"measure": WORDS["measure"]}
    somebody_saves(world, check_on=world.year.ends_on)
    met = specialist.post(edit, mine)
    (taken,) = [row for row in met.context["conflict"].taken if row.key == "check_on"]
    assert str(world.year.ends_on.year) in taken.theirs
    assert "-" not in taken.theirs
    assert met.context["conflict"].rows == []


def test_codes_and_people_are_named(world, specialist, sheet, edit):
    mine = sheet(specialist.get(edit)).data | {"area": "science", "school-0-person": f"user:{world.counselor.pk}"}
    somebody_saves(world, audience="circle", area="", line="Problem set on Fridays")
    conflict = specialist.post(edit, mine).context["conflict"]
    rows = {row.key.partition(":")[0]: row for row in conflict.rows}
    taken = {row.key.partition(":")[0]: row.theirs for row in conflict.taken}
    assert taken == {"audience": Goal.Audience.CIRCLE.label, "home": "Problem set on Fridays · Dana's home"}
    assert (rows["area"].theirs, rows["area"].mine) == ("", "Science")
    assert world.counselor.name in rows["school"].mine
    assert rows["school"].label == "At school, line 1"


def test_ones_own_other_window_is_called_that(world, specialist, sheet, edit, freeze):
    mine = sheet(specialist.get(edit)).data | {"measure": WORDS["measure"]}
    freeze("2026-11-18 10:42")
    somebody_saves(world, by=world.specialist, measure=THEIRS["measure"])
    page = specialist.post(edit, mine).content.decode()
    assert "You changed this in another window at 10:42 AM" in page
    assert "Use the words of the other window" in page
    assert f"{world.specialist.name} changed this" not in page


@pytest.mark.parametrize("unread", ["no json", "[" * 100_000, r'[["measure", "\ud800", ["\ud800"], ""]]', ""])
def test_met_words_that_do_not_read_lose_nothing(specialist, sheet, edit, met, unread):
    data = sheet(met).data | {"base": unread, "met": unread, "version": "1"}
    again = specialist.post(edit, data)
    assert choices(again)["measure"] == ("mine", False)
    assert sheet(again).data["measure"] == WORDS["measure"]


@pytest.mark.parametrize("key", ["statement", "no_such_field", "elsewhere:1", "school:1"])
def test_what_was_met_is_read_as_the_form_wrote_it_or_not_at_all(world, specialist, sheet, edit, key):
    mine = sheet(specialist.get(edit)).data | {"measure": WORDS["measure"]}
    somebody_saves(world, measure=THEIRS["measure"])
    forged = json.dumps([[key, 7, [{"words": "Not a wording"}], ""]])
    met = specialist.post(edit, mine | {"met": forged, "keep": "theirs"})
    assert choices(met) == {"measure": ("theirs", True)}
    assert "Not a wording" not in words_of(met)


def test_a_choice_over_words_that_changed_again_says_that_it_was_not_applied(world, specialist, sheet, edit, met):
    somebody_saves(world, target="Six models")
    again = specialist.post(edit, sheet(met).data | {"keep": "theirs:target"})
    assert [row.key for row in again.context["conflict"].rows if row.missed] == ["target"]
    assert "saved again while you were choosing" in words_of(again)
    chosen = specialist.post(edit, sheet(again).data | {"keep": "theirs:target"})
    assert choices(chosen)["target"] == ("theirs", True)
