"""An adult with two ties to one child has one copy, and what is between a person and the school is on none."""

import pytest

from documents.actions import html_of
from documents.copies import copy_for
from history.clock import today
from plans.actions import acknowledge
from students.access import Standing
from students.models import Guardianship, Household


def test_of_two_ties_that_meet_on_one_day_the_newer_says_which_home_the_copy_is_of(world):
    old, day = world.family_tie, today()
    Guardianship.objects.filter(pk=old.pk).update(ends_on=day)
    home = Household.objects.create(student=world.student, name="New home")
    Guardianship.objects.create(student=world.student, guardian=old.guardian, household=home, starts_on=day)
    assert copy_for(Standing.of(world.family, world.student)).household == home.pk


@pytest.mark.parametrize(("meaning", "words"), [("disagree", "I do not agree with a part"), ("talk", "I want to talk")])
def test_who_does_not_agree_or_wants_to_talk_is_on_the_copies_of_the_school_alone(world, meaning, words):
    acknowledge(revision=world.revision, meaning=meaning, by=world.student_user, voice="student")
    acknowledge(revision=world.revision, meaning=meaning, by=world.family, voice="family")
    acknowledge(revision=world.revision, meaning="agree", by=world.student_user, voice="student")
    said = {
        who: html_of(world.revision, copy_for(Standing.of(getattr(world, who), world.student)), "en")
        for who in ("family", "other_parent", "specialist")
    }
    assert [who for who, html in said.items() if words in html] == ["specialist"]
    assert all("I agree" in html for html in said.values())
