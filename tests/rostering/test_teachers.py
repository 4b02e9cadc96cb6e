"""Teachers a list names: matched once for every row, and remembered for the next list."""

import pytest

from rostering.models import TeacherName
from rostering.teachers import Teachers
from students.models import Student
from tests.rostering.conftest import staff
from tests.rostering.files import workbook
from tests.rostering.lists import apply, choose, read
from tests.rostering.test_pages import confirm, page, uploaded

HEADERS = ("Name", "Gr", "LASID", "Math tchr", "ELA tchr")
ROWS = (
    ("Rivera, Ana", 7, 1, "Petrie", "Brooks"),
    ("Lad, Finn", 7, 2, "PETRIE", "Petrie"),
    ("Zuni, Ada", 7, 3, "Ms. Okafor", "Brooks"),
)
DATA = workbook([("A", [HEADERS, *ROWS])])


@pytest.fixture
def two_brookses(world):
    world.second_brooks = staff(world, "Marcus Brooks", "teacher", world.other_school)
    return world


def lines(run):
    return [
        (one.named, one.count, [user.name for user in one.likely], one.user and one.user)
        for one in Teachers(run).lines()
    ]


def teachers_of(name):
    taught = Student.objects.get(legal_last=name).responsibilities.filter(kind="teacher").order_by("subject")
    return [(one.subject, one.named, one.user and one.user.name) for one in taught]


def test_each_name_stands_once_with_its_students_and_the_likely_staff(two_brookses):
    (run,) = read(two_brookses, DATA)
    assert lines(run) == [
        ("Brooks", 2, ["Marcus Brooks", "Peter Brooks"], None),
        ("Ms. Okafor", 1, [], None),
        ("Petrie", 3, ["Nadia Petrie"], two_brookses.other_teacher.pk),
    ]


def test_name_matched_once_holds_for_every_row_and_the_next_list(two_brookses):
    chosen = {"brooks": str(two_brookses.second_brooks.pk), "petrie": "0", "ms okafor": str(two_brookses.leader.pk)}
    (run,) = read(two_brookses, DATA)
    apply(choose(run, teachers=chosen))
    assert teachers_of("Rivera") == [("ELA", "Brooks", "Marcus Brooks"), ("Math", "Petrie", None)]
    assert teachers_of("Zuni") == [("ELA", "Brooks", "Marcus Brooks"), ("Math", "Ms. Okafor", "Peter Brooks")]
    (again,) = read(two_brookses, workbook([("A", [HEADERS, ("Begay, Ben", 7, 4, "Ms. Okafor", "Petrie")])]))
    apply(again)
    assert teachers_of("Begay") == [("ELA", "Petrie", None), ("Math", "Ms. Okafor", "Peter Brooks")]


def test_what_was_guessed_rightly_is_not_remembered(two_brookses):
    (run,) = read(two_brookses, DATA)
    choose(run, teachers={"brooks": "0", "petrie": str(two_brookses.other_teacher.pk), "somebody": "0"})
    assert (run.teachers, TeacherName.objects.filter(owner=run.by).count()) == ({}, 0)


def test_remembered_teacher_who_left_is_only_a_name_again(two_brookses):
    (run,) = read(two_brookses, DATA)
    choose(run, teachers={"brooks": str(two_brookses.second_brooks.pk)})
    posting = two_brookses.second_brooks.postings.get()
    type(posting).objects.filter(pk=posting.pk).update(ends_on=posting.starts_on)
    (again,) = read(two_brookses, DATA)
    assert {named: user for named, _count, _likely, user in lines(again)}["Brooks"] == two_brookses.leader.pk


def test_preview_tells_of_names_without_a_person_and_has_one_place_to_match_them(two_brookses, desk):
    run, _where = uploaded(desk, two_brookses, DATA)
    confirm(desk, run)
    looked = desk.get(page(run, "preview")).content.decode()
    assert "2 teachers your list names are not matched to people here." in looked
    shown = desk.get(page(run, "preview") + "?show=teachers").content.decode()
    assert (shown.count('name="teacher-named"'), "Leave as named" in shown, "2 people it may be" in shown) == (
        3,
        True,
        True,
    )
