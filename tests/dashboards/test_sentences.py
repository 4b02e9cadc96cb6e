"""Every verb that any room records has its sentence, and every sentence can be told."""

import ast
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings

from dashboards.sentences import SENTENCES, Telling, variant
from history.models import Event
from plans.plan_types import plan_type

ROOMS = ["accounts", "schools", "students", "rostering", "plans", "goals", "checkins", "documents", "notices"]
RECORDERS = {"record", "remember", "correct", "save", "_record", "_open", "_correct", "_save"}
VERB = re.compile(r"[a-z]+\.[a-z]+(_[a-z]+)*")


def sources(room):
    """The modules of a room that may act: not its tables, forms, pages or addresses."""
    for path in sorted((Path(settings.BASE_DIR) / room).rglob("*.py")):
        if not {"migrations", "views", "forms", "models"} & set(path.parts):
            yield path


def constants(node):
    """Every text a verb's expression may come to."""
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def verbs_in(tree):
    """The texts handed over as a verb: by keyword, in a dictionary, to a recorder, or kept in `verb`."""
    for node in ast.walk(tree):
        match node:
            case ast.Call():
                yield from verbs_of_call(node)
            case ast.Assign(targets=[ast.Name(id="verb")]):
                yield from constants(node.value)
            case ast.Dict():
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == "verb":
                        yield from constants(value)


def verbs_of_call(node):
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    plain = [one for one in node.args if isinstance(one, ast.Constant | ast.IfExp)] if name in RECORDERS else []
    for expression in [*plain, *(one.value for one in node.keywords if one.arg == "verb")]:
        yield from constants(expression)


def recorded_verbs():
    """`room.past_tense` of everything that is recorded anywhere."""
    found = set()
    for room in ROOMS:
        for path in sources(room):
            for verb in verbs_in(ast.parse(path.read_text(encoding="utf-8"))):
                full = verb if "." in verb else f"{room}.{verb}"
                if VERB.fullmatch(full) and full.split(".")[0] in ROOMS:
                    found.add(full)
    return found


def test_the_search_finds_verbs_of_each_kind():
    found = recorded_verbs()
    assert {"plans.shared", "plans.corrected", "checkins.asked", "goals.next_step_reopened"} <= found
    assert {"students.guardian_added", "students.enrollment_corrected", "schools.posted", "accounts.card_used"} <= found


def test_every_recorded_verb_has_a_sentence():
    assert sorted(recorded_verbs() - set(SENTENCES)) == []


def test_no_sentence_is_left_over():
    plain = {verb.partition(":")[0] for verb in SENTENCES} - {"plans.participation_tried"}
    assert sorted(plain - recorded_verbs()) == []


def an_event(verb, **data):
    return SimpleNamespace(verb=verb, data=data, voice="staff", target_name="Units 3 & <4>")


@pytest.mark.parametrize("verb", sorted(SENTENCES))
def test_every_sentence_can_be_told_with_nothing_known(verb):
    telling = Telling("Maya", plan_type("colorado-alp"))
    sentence = telling.sentence(an_event(verb.partition(":")[0]), "Mr. <Reyes>")
    assert "<b>Mr. &lt;Reyes&gt;</b>" in sentence
    assert "<4>" not in sentence
    assert "{" not in sentence


@pytest.mark.parametrize(
    ("verb", "data", "expected"),
    [
        ("checkins.checked_in", {"label": "Math", "level": 3}, "<b>Dana</b> checked in on Math: Getting there"),
        ("checkins.checked_in", {"label": "Math", "level": None}, "<b>Dana</b> wrote about Math"),
        ("checkins.asked", {"label": "", "goal": ""}, "<b>Dana</b> asked a question"),
        ("plans.section_written", {"section": "growing"}, "<b>Dana</b> wrote “Growing as a person”"),
        ("plans.acknowledged", {"number": 2, "meaning": "talk"}, "<b>Dana</b> said of revision 2: “I want to talk”"),
        ("plans.part_answered", {"part": "interests"}, "<b>Dana</b> answered a required part: “Student interests”"),
        ("plans.participation_recorded", {"who": "Paul", "how": "tried"}, "<b>Dana</b> noted a try to reach Paul"),
        ("plans.programming_added", {}, "<b>Dana</b> added what the school provides: Units 3 &amp; &lt;4&gt;"),
        ("goals.closed", {}, "<b>Dana</b> closed the goal Units 3 &amp; &lt;4&gt;"),
    ],
)  # fmt: skip
def test_sentence_tells_what_is_known(verb, data, expected):
    assert Telling("Maya", plan_type("colorado-alp")).sentence(an_event(verb, **data), "Dana") == expected


def test_everything_that_happened_in_the_world_is_told(world):
    telling = Telling("Maya", plan_type("colorado-alp"))
    events = list(Event.objects.all())
    assert {variant(event) for event in events} >= {"plans.shared", "checkins.asked:goal", "students.identified"}
    for event in events:
        assert telling.sentence(event, event.actor_name)
