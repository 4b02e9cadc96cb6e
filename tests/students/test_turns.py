"""Two people's pieces brought together: each has its own choice, and none of one's own wordings is lost."""

import random

import pytest

from students.turns import Met, bring_together, met_as_text, read_met, still_met, without_theirs


class Window:
    """A form as it stands in one window, brought together with what is saved as its writer presses."""

    def __init__(self, **base):
        self.base, self.boxes, self.met = dict(base), dict(base), {}

    def meet(self, saved, press=""):
        turns = bring_together(self.base, self.boxes, saved, met=self.met, press=press)
        self.base, self.boxes, self.met = turns.base, turns.stands, read_met(met_as_text(turns.met), fits=is_text)
        return turns


def is_text(_key, words):
    return isinstance(words, str)


def window(*, theirs, **mine):
    """A window in which everything of `mine` was typed while others saved `theirs`, and met it."""
    one = Window(**dict.fromkeys(mine, "old"))
    one.boxes = dict(mine)
    one.meet(theirs)
    return one


def test_each_piece_is_chosen_for_itself_and_the_others_wait():
    one = window(theirs={"a": "A", "b": "B", "c": "C"}, a="1", b="2", c="3")
    turns = one.meet({"a": "A", "b": "B", "c": "C"}, "theirs:b")
    assert turns.stands == {"a": "1", "b": "B", "c": "3"}
    assert {key: met.keep for key, met in turns.rows.items()} == {"a": "", "b": "theirs", "c": ""}
    turns = one.meet({"a": "A", "b": "B", "c": "C"}, "mine:c")
    assert {key: met.keep for key, met in turns.rows.items()} == {"a": "", "b": "theirs", "c": "mine"}


@pytest.mark.parametrize("press", ["theirs", "mine"])
def test_a_choice_for_all_leaves_out_what_nobody_had_seen(press):
    one = Window(a="old", b="old")
    one.boxes = {"a": "1", "b": "2"}
    one.meet({"a": "A", "b": "old"})
    turns = one.meet({"a": "A", "b": "B"}, press)
    assert turns.stands == {"a": {"theirs": "A", "mine": "1"}[press], "b": "2"}
    assert {key: met.keep for key, met in turns.rows.items()} == {"a": press, "b": ""}
    assert turns.missed == {"b"}


@pytest.mark.parametrize(("press", "stands"), [("theirs", "A"), ("mine", "1"), ("both:a", "A\n\n1")])
def test_a_choice_may_be_changed_as_often_as_one_likes(press, stands):
    one = window(theirs={"a": "A"}, a="1")
    for way in ("theirs", "mine", "both:a", press):
        one.meet({"a": "A"}, way)
    assert one.boxes == {"a": stands}
    assert one.met["a"].own == ("1",)


def test_the_choice_stays_when_a_third_save_changed_something_else():
    one = window(theirs={"a": "A", "b": "B"}, a="1", b="2")
    one.meet({"a": "A", "b": "B"}, "theirs:a")
    turns = one.meet({"a": "A", "b": "third"})
    assert turns.stands == {"a": "A", "b": "2"}
    assert {key: (met.theirs, met.keep) for key, met in turns.rows.items()} == {
        "a": ("A", "theirs"),
        "b": ("third", ""),
    }


def test_a_third_save_of_the_same_words_asks_again_and_brings_back_what_was_set_aside():
    one = window(theirs={"a": "A"}, a="1")
    one.meet({"a": "A"}, "theirs:a")
    turns = one.meet({"a": "third"})
    assert turns.stands == {"a": "1"}
    assert turns.rows == {"a": Met("third", ("1",), "")}


def test_a_choice_over_words_that_changed_again_is_asked_for_again():
    one = window(theirs={"a": "A"}, a="1")
    turns = one.meet({"a": "third"}, "theirs")
    assert (turns.stands, turns.rows["a"].keep) == ({"a": "1"}, "")


