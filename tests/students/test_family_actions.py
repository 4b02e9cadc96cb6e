"""The family: one person for brothers and sisters, rights that hold at once, accounts that follow addresses."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from accounts.actions import close_account
from accounts.models import User
from history.models import Event
from students import actions
from students.models import Guardian, Guardianship, Student

VIEW = "view_student"


def sees(user, child):
    return Student.objects.granting(VIEW, to=user).filter(pk=child.pk).exists()


@pytest.fixture
def dana(place, child):
    return actions.add_guardian(
        student=child, name="Dana Thompson", email="Dana@Example.org ", relationship="mother",
        household_name="Dana's home", starts_on=place.start, by=place.by,
    )  # fmt: skip


def test_add_guardian_opens_an_account_that_sees_the_child(dana, child):
    user = dana.guardian.user
    assert user.email == "dana@example.org"
    assert not user.has_usable_password()
    assert sees(user, child)


def test_add_guardian_without_an_address_has_no_account(place, child):
    tie = actions.add_guardian(student=child, name="Bea", phone="303-555-0100", by=place.by)
    assert tie.guardian.user is None
    assert tie.guardian.ways_to_reach == ["303-555-0100"]


def test_the_same_address_is_the_same_person_for_a_sister(place, dana, add):
    sister = add(legal_first="Ada")
    tie = actions.add_guardian(
        student=sister, name="D. Thompson", email="dana@example.org", phone="303-555-0111", by=place.by
    )
    assert tie.guardian == dana.guardian
    dana.guardian.refresh_from_db()
    assert (dana.guardian.name, dana.guardian.phone) == ("Dana Thompson", "303-555-0111")


def test_two_parents_with_one_address_are_two_people_and_one_account(place, dana, child):
    tie = actions.add_guardian(student=child, name="Paul Thompson", email="dana@example.org", by=place.by)
    assert tie.guardian != dana.guardian
    assert tie.guardian.user is None
    assert User.objects.filter(email="dana@example.org").count() == 1


def test_the_same_adult_twice_is_refused(place, dana, child):
    with pytest.raises(ValidationError, match="already in the student's family"):
        actions.add_guardian(student=child, name="Dana Thompson", email="dana@example.org", by=place.by)


def test_an_adult_comes_back_after_the_last_day(place, dana, child):
    actions.end_guardianship(guardianship=dana, on=place.day, by=place.by)
    again = {"student": child, "name": "Dana Thompson", "email": "dana@example.org", "by": place.by}
    with pytest.raises(ValidationError, match=f"until {place.day}. Pick a day after it"):
        actions.add_guardian(**again)
    tie = actions.add_guardian(**again, starts_on=place.day + datetime.timedelta(days=1))
    assert tie.guardian == dana.guardian


def test_a_teacher_who_is_also_the_mother_keeps_one_account(place, child, hire):
    teacher = hire("Ingrid Lindqvist", "teacher", school=place.other_school)
    assert not sees(teacher, child)
    tie = actions.add_guardian(student=child, name="Ingrid Lindqvist", email=teacher.email, by=place.by)
    assert tie.guardian.user == teacher
    assert sees(teacher, child)


def test_a_students_address_is_refused_for_an_adult_and_nothing_is_written(place, child, add):
    actions.give_account(student=add(legal_first="Leo"), email="leo@example.org", by=place.by)
    with pytest.raises(ValidationError, match="Another person signs in"):
        actions.add_guardian(student=child, name="Somebody", email="leo@example.org", by=place.by)
    assert not Guardian.objects.filter(name="Somebody").exists()


def test_a_closed_account_is_not_opened_again_from_here(place, child, hire):
    closed = hire("Nadia Petrie", "teacher", school=place.school)
    close_account(user=closed, by=None)
    with pytest.raises(ValidationError, match="was closed"):
        actions.add_guardian(student=child, name="Nadia Petrie", email=closed.email, by=place.by)


def test_homes_of_one_name_are_one_home(place, dana, child):
    tie = actions.add_guardian(student=child, name="Bea", household_name="dana's  HOME", by=place.by)
    assert tie.household == dana.household


@pytest.mark.parametrize("taken_away", [{"education_rights": False}, {"no_contact": True}])
def test_rights_taken_away_close_the_child_at_once(place, dana, child, taken_away):
    actions.correct_guardianship(guardianship=dana, by=place.by, **taken_away)
    assert not sees(dana.guardian.user, child)


def test_rights_changes_are_told_to_staff_only(place, dana):
    actions.correct_guardianship(guardianship=dana, no_contact=True, by=place.by)
    assert set(Event.objects.filter(verb__contains="guardian").values_list("audience", flat=True)) == {"staff"}


def test_correct_guardianship_can_take_the_home_away(place, dana):
    one = actions.correct_guardianship(guardianship=dana, household_name="", by=place.by)
    one.refresh_from_db()
    assert one.household is None


def test_end_guardianship_closes_with_its_last_day(place, dana, child, freeze):
    actions.end_guardianship(guardianship=dana, on=place.day, reason="Moved out", by=place.by)
    assert sees(dana.guardian.user, child)
    freeze(datetime.datetime.combine(place.day + datetime.timedelta(days=1), datetime.time(9)))
    assert not sees(dana.guardian.user, child)
    with pytest.raises(ValidationError, match="already ends on"):
        actions.end_guardianship(guardianship=dana, on=place.day, by=place.by)


def test_an_ended_guardianship_can_begin_again(place, dana, child):
    actions.end_guardianship(guardianship=dana, on=place.day - datetime.timedelta(days=1), by=place.by)
    actions.add_guardian(student=child, name="Dana Thompson", email="dana@example.org", by=place.by)
    assert Guardianship.objects.filter(guardian=dana.guardian).count() == 2


def test_a_corrected_address_moves_the_sign_in_and_the_name(place, dana, child):
    actions.correct_guardian(
        guardian=dana.guardian, name="Dana Reed", email="dana.reed@example.org", student=child, by=place.by
    )
    user = User.objects.get(guardian=dana.guardian)
    assert (user.pk, user.email, user.name) == (dana.guardian.user_id, "dana.reed@example.org", "Dana Reed")


def test_the_sign_in_of_somebody_who_works_here_stays(place, child, hire):
    teacher = hire("Ingrid Lindqvist", "teacher", school=place.other_school)
    tie = actions.add_guardian(student=child, name="Ingrid Lindqvist", email=teacher.email, by=place.by)
    actions.correct_guardian(guardian=tie.guardian, email="other@example.org", by=place.by)
    teacher.refresh_from_db()
    assert teacher.email == "ingrid@example.org"


def test_an_address_given_later_opens_an_account(place, child):
    tie = actions.add_guardian(student=child, name="Bea Thompson", by=place.by)
    guardian = actions.correct_guardian(guardian=tie.guardian, email="bea@example.org", by=place.by)
    assert sees(guardian.user, child)


def test_an_address_taken_away_leaves_nobody_able_to_sign_in(place, dana):
    actions.correct_guardian(guardian=dana.guardian, email="", by=place.by)
    assert User.objects.get(guardian=dana.guardian).email is None


def test_an_address_somebody_else_has_is_refused_and_nothing_moves(place, dana, hire):
    hire("Omar Haddad", "specialist", school=place.school)
    with pytest.raises(ValidationError, match="Another person signs in"):
        actions.correct_guardian(guardian=dana.guardian, email="omar@example.org", by=place.by)
    dana.guardian.refresh_from_db()
    assert dana.guardian.email == "dana@example.org"


def test_a_parent_of_a_child_others_keep_is_not_changed_from_here(world):
    """The address is how they sign in: a set end of the other tie changes nothing before its day."""
    world.family_tie.ends_on = world.today + datetime.timedelta(days=30)
    world.family_tie.save(update_fields=["ends_on"])
    tie = actions.add_guardian(
        student=world.other_student,
        name="Nobody Special",
        email=world.family.email,
        phone="555",
        by=world.other_specialist,
    )
    assert tie.guardian == world.family_tie.guardian
    assert tie.guardian.phone == ""
    for contact in ({"email": "taken@example.org"}, {"name": "Hacked"}, {"phone": "000"}):
        with pytest.raises(ValidationError, match="whose record you do not keep"):
            actions.correct_guardian(guardian=tie.guardian, by=world.other_specialist, **contact)
    world.family.refresh_from_db()
    assert world.family.email == "family@example.org"
