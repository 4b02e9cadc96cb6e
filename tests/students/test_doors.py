"""Each page of the record by who asks: 200, 403 for those who see the child but may not, 404 for everyone else."""

import pytest
from django.urls import reverse

from students.actions import give_card
from students.urls import urlpatterns
from tests.students.addresses import (
    CLASS_EDITS,
    EDITS,
    ROWS,
    address_of,
    class_address_of,
    name_somebody_unknown,
)

INSIDERS = ("specialist", "counselor", "leader", "coordinator", "teacher", "family", "student_user")
OUTSIDERS = ("other_specialist", "other_leader", "other_coordinator", "idle_teacher", "other_family")

KEEPERS = {"specialist", "coordinator"}
READERS = {"specialist", "counselor", "leader", "coordinator"}
MAY = {
    "detail": READERS,
    "who": {"specialist", "leader", "coordinator", "family", "student_user"},
    "card": {"specialist"},
    **dict.fromkeys(EDITS, KEEPERS),
}
POST_ONLY = {"card_give", "card_end"}
FILES = {"evidence_file", "evidence_file_withdraw"}  # their doors stand in tests/access, what they do in tests/files
ELSEWHERE = {"merge", "merged", "fact_again"}  # the same
PLACES = {"find", "add", "classes", "class_open", "class"}


def test_every_address_of_the_room_stands_in_a_table():
    assert {one.name for one in urlpatterns} == {*MAY, *POST_ONLY, *PLACES, *FILES, *ELSEWHERE, *CLASS_EDITS}


@pytest.mark.parametrize("name", MAY)
def test_a_page_about_a_child_opens_for_exactly_its_people(world, client_of, name):
    name_somebody_unknown(world)
    address = address_of(name, world.student)
    expected = {who: 200 if who in MAY[name] else 403 for who in INSIDERS} | dict.fromkeys(OUTSIDERS, 404)
    found = {who: client_of(getattr(world, who)).get(address).status_code for who in expected}
    assert found == expected


@pytest.mark.parametrize("name", [*EDITS, *POST_ONLY])
def test_a_refused_post_writes_nothing(world, client_of, nothing_written, name):
    name_somebody_unknown(world)
    address = address_of(name, world.student)
    expected = {"leader": 403, "teacher": 403, "family": 403, "other_specialist": 404, "other_family": 404}
    clients = {who: client_of(getattr(world, who)) for who in expected}
    with nothing_written():
        found = {who: client.post(address, {}).status_code for who, client in clients.items()}
    assert found == expected


@pytest.mark.parametrize("name", ROWS)
def test_a_row_of_one_child_does_not_exist_under_another(world, client_of, name):
    """The coordinator sees both children, and still finds a row only where it belongs."""
    name_somebody_unknown(world)
    address = address_of(name, world.other_student, row_of=world.student)
    assert client_of(world.coordinator).get(address).status_code == 404


@pytest.mark.parametrize("name", ["find", "add", "classes", "class_open"])
def test_pages_of_a_place_open_for_those_who_work_there(world, client_of, name):
    keepers = {"specialist", "coordinator", "other_specialist"}
    others = {"counselor", "leader", "teacher", "idle_teacher"}
    open_to = keepers | others if name == "find" else keepers
    asking = [*keepers, *others, "family", "student_user", "other_family"]
    address = reverse(f"students:{name}")
    found = {who for who in asking if client_of(getattr(world, who)).get(address).status_code == 200}
    assert found == open_to


@pytest.mark.parametrize("name", ["class", *CLASS_EDITS])
def test_a_class_opens_for_those_who_keep_records_at_its_school(world, client_of, name):
    address = class_address_of(name, world.section)
    asking = (*INSIDERS, *OUTSIDERS)
    found = {who: client_of(getattr(world, who)).get(address).status_code for who in asking}
    assert found == {who: 200 if who in KEEPERS else 404 for who in asking}


def test_nobody_who_is_not_signed_in_gets_past_the_door(world, client):
    name_somebody_unknown(world)
    for address in (reverse("students:find"), *(address_of(name, world.student) for name in MAY)):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/")


def test_a_card_opens_who_and_nothing_else_of_the_record(world, client):
    _card, secret = give_card(student=world.other_student, by=world.other_specialist)
    client.post(reverse("accounts:card"), {"code": secret})
    answers = {
        name: client.get(reverse(f"students:{name}", args=[world.other_student.public_id])).status_code
        for name in ("who", "detail", "correct", "card")
    }
    assert answers == {"who": 200, "detail": 403, "correct": 403, "card": 403}
    assert client.get(reverse("students:who", args=[world.student.public_id])).status_code == 404
    assert client.get(reverse("students:find")).status_code == 403
