"""The page "who can see this child, and why" tells the truth."""

import datetime

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission
from history.clock import today
from schools.models import Posting
from students import actions
from students.access import Standing
from students.circle import people_shown_to, reasons_to_see
from students.models import Guardianship, Student


def those_granted(child):
    return {
        user for user in User.objects.all()
        if Student.objects.granting(Permission.VIEW_STUDENT, to=user).filter(pk=child.pk).exists()
    }  # fmt: skip


def those_named(child):
    return {reason.user for reason in reasons_to_see(child)}


def bar_paul(world):
    actions.correct_guardianship(guardianship=world.other_parent_tie, no_contact=True, by=world.specialist)


def let_the_teacher_go(world):
    Posting.objects.filter(user=world.teacher).update(ends_on=today() - datetime.timedelta(days=1))


def close_the_counselor(world):
    User.objects.filter(pk=world.counselor.pk).update(is_active=False)


def move_maya(world):
    actions.move_school(
        student=world.student, school=world.other_school, year=world.year, grade="7", on=today(), by=world.root
    )


def cover_from_tomorrow(world):
    start = today() + datetime.timedelta(days=1)
    actions.take_responsibility(
        student=world.student, kind="mentor", user=world.idle_teacher, starts_on=start, by=world.root
    )


def name_in_a_strategy(world, user):
    world.goal.strategies.create(place="school", words="Lends the lab", user=user)


CHANGES = [bar_paul, let_the_teacher_go, close_the_counselor, move_maya, cover_from_tomorrow]


def test_the_people_named_are_exactly_those_who_see_the_child(world):
    for child in Student.objects.all():
        assert those_named(child) == those_granted(child)
        assert len(those_named(child)) > 1


@pytest.mark.parametrize("change", CHANGES)
def test_the_page_follows_every_change(world, change):
    before = those_named(world.student)
    change(world)
    world.student.refresh_from_db()
    assert those_named(world.student) == those_granted(world.student)
    assert those_named(world.student) != before or change is cover_from_tomorrow


def test_every_reason_has_words_and_staff_facts_have_days(world):
    for reason in reasons_to_see(world.student):
        assert reason.sentence
        assert reason.starts_on or reason.group == "student"


def test_staff_also_read_who_is_near_without_access(world):
    bar_paul(world)
    actions.take_responsibility(student=world.student, kind="teacher", named="Vega", by=world.specialist)
    people = people_shown_to(Standing.of(world.specialist, world.student))
    assert {line.who for line in people.without_access} == {"Paul Thompson", "Vega"}


@pytest.mark.parametrize("who", ["family", "student_user"])
def test_the_other_home_is_not_named_to_family_and_child(world, client_of, who):
    answer = client_of(getattr(world, who)).get(reverse("students:who", args=[world.student.public_id]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Paul Thompson" not in page
    assert "other_parent@example.org" not in page
    assert "Elena Ortiz" in page
    assert ("Dana Thompson" in page) == (who == "family")
    assert "Near this child" not in page


def test_the_page_names_the_other_home_to_staff(world, client_of):
    page = client_of(world.leader).get(reverse("students:who", args=[world.student.public_id])).content.decode()
    assert "Paul Thompson" in page
    assert "Dana Thompson" in page


def test_a_card_is_told_on_the_page(world, client_of):
    actions.give_card(student=world.other_student, by=world.other_specialist)
    address = reverse("students:who", args=[world.other_student.public_id])
    assert "Whoever holds Leo’s card" in client_of(world.other_specialist).get(address).content.decode()
    actions.end_card(student=world.other_student, by=world.other_specialist)
    assert "Whoever holds" not in client_of(world.other_specialist).get(address).content.decode()


def test_without_rights_there_is_no_page(world, client_of):
    Guardianship.objects.filter(pk=world.family_tie.pk).update(education_rights=False)
    answer = client_of(world.family).get(reverse("students:who", args=[world.student.public_id]))
    assert answer.status_code == 404


def test_teacher_named_only_in_the_plan_is_shown_as_without_access(world, client_of):
    """Being named in a strategy opens nothing; the lists say so, and where to give access."""
    user = world.idle_teacher
    name_in_a_strategy(world, user)
    name_in_a_strategy(world, world.teacher)
    assert user not in those_granted(world.student)
    people = people_shown_to(Standing.of(world.specialist, world.student))
    assert [one.who for one in people.without_access if one.why.startswith("Named in the plan")] == [user.name]
    client = client_of(world.specialist)
    record = client.get(reverse("students:detail", args=[world.student.public_id]))
    assert [one.name for one in record.context["named"]] == [user.name]
    give = f"{reverse('students:responsibility_take', args=[world.student.public_id])}?user={user.pk}"
    assert give in record.content.decode()
    assert client.get(give).context["form"]["user"].value() == str(user.pk)
    plan = client.get(reverse("dashboards:plan", args=[world.plan.public_id]))
    assert [one.what for one in plan.context["team"] if one.full == user.name] == ["Named in the plan only"]
    world.goal.strategies.filter(user=user).update(withdrawn_at=world.plan.started_at, withdrawn_by=world.root)
    record = client.get(reverse("students:detail", args=[world.student.public_id]))
    assert record.context["named"] == []


def test_whoever_keeps_the_record_looks_at_what_each_of_them_can_read(world, client_of):
    address = reverse("students:who", args=[world.student.public_id])
    client = client_of(world.coordinator)
    page = client.get(address).content.decode()
    shown = {
        reverse("dashboards:proof", args=[world.plan.public_id, one.public_id]) for one in those_named(world.student)
    }
    assert len(shown) > 3
    for link in shown:
        assert link in page
        assert client.get(link).status_code == 200
    assert "/read-by/" not in client_of(world.family).get(address).content.decode()
