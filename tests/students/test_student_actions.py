"""Adding a child and correcting what is known of the child."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from history.models import Event
from students import actions
from students.models import Responsibility, Student


def test_add_student_tidies_folds_and_places_the_child(place, add):
    student = add(
        legal_first="  Mari\u0301a ", legal_last="García  López", chosen_first="Mia", state_id=" ", local_id="7 "
    )
    student.refresh_from_db()
    assert (student.legal_first, student.legal_last) == ("María", "García López")
    assert student.state_id is None
    assert student.local_id == "7"
    assert student.sort_name == "garcia lopez, mia"
    assert student.search_name == "maria mia garcia lopez"
    assert student.enrollments.get().school == place.school
    assert student.statuses.get().status == "identified"
    assert not student.responsibilities.exists()


def test_add_student_with_a_keeper_gives_them_the_plan(place, add):
    student = add(keeper=place.by)
    held = student.responsibilities.get()
    assert (held.kind, held.user, held.starts_on) == (Responsibility.Kind.PLAN_MANAGER, place.by, place.start)


def test_add_student_is_recorded_for_staff_with_what_it_began_with(add, place):
    student = add(state_id="123")
    event = Event.objects.get(verb="students.student_added")
    assert (event.actor, event.audience, event.subject) == (place.by.key, "staff", f"students.student:{student.pk}")
    assert {"field": "state_id", "before": "", "after": "123"} in event.changes


@pytest.mark.parametrize(("field", "value"), [("state_id", "123"), ("local_id", "77")])
def test_add_student_with_an_id_that_is_taken_is_refused_and_writes_nothing(add, field, value):
    add(**{field: value})
    with pytest.raises(ValidationError, match="Find that student instead"):
        add(legal_first="Leo", **{field: value})
    assert Student.objects.count() == 1
    assert Event.objects.filter(verb="students.student_added").count() == 1


def test_two_students_without_ids_are_two(add):
    add()
    add(legal_first="Leo")
    assert Student.objects.filter(state_id=None, local_id=None).count() == 2


def test_add_student_without_a_name_is_refused(add):
    with pytest.raises(ValidationError):
        add(legal_first="  ")


def test_add_student_refuses_a_fact_it_does_not_know(add):
    with pytest.raises(TypeError, match="shoe_size"):
        add(shoe_size="38")


def test_correct_student_folds_again_counts_and_tells_what_changed(child, place):
    student = actions.correct_student(student=child, version=1, by=place.by, chosen_first="Łucja", has_iep=True)
    student.refresh_from_db()
    assert (student.version, student.sort_name) == (2, "thompson, lucja")
    assert "lucja" in student.search_name
    event = Event.objects.get(verb="students.student_corrected")
    assert {change["field"] for change in event.changes} == {"chosen_first", "has_iep"}


def test_correct_student_without_a_change_writes_nothing(child, place):
    actions.correct_student(student=child, version=1, by=place.by, legal_first="Maya")
    child.refresh_from_db()
    assert child.version == 1
    assert not Event.objects.filter(verb="students.student_corrected").exists()


def test_correct_student_from_a_stale_page_is_refused_and_keeps_the_first_correction(child, place):
    actions.correct_student(student=child, version=1, by=place.by, chosen_first="May")
    with pytest.raises(ValidationError, match="Somebody else corrected this record"):
        actions.correct_student(student=child, version=1, by=place.by, chosen_first="Em")
    child.refresh_from_db()
    assert child.chosen_first == "May"


def test_give_account_without_an_address_opens_one_nobody_can_sign_in_to(child, place):
    user = actions.give_account(student=child, by=place.by)
    assert user.email is None
    assert not user.has_usable_password()
    assert actions.give_account(student=child, by=place.by) == user


def test_give_account_again_moves_the_address(child, place):
    actions.give_account(student=child, email="maya@example.org", by=place.by)
    user = actions.give_account(student=child, email="May@Example.org", by=place.by)
    user.refresh_from_db()
    assert user.email == "may@example.org"
    assert User.objects.filter(student=child).count() == 1


def test_give_account_with_somebody_elses_address_is_refused(child, place):
    with pytest.raises(ValidationError, match="Another person signs in"):
        actions.give_account(student=child, email=place.by.email, by=place.by)
    child.refresh_from_db()
    assert child.user is None


def test_a_card_is_for_a_child_without_an_address(child, place):
    actions.give_account(student=child, email="maya@example.org", by=place.by)
    child.refresh_from_db()
    with pytest.raises(ValidationError, match="needs no card"):
        actions.give_card(student=child, by=place.by)


def test_an_address_ends_the_card(child, place):
    card, _secret = actions.give_card(student=child, by=place.by)
    actions.give_account(student=child, email="maya@example.org", by=place.by)
    card.refresh_from_db()
    assert card.revoked_by == place.by


def test_a_new_card_ends_the_one_before(child, place):
    first, secret = actions.give_card(student=child, by=place.by)
    second, other_secret = actions.give_card(student=child, by=place.by)
    first.refresh_from_db()
    assert secret != other_secret
    assert first.revoked_at is not None
    assert second.revoked_at is None
    assert second.expires_at - second.issued_at == datetime.timedelta(days=365)
    actions.end_card(student=child, by=place.by)
    second.refresh_from_db()
    assert second.revoked_by == place.by
