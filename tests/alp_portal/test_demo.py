"""The demo district, as `manage.py demo` builds it."""

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse

from accounts.actions import accept_card
from accounts.models import User
from accounts.permissions import Permission
from alp_portal.management.commands.demo import WHO
from checkins.models import CheckIn
from goals.models import Strategy
from history.clock import now, today
from history.models import Event
from notices.models import Message
from plans.models import Plan
from schools.models import CalendarDay
from students.models import ClassSection, Guardian, Student
from tests.harness.once import built_once


class Console:
    """What the command says, line by line."""

    def __init__(self):
        self.words = ""

    def write(self, words):
        self.words += words


def run():
    console = Console()
    with override_settings(DEMO=True):
        call_command("demo", stdout=console, no_color=True)
    return console.words


@pytest.fixture(scope="module")
def demo_of_module(django_db_setup, django_db_blocker):
    with built_once(run, django_db_blocker) as told:
        yield told


@pytest.fixture
def demo(demo_of_module, db):
    """The district, built once for this file; the value is what the command said."""
    return demo_of_module


def person(key):
    return User.objects.get(email=f"{key}@example.org")


def first_names(students):
    return sorted(student.legal_first for student in students)


def test_the_second_time_it_keeps_what_is_there(demo):
    before = (User.objects.count(), Event.objects.count())
    assert "its data is kept" in run()
    assert (User.objects.count(), Event.objects.count()) == before


def test_it_says_who_can_sign_in_and_each_of_them_can(demo, client):
    for email, _who in WHO:
        assert email in demo
        assert client.login(username=email, password="columbine")


def test_leo_signs_in_with_the_card_that_was_told(demo):
    line = next(line for line in demo.splitlines() if line.startswith("Leo"))
    assert reverse("accounts:card") in line
    secret = line.split("with the card ")[1].split()[0]
    assert accept_card(secret=secret).student_public_id == Student.objects.get(legal_first="Leo").public_id


def test_nobody_has_an_address_that_could_be_real(demo):
    addresses = {user.email for user in User.objects.exclude(email=None)}
    for guardian in Guardian.objects.all():
        addresses |= {guardian.email, *guardian.other_emails} - {"", None}
    assert {address.partition("@")[2] for address in addresses} == {"example.org"}


def test_ms_ortiz_keeps_86_students_at_every_stage(demo):
    kept = Student.objects.filter(responsibilities__user=person("elena"), responsibilities__kind="plan_manager")
    assert kept.count() == 86
    plans = Plan.objects.filter(student__in=kept)
    assert set(plans.values_list("state", flat=True)) == {"draft", "with_family", "active"}
    assert plans.count() < 86


def test_ms_ortiz_teaches_a_class_of_her_own(demo):
    section = ClassSection.objects.get(teachers__user=person("elena"))
    assert (section.name, section.period) == ("Math 6", "Period 1")
    sitting = Student.objects.filter(pk__in=section.memberships.values("student"))
    assert first_names(sitting) == ["Aaliyah", "DeShawn", "Lucía", "Priya"]
    named = Strategy.objects.filter(user=person("elena")).values("goal__plan__student")
    assert first_names(Student.objects.filter(pk__in=named)) == first_names(sitting)


def test_mr_reyes_has_four_students_in_period_3(demo):
    section = ClassSection.objects.get(teachers__user=person("daniel"))
    assert (section.name, section.period) == ("Math 7 Honors", "Period 3")
    sitting = Student.objects.filter(pk__in=section.memberships.values("student"))
    assert first_names(sitting) == ["Amir", "Caleb", "Hanna", "Maya"]


def test_one_change_of_mayas_plan_is_not_shared_yet(demo):
    plan = Plan.objects.get(student__legal_first="Maya")
    assert plan.unshared_count == 1
    assert plan.parts_missing == ["measurable"]  # how she will show that the film worked
    assert plan.revision.number == 2
    words = "in place of class practice"
    assert plan.goals.filter(strategies__words__contains=words).count() == 1
    assert words not in plan.revision.text


def test_somebody_may_never_see_a_child_of_the_other_school(demo):
    def seen(key):
        return Student.objects.granting(Permission.VIEW_STUDENT, to=person(key))

    assert first_names(seen("omar")) == ["Leo", "Nils"]
    assert not seen("elena").filter(legal_first__in=["Leo", "Nils"]).exists()
    assert "Nils" in first_names(seen("ingrid"))
    assert first_names(seen("dana")) == ["Maya"]


def test_nothing_happened_later_than_now(demo):
    assert not Event.objects.filter(at__gt=now()).exists()
    assert not CheckIn.objects.filter(happened_on__gt=today()).exists()


def test_today_lies_inside_a_reporting_window(demo):
    year = Plan.objects.first().year
    assert year.windows.filter(starts_on__lt=today(), ends_on__gt=today()).count() == 1


def test_what_lists_need_was_kept_for_every_plan(demo):
    call_command("rebuild_plan_columns", check=True, stdout=Console())


def test_letters_of_the_told_past_are_not_sent_again(demo):
    assert Message.objects.exists()
    assert not Message.objects.waiting(at=now()).exists()


def test_days_off_fall_on_weekdays(demo):
    assert max(day.weekday() for day in CalendarDay.objects.values_list("day", flat=True)) < 5
