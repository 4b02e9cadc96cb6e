"""What the access matrix does not ask of the record's doors: another child's rows, and a card."""

import pytest
from django.urls import reverse

from students.actions import give_card
from tests.students.addresses import ROWS, address_of, name_somebody_unknown


@pytest.mark.parametrize("name", ROWS)
def test_a_row_of_one_child_does_not_exist_under_another(world, client_of, name):
    """The coordinator sees both children, and still finds a row only where it belongs."""
    name_somebody_unknown(world)
    address = address_of(name, world.other_student, row_of=world.student)
    assert client_of(world.coordinator).get(address).status_code == 404


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
