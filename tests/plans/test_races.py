"""Two requests at the same moment: what was taken back is said again once."""

import pytest
from django.core.exceptions import ValidationError

from plans.actions import take_back_acknowledgement
from plans.actions.taking_part import say_again
from tests.checkins.test_races import at_once
from tests.world import build_world

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_of_presses_of_undo_at_once_one_says_it_again_and_the_others_hear_that_it_changed():
    world, answers = build_world(), []
    said = world.revision.acknowledgements.get(person=world.family.key)
    take_back_acknowledgement(acknowledgement=said, by=world.family)

    def press():
        try:
            say_again(acknowledgement=said, by=world.family)
        except ValidationError as refused:
            answers.extend(refused.messages)
        else:
            answers.append("said again")

    at_once(press)
    changed = "This has changed in the meantime, so it cannot be undone from here."
    assert sorted(answers) == [changed] * 3 + ["said again"]
