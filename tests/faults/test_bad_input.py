"""What people paste and press: every text arrives whole or is refused with a sentence, and nothing happens twice."""

import copy
import itertools
import re

import pytest
from django.urls import reverse

from checkins.models import CheckIn, Comment
from goals.models import Goal, NextStep
from plans.models import Revision
from students.models import Note
from tests.harness.forms import sent_from
from tests.harness.once import built_once
from tests.world import build_world

TEXTS = {
    "from Word": "“Smart” quotes – dashes — ellipsis… bullet • \u00a0hard space\u2028line ™",
    "emoji": "Great 👩🏽‍🔬🏳️‍🌈 work 🎉",
    "right to left": "اختارت مايا هدفها — שלום",
    "overridden": "abc\u202etxt.exe\u202c def",
    "zero width": "wo\u200brd\u200d \ufeffx",
    "null byte": "before\x00after",
    "markup": "<script>alert(1)</script> & <b>bold</b> <img src=x onerror=alert(2)>",
    "two thousand words": "modeling rate of change " * 500,
}
# Who writes where, in which field, and where the words are found afterwards.
BOXES = {
    "comment": ("family", "checkins:comment", "plan", "words", Comment),
    "check-in": ("student_user", "checkins:check_in", "goal", "words", CheckIn),
    "section": ("specialist", "plans:section", "plan", "words", None),
    "note": ("specialist", "students:note_write", "student", "words", Note),
    "goal": ("specialist", "goals:edit", "goal", "statement", Goal),
}
MORE = {"comment": {"reader": "adults"}, "check-in": {"level": "3"}}


@pytest.fixture(scope="module")
def world_of_module(django_db_setup, django_db_blocker):
    with built_once(build_world, django_db_blocker) as world:
        yield world


@pytest.fixture
def world(world_of_module, db):
    return copy.deepcopy(world_of_module)


def door_of(world, name, thing):
    arguments = [getattr(world, thing).public_id]
    return reverse(name, args=[*arguments, "strengths"] if name == "plans:section" else arguments)


TOO_LONG = {("goal", "two thousand words")}  # the sentence of a goal has room for 2,000 letters


@pytest.mark.parametrize(("box", "text"), sorted({*itertools.product(BOXES, TEXTS)} - TOO_LONG))
def test_pasted_text_arrives_whole_and_is_shown_as_it_is(world, client_of, box, text):
    who, name, thing, field, model = BOXES[box]
    client, door, words = client_of(getattr(world, who)), door_of(world, name, thing), TEXTS[text].strip()
    answer = client.post(door, sent_from(client.get(door), door, **{field: words}, **MORE.get(box, {})), follow=True)
    assert answer.redirect_chain, answer.context["form"].errors
    rows = model.objects.all() if model else world.plan.sections.all()
    kept = [row.__dict__[field] for row in rows]
    assert words.replace("\x00", "") in kept
    assert not re.search("<script>alert|<img src=x", answer.content.decode())


def test_what_is_too_long_is_said_and_stays_in_its_box(world, client_of, nothing_written):
    specialist, door = client_of(world.specialist), reverse("goals:edit", args=[world.goal.public_id])
    words = TEXTS["two thousand words"].strip()
    with nothing_written():
        answer = specialist.post(door, sent_from(specialist.get(door), door, statement=words))
    assert "at most 2000 characters" in answer.content.decode()
    assert words in answer.content.decode()


@pytest.mark.parametrize("door", ["students:find", "dashboards:caseload", "drafts:waiting"])
def test_a_null_byte_in_an_address_is_no_fault(world, client_of, door):
    assert client_of(world.specialist).get(reverse(door), {"q": "a\x00b", "page": "\x00"}).status_code == 200


def test_the_same_press_twice_is_one_comment(world, client_of):
    mother, door = client_of(world.family), reverse("checkins:comment", args=[world.plan.public_id])
    values = sent_from(mother.get(door), door, words="Which bus goes there?", reader="adults", is_question="on")
    assert [mother.post(door, values).status_code for _press in range(2)] == [303, 303]
    assert Comment.objects.filter(words="Which bus goes there?").count() == 1


def test_the_same_press_twice_is_one_next_step_one_check_in_and_one_sharing(world, client_of):
    student, specialist = client_of(world.student_user), client_of(world.specialist)
    presses = [
        (student, reverse("goals:next_step", args=[world.goal.public_id]), {"words": "Ask the driver"}),
        (student, reverse("checkins:check_in", args=[world.goal.public_id]), {"level": "2"}),
        (specialist, reverse("plans:share", args=[world.plan.public_id]), {"reason": "The date moved"}),
    ]
    before = [model.objects.count() for model in (NextStep, CheckIn, Revision)]
    for client, door, typed in presses:
        values = sent_from(client.get(door), door, **typed)
        for _press in range(2):
            assert client.post(door, values).status_code in (303, 422)
    after = [model.objects.count() for model in (NextStep, CheckIn, Revision)]
    assert [late - early for early, late in zip(before, after, strict=True)] == [1, 1, 1]


def test_yesterdays_tab_is_met_with_both_wordings(world, client_of, freeze):
    specialist = client_of(world.specialist)
    door = reverse("plans:section", args=[world.plan.public_id, "strengths"])
    yesterday = sent_from(specialist.get(door), door, words="Of yesterday")
    specialist.post(door, sent_from(specialist.get(door), door, words="Of today"))
    met = specialist.post(door, yesterday)
    assert met.status_code == 422
    page = re.sub("</?ins>", "", met.content.decode())
    assert all(words in page for words in ("Of yesterday", "Of today"))


def test_a_name_of_three_hundred_letters_is_refused_with_a_sentence(world, client_of):
    specialist = client_of(world.specialist)
    door = reverse("students:correct", args=[world.student.public_id])
    answer = specialist.post(door, sent_from(specialist.get(door), door, chosen_first="a" * 300))
    assert answer.status_code == 422
    assert "at most" in answer.content.decode()
    assert "a" * 300 in answer.content.decode()
