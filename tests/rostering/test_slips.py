"""Slips of a list against what is known: a local ID that is gone or another one, a grade nobody else is in."""

import pytest

from rostering.models import Issue
from rostering.settling import Chosen
from students.models import Student
from tests.rostering.files import HEADERS, ROWS, workbook
from tests.rostering.lists import apply, asked, choose, proposals, read, waiting

WHOLE = -1


def listed(*rows):
    return workbook([("A", [HEADERS, *rows])])


def ana(state_id="1258026796", local_id=78087):
    return ("Rivera, Ana", 7, state_id, local_id, "GIA", None, None, None, None)


@pytest.fixture
def known(world):
    (run,) = read(world, listed(ana()))
    apply(run)
    return Student.objects.get(legal_last="Rivera")


def local_id_after(world, row, code=None, kind="local_id_lost"):
    """What a student's local ID is after a list came in, as far as it has anything to bring in."""
    (run,) = read(world, listed(row, ROWS[1]))
    if code:
        choose(run, {2: {(WHOLE, kind): Chosen(code)}})
    apply(run)
    return Student.objects.get(state_id="1258026796").local_id


def test_local_id_that_is_gone_from_the_list_is_told_and_kept(world, known):
    (run,) = read(world, listed(ana(local_id=None)))
    issue = Issue.objects.get(row__run=run)
    assert (issue.kind, issue.facts["known"], issue.decided) == ("local_id_lost", "78087", True)
    assert proposals(run)["unchanged"] == 1


@pytest.mark.parametrize(("code", "after"), [(None, "78087"), ("keep", "78087"), ("take_away", None)])
def test_local_id_that_is_gone_is_taken_away_only_when_somebody_says_so(world, known, code, after):
    assert local_id_after(world, ana(local_id=None), code) == after


@pytest.mark.parametrize(("code", "after"), [(None, "99"), ("keep", "78087"), ("set_aside", "78087")])
def test_changed_local_id_is_told_with_a_choice(world, known, code, after):
    assert local_id_after(world, ana(local_id=99), code, kind="local_id_changed") == after


def test_list_without_a_column_of_local_ids_asks_nothing(world, known):
    (run,) = read(world, workbook([("A", [("Name", "Gr", "SASID"), ("Rivera, Ana", 7, "1258026796")])]))
    assert (asked(run), proposals(run)["unchanged"]) == ({}, 1)


def test_local_id_shortened_by_a_spreadsheet_is_not_called_lost(world, known):
    (run,) = read(world, listed(ana(local_id="7.80E+04")))
    assert asked(run) == {"id_damaged": 1}


def test_namesake_with_another_local_id_must_be_decided(world, known):
    (run,) = read(world, listed(ana(state_id=None, local_id=99)))
    assert waiting(run) == [(2, "local_id_differs")]
    apply(choose(run, {2: {(WHOLE, "local_id_differs"): Chosen("same")}}))
    known.refresh_from_db()
    assert (known.local_id, Student.objects.filter(legal_last="Rivera").count()) == ("99", 1)


def test_namesake_with_another_local_id_can_be_another_child(world, known):
    (run,) = read(world, listed(ana(state_id=None, local_id=99)))
    apply(choose(run, {2: {(WHOLE, "local_id_differs"): Chosen("new")}}))
    assert Student.objects.filter(legal_last="Rivera").count() == 2


def test_what_was_chosen_about_a_local_id_is_chosen_again_for_the_next_list(world, known):
    local_id_after(world, ana(local_id=99), "keep", kind="local_id_changed")
    (again,) = read(world, listed(ana(local_id=99)))
    assert (again.rows.get(number=2).changes, waiting(again)) == ([], [])


OLDER = ("Rivera, Ana", 11, "1258026796", None, "GIA", None, None, None, None)


def class_of(grade, n=30):
    return [(f"Zuni, A{n:02}", grade, None, None, "M", None, None, None, None) for n in range(n)]


def test_grade_nobody_else_is_in_is_brought_in_and_shown(world):
    (run,) = read(world, listed(OLDER, *class_of(7)))
    issue = Issue.objects.get(row__run=run)
    assert (issue.kind, issue.decided, issue.facts["first"], issue.facts["last"]) == ("grade_unusual", True, "7", "7")
    apply(run)
    assert Student.objects.get(legal_last="Rivera").enrollments.get().grade == "11"


def test_grade_nobody_else_is_in_can_be_corrected(world):
    (run,) = read(world, listed(OLDER, *class_of(7)))
    choose(run, {2: {(WHOLE, "grade_unusual"): Chosen("grade", "nine or so")}})
    assert waiting(run) == [(2, "grade_unusual")]
    apply(choose(run, {2: {(WHOLE, "grade_unusual"): Chosen("grade", "6")}}))
    assert Student.objects.get(legal_last="Rivera").enrollments.get().grade == "6"


def test_few_students_say_nothing_of_a_schools_grades(world):
    (run,) = read(world, listed(OLDER, *class_of(7, n=3)))
    assert asked(run) == {}
