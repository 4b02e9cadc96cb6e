"""No word on any page for anyone it was not written to: every planted mark, at every door that opens."""

import pytest

from accounts.models import User
from tests.access.doors import EVERYONE, MAY, address_of
from tests.access.table import MATRIX
from tests.world import MARKS

STAFF_ONLY = {"staff", "note", "unshared", "document_staff"}
DOCUMENTS = {"document_student", "document_adults", "document_staff"}
HOMES = {"home_dana", "home_paul"}
ADULTS = {"adults", "translated_adults", "document_adults"}
CLOSE = {"circle", "circle_section", "translated_close"}
TRANSLATED = {"translated", "translated_close", "translated_home", "translated_adults"}
PRIVATE = {"set_aside", "aside_why", "aside_step", "aside_section", "follow_up"}
EVERYTHING = set(vars(MARKS))

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


@pytest.mark.parametrize("who", [*EVERYONE, "other_parent"])
def test_nobody_meets_a_word_that_was_not_written_to_them(world, door, who):
    met = marks_met(world, door(who), who)
    assert {mark: names for mark, names in met.items() if mark in HIDDEN[who]} == {}
    assert MET.get(who, set()) <= set(met)


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
