"""No word on any page for anyone it was not written to: every planted mark, at every door that opens."""

import pytest
from django.db import transaction
from django.urls import reverse
from lxml import html

from accounts.models import User
from tests.access.doors import EVERYONE, MAY, address_of
from tests.access.table import MATRIX
from tests.access.test_matrix import posted
from tests.world import MARKS

STAFF_ONLY = {"staff", "note", "unshared", "document_staff"}
DOCUMENTS = {"document_student", "document_adults", "document_staff"}
HOMES = {"home_dana", "home_paul"}
ADULTS = {"adults", "translated_adults", "document_adults"}
CLOSE = {"circle", "circle_section", "translated_close"}
TRANSLATED = {"translated", "translated_close", "translated_home", "translated_adults"}
PRIVATE = {"set_aside", "aside_why", "aside_step", "aside_section", "follow_up"}
EVERYTHING = set(vars(MARKS)) - {"withdrawn"}
FILES = {"file", "work", "attachment"}

# Which marks a person may never meet; whatever is not named here may be met somewhere.
HIDDEN = {
    "specialist": {"other_child"},
    "coordinator": set(),
    "counselor": {"other_child"},
    "teacher": CLOSE | {"other_child", "score"},
    "leader": CLOSE | {"other_child"},
    "family": STAFF_ONLY | {"home_paul", "other_child"},
    "other_parent": STAFF_ONLY | {"home_dana", "translated_home", "other_child"},
    "student_user": STAFF_ONLY | HOMES | ADULTS | {"score", "other_child"},
    "card": STAFF_ONLY | HOMES | ADULTS | {"score", "other_child"},
}
HIDDEN |= {who: HIDDEN[who] | PRIVATE for who in ("teacher", "leader", "family", "other_parent")}
HIDDEN |= {who: HIDDEN[who] | {"follow_up"} for who in ("student_user", "card")}
OWN_CHILD_ONLY = EVERYTHING - {"other_child"}
HIDDEN |= {who: OWN_CHILD_ONLY for who in EVERYONE if who not in HIDDEN}
HIDDEN["far_student_user"] = HIDDEN["other_coordinator"] = EVERYTHING
HIDDEN = {who: marks | {"withdrawn"} for who, marks in HIDDEN.items()}  # what a list brought that was taken back

# What each person does meet somewhere: a leak test must hold something that could leak.
MET = {
    "specialist": EVERYTHING - {"other_child"},
    "teacher": {"student", "adults", "staff", "home_dana", "home_paul", "unshared"} | DOCUMENTS,
    "family": {"student", "adults", "home_dana", "circle", "circle_section"} | TRANSLATED | DOCUMENTS - STAFF_ONLY,
    "other_parent": {"student", "adults", "home_paul", "circle", "circle_section"} | DOCUMENTS - STAFF_ONLY,
    "student_user": {"student", "circle", "circle_section", "document_student", "aside_why", "aside_section"},
}


def marks_met(world, client, who, names=MATRIX):
    """Every mark on every page of these names that this person can open, with the doors it was met at."""
    met = {}
    row = EVERYONE.index(who if who in EVERYONE else "family")
    for name in names:
        looking, _acting = MATRIX[name]
        if looking[row] != MAY:
            continue
        answer = client.get(address_of(name, world))
        if "text/html" in answer.get("Content-Type", ""):
            page = answer.content.decode()
            for mark, word in vars(MARKS).items():
                if word in page:
                    met.setdefault(mark, []).append(name)
        answer.close()
    return met


def test_what_was_taken_back_stands_in_history_for_whoever_runs_the_district(world, door):
    result = reverse("rostering:result", args=[world.taken_back.public_id])
    assert MARKS.withdrawn in door("coordinator").get(result).content.decode()
    assert MARKS.withdrawn not in door("specialist").get(result).content.decode()
    again = door("specialist").post(reverse("rostering:look_again", args=[world.taken_back.public_id]), follow=True)
    assert MARKS.withdrawn in again.content.decode()  # her own list, which she looks at once more


@pytest.mark.parametrize("who", [*EVERYONE, "other_parent"])
def test_nobody_meets_a_word_that_was_not_written_to_them(world, door, who):
    met = marks_met(world, door(who), who)
    assert {mark: names for mark, names in met.items() if mark in HIDDEN[who]} == {}
    assert MET.get(who, set()) <= set(met)


# What a window says that was opened long ago, with what is typed in it; and a form with nothing in it.
STALE = {"version": "0", "base": "{}", "words": "Other words", "statement": "Other words"}
EMPTY = {"words": "", "level": "", "reason": ""}


def form_not_taken(client, door):
    """What a door does not take of its own form, or nothing where the page has no form for it: words of long
    ago where people write in turns, else no words at all."""
    page = client.get(door).content.decode()
    for form in html.fromstring(page).forms if page else ():
        if form.method == "POST" and (form.action or door).partition("#")[0] == door:
            sent = {name: value for name, value in form.form_values() if name not in FILES}
            wrong = STALE if "version" in form.fields else EMPTY
            return sent | {name: value for name, value in wrong.items() if name in form.fields}
    return {}


def marks_in_answers(world, client, who):
    """Every mark on every page that answers what this person sends, each as if it were the first; and the doors
    that answered with a form to be looked at again."""
    met, again, row = {}, set(), EVERYONE.index(who)
    for name, (looking, acting) in MATRIX.items():
        if acting[row] != MAY:
            continue
        door = address_of(name, world)
        sent = posted(name, world) | (form_not_taken(client, door) if looking[row] == MAY else {})
        with transaction.atomic():
            answer = client.post(door, sent)
            transaction.set_rollback(True)
        page = answer.content.decode()
        again |= {name} if answer.status_code in (200, 422) else set()
        for mark, word in vars(MARKS).items():
            if word in page:
                met.setdefault(mark, []).append(name)
    return met, again


@pytest.mark.parametrize(
    ("who", "answering"),
    [
        ("specialist", {"plans:section", "goals:edit", "students:correct", "plans:programming_edit"}),
        ("teacher", {"checkins:comment"}),
        ("family", {"checkins:comment"}),
        ("student_user", {"checkins:comment", "goals:next_step"}),
    ],
)
def test_no_form_that_comes_back_tells_a_word_that_was_not_written_to_whoever_sent_it(world, door, who, answering):
    met, again = marks_in_answers(world, door(who), who)
    assert {mark: names for mark, names in met.items() if mark in HIDDEN[who]} == {}
    assert answering <= again


# What is translated is met on the pages of a plan, by whoever reads Spanish: not by the mother alone.
OF_THE_PLAN = {
    name for name in MATRIX if name.startswith(("plans:", "dashboards:", "checkins:", "goals:", "documents:"))
}
IN_SPANISH = {
    "teacher": {"translated", "translated_home", "translated_adults"},
    "leader": {"translated"},
    "counselor": TRANSLATED,
    "family": TRANSLATED,
    "other_parent": TRANSLATED - {"translated_home"},
    "student_user": TRANSLATED - {"translated_adults"},
    "card": TRANSLATED - {"translated_adults"},
}


@pytest.mark.parametrize("who", sorted(IN_SPANISH))
def test_nobody_meets_a_translation_of_words_that_were_not_written_to_them(world, door, who):
    User.objects.update(language="es")
    client = door(who)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "es"
    met = marks_met(world, client, who, OF_THE_PLAN)
    assert {mark: names for mark, names in met.items() if mark in HIDDEN[who]} == {}
    assert IN_SPANISH[who] <= set(met)
