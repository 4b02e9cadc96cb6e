"""What a person is here, and where that leads."""

import pytest
from django.urls import reverse

from accounts.models import Pass
from dashboards.hats import Hats, read_hats
from dashboards.nav import nav_of
from schools.actions import end_posting
from students import actions as students
from tests.dashboards.making import child
from tests.world import account, days, works

HOMES = {
    "specialist": ["Caseload"],
    "teacher": ["My classes"],
    "counselor": ["Plans"],
    "leader": ["Overview"],
    "coordinator": ["Overview"],
    "idle_teacher": ["My classes", "Leo"],
    "other_family": ["Leo"],
    "family": ["Maya"],
    "student_user": ["My goals"],
}
ROOMS = {
    "specialist": ["Students", "Import"],
    "teacher": ["Students"],
    "counselor": ["Students"],
    "leader": ["Students"],
    "coordinator": ["Students", "Import", "Staff", "Schools"],
    "idle_teacher": ["Students"],
}


def labels(user, path="/"):
    return [door.label for door in nav_of(read_hats(user), path)]


@pytest.mark.parametrize("who", HOMES)
def test_navigation_holds_exactly_what_a_person_has(world, who):
    assert labels(getattr(world, who)) == HOMES[who] + ROOMS.get(who, [])


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("specialist", "caseload"),
        ("counselor", "caseload"),
        ("teacher", "classes"),
        ("idle_teacher", "classes"),
        ("leader", "schools"),
        ("coordinator", "schools"),
        ("student_user", "me"),
    ],
)
def test_front_door_leads_to_the_first_home(world, client_of, who, name):
    answer = client_of(getattr(world, who)).get(reverse("dashboards:home"))
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse(f"dashboards:{name}"))


def test_front_door_leads_a_parent_to_the_only_child(world, client_of):
    answer = client_of(world.family).get(reverse("dashboards:home"))
    assert answer.headers["Location"] == reverse("dashboards:family_child", args=[world.student.public_id])


def test_parent_of_two_has_one_home_for_both(world):
    second = child(world, "Ada", "Thompson")
    students.add_guardian(
        student=second, name="Dana Thompson", email=world.family.email, starts_on=days(world, -9), by=world.specialist
    )
    assert labels(world.family) == ["My family"]


def test_specialist_who_teaches_has_both_and_lands_on_the_caseload(world, client_of):
    students.add_teacher(section=world.section, user=world.specialist, starts_on=days(world, -9), by=world.specialist)
    assert labels(world.specialist) == ["Caseload", "My classes", "Students", "Import"]
    answer = client_of(world.specialist).get(reverse("dashboards:home"))
    assert answer.headers["Location"] == reverse("dashboards:caseload")


def test_teacher_who_keeps_one_plan_has_a_caseload(world):
    child(world, "Ada", "Alder", keeper="teacher")
    assert labels(world.teacher)[:2] == ["Caseload", "My classes"]


def test_caseload_counts_the_plans_one_keeps(world):
    child(world, "Ada", "Alder")
    child(world, "Uma", "Kovar", keeper=None)
    door = nav_of(read_hats(world.specialist), "/")[0]
    assert (door.label, door.count) == ("Caseload", 2)


@pytest.mark.parametrize(
    ("name", "label"),
    [("dashboards:caseload", "Caseload"), ("students:find", "Students"), ("rostering:start", "Import")],
)
def test_page_one_is_on_is_marked(world, name, label):
    marked = [door.label for door in nav_of(read_hats(world.specialist), reverse(name)) if door.current]
    assert marked == [label]


def test_all_hats_are_read_in_one_query(world, assert_query_count):
    with assert_query_count(1):
        read_hats(world.idle_teacher)


def test_end_of_work_takes_every_hat_of_school(world):
    end_posting(posting=world.teacher.postings.get(), on=days(world, -1), by=world.coordinator)
    assert read_hats(world.teacher) == Hats()


def test_mother_who_stops_teaching_keeps_her_family_home(world):
    end_posting(posting=world.idle_teacher.postings.get(), on=days(world, -1), by=world.coordinator)
    assert labels(world.idle_teacher) == ["Leo"]


def test_parent_kept_from_contact_has_no_family_home(world):
    students.correct_guardianship(guardianship=world.other_parent_tie, no_contact=True, by=world.specialist)
    assert read_hats(world.other_parent).children == ()


def test_card_is_its_student_and_asks_no_question(world, assert_query_count):
    card, _secret = students.give_card(student=world.other_student, by=world.other_specialist)
    assert isinstance(card, Pass)
    with assert_query_count(0):
        assert read_hats(card) == Hats(is_student=True)


def test_closed_account_has_nothing(world):
    world.specialist.is_active = False
    assert read_hats(world.specialist) == Hats()


def test_coordinator_who_is_also_a_specialist_has_both(world):
    works(world, world.coordinator, "specialist", school=world.school)
    assert labels(world.coordinator)[:2] == ["Caseload", "Overview"]


def test_new_person_without_any_tie_is_told_what_to_do(world, client_of):
    nobody = account(world, "Nora Stranger", "nora@example.org")
    page = client_of(nobody).get(reverse("dashboards:home"))
    assert page.status_code == 200
    assert "Hello, Nora Stranger." in page.content.decode()
    assert "no school has connected you with a student yet" in page.content.decode()
    assert page.context["nav"] == []
