"""An adult with two ties to one child has one copy."""

from documents.copies import copy_for
from history.clock import today
from students.access import Standing
from students.models import Guardianship, Household


def test_of_two_ties_that_meet_on_one_day_the_newer_says_which_home_the_copy_is_of(world):
    old, day = world.family_tie, today()
    Guardianship.objects.filter(pk=old.pk).update(ends_on=day)
    home = Household.objects.create(student=world.student, name="New home")
    Guardianship.objects.create(student=world.student, guardian=old.guardian, household=home, starts_on=day)
    assert copy_for(Standing.of(world.family, world.student)).household == home.pk