def test_words_made_by_hand_of_both_stand_and_the_earlier_ones_stay_in_sight():
    one = window(theirs={"a": "A"}, a="1")
    one.meet({"a": "A"}, "theirs:a")
    one.boxes["a"] = "A and 1"
    assert one.meet({"a": "A"}).rows == {"a": Met("A", ("A and 1", "1"), "theirs")}
    turns = one.meet({"a": "third"}, "mine")
    assert (turns.stands, turns.rows["a"].own) == ({"a": "A and 1"}, ("A and 1", "1"))


def test_what_only_the_other_changed_stays_in_sight_while_it_stands():
    one = Window(a="old", b="old")
    one.boxes["b"] = "2"
    saved = {"a": "A", "b": "B"}
    assert one.meet(saved).taken == {"a": Met("A", ("old",), "taken")}
    assert one.meet(saved, "mine:b").taken == {"a": Met("A", ("old",), "taken")}
    one.boxes["a"] = "A and more"
    assert one.meet(saved).taken == {}
    assert one.meet({"a": "third", "b": "B"}).rows["a"] == Met("third", ("A and more",), "")


def test_nobody_is_asked_about_what_both_say_by_now():
    one = window(theirs={"a": "A"}, a="1")
    assert one.meet({"a": "1"}).rows == {}


def test_what_was_met_stays_in_sight_without_asking_what_is_saved_now():
    one = window(theirs={"a": "A", "b": "B"}, a="1", b="2")
    one.meet({"a": "A", "b": "B"}, "theirs:a")
    assert still_met(one.boxes, one.met).rows == one.met


NO_WORDS = ["{}", "[1]", "no json", '[["a", 1, ["b"], ""]]', '[["a", "b", [], ""]]', "null", "5", "[" * 100_000]
HALF_A_LETTER = [r'[["a", "\ud800", ["b"], ""]]', r'[["a", "b", ["\udfff"], ""]]', r'[["\ud800", "b", ["c"], ""]]']


@pytest.mark.parametrize("text", [*NO_WORDS, *HALF_A_LETTER])
def test_what_does_not_read_is_nothing_met(text):
    assert read_met(text, fits=is_text) == {}


@pytest.mark.parametrize(
    ("met", "box", "left"),
    [
        (Met("hurt", ("bus",), "theirs"), " hurt\r\n", "bus"),
        (Met("hurt", ("bus",), "both"), "hurt\n\nbus, and more", "bus"),
        (Met("hurt", ("bus",), "mine"), "the bus", "the bus"),
        (Met("hurt", ("hurt\n\nbus!", "bus"), "mine"), "hurt\n\nbus!", "bus"),
        (Met("hurt", ("hurt by the bus",), "mine"), "hurt by the bus", "hurt by the bus"),
        (Met("hurt", ("hurt by the bus",), "theirs"), "hurt", "hurt by the bus"),
        (Met("hurt", ("old",), "taken"), "hurt", "now"),
        (Met("", ("bus",), "theirs"), "", "bus"),
        (Met("", ("bus",), "theirs"), "tram", "tram"),
    ],
)
def test_ones_own_words_are_left_where_the_others_stand_no_more(met, box, left):
    assert without_theirs(met, box, stands="now") == left


@pytest.mark.parametrize("seed", range(60))
def test_no_wording_of_ones_own_is_lost_whatever_is_chosen_and_whoever_saves(seed):
    chance = random.Random(seed)  # noqa: S311
    one, typed, saved = Window(a="old", b="old"), set(), {"a": "old", "b": "old"}
    for step in range(12):
        name = chance.choice("ab")
        what = chance.choice(["types", "saves", "chooses", "chooses"])
        if what == "types" and (name not in one.met or one.met[name].keep in ("theirs", "both")):
            typed = {words for words in typed if words[1] != one.boxes[name]} if name not in one.met else typed
            one.boxes[name] = f"mine {step}"
            typed.add((name, one.boxes[name]))
        elif what == "saves":
            saved = saved | {name: f"theirs {step}"}
        one.meet(
            saved, chance.choice(["mine", "theirs", f"both:{name}", f"theirs:{name}"]) if what == "chooses" else ""
        )
        here = {(key, words) for key, met in one.met.items() for words in met.own} | set(one.boxes.items())
        assert typed <= here
