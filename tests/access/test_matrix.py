"""Every door, asked by everyone: the table in `table.py` read by four tests."""

import pytest
from django.db import transaction

from history.models import Event
from tests.access.doors import EVERYONE, LETTERS, MAY, NO_METHOD, address_of, names_of_all_doors
from tests.access.table import MATRIX, OWN_ACCOUNT, PUBLIC


def posted(name, world):
    """What a door needs to know in a POST to find the child, or the thing; everything else is left out."""
    added = Event.objects.of(world.student).filter(verb="students.student_added").first()
    return {
        "plans:start": {"student": world.student.public_id},
        "plans:put_back": {"thing": "section:strengths", "version": "2"},
        "goals:put_back": {"thing": f"goal:{world.goal.public_id}", "field": "statement", "version": "1"},
        "students:fact_again": {"field": "legal_first", "event": added.pk, "version": "1"},
    }.get(name, {})


def test_every_door_has_its_row_and_every_row_its_door():
    assert {name for name, _view in names_of_all_doors()} == {*MATRIX, *PUBLIC, *OWN_ACCOUNT}


def test_exactly_the_public_doors_are_open_without_signing_in():
    assert {name for name, view in names_of_all_doors() if not getattr(view, "login_required", True)} == PUBLIC


def test_nobody_is_sent_to_sign_in(world, door):
    client = door("nobody")
    for name in [*MATRIX, *OWN_ACCOUNT]:
        address = address_of(name, world)
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in (302, 303), name
            assert answer["Location"].startswith("/account/sign-in/"), name


def letter(answer):
    """What an answer means: a redirect to sign in is never meant."""
    answer.close()
    assert answer.status_code < 500
    assert not answer.get("Location", "").startswith("/account/sign-in/")
    return LETTERS.get(answer.status_code, MAY)


def letter_alone(client, address, data):
    """What an act is answered, as if nobody had acted before: some acts close the door behind them."""
    with transaction.atomic():
        found = letter(client.post(address, data))
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", MATRIX)
def test_a_door_opens_to_a_look_for_exactly_its_people(world, door, name):
    address = address_of(name, world)
    assert "".join(letter(door(who).get(address)) for who in EVERYONE) == MATRIX[name][0]


@pytest.mark.parametrize("name", [name for name, (_look, act) in MATRIX.items() if set(act) != {NO_METHOD}])
def test_an_act_is_refused_to_all_others_and_then_changes_nothing(world, door, nothing_written, name):
    address, data = address_of(name, world), posted(name, world)
    expected = dict(zip(EVERYONE, MATRIX[name][1], strict=True))
    refused = {who: door(who) for who, meant in expected.items() if meant != MAY}
    with nothing_written():
        found = {who: letter(client.post(address, data)) for who, client in refused.items()}
    assert found == {who: expected[who] for who in refused}


@pytest.mark.parametrize("name", [name for name, (_look, act) in MATRIX.items() if MAY in act])
def test_an_act_is_open_to_exactly_its_people(world, door, name):
    address, data = address_of(name, world), posted(name, world)
    may = [who for who, meant in zip(EVERYONE, MATRIX[name][1], strict=True) if meant == MAY]
    assert {who: letter_alone(door(who), address, data) for who in may} == dict.fromkeys(may, MAY)
