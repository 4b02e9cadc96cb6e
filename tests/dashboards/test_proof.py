"""What would this person see: exactly what was written to them, and never more than the one who looks may read."""

import uuid

import pytest
from django.urls import reverse

from dashboards.proof import words_for
from students.access import Standing
from tests.world import MARKS

MARKED = {
    "teacher": {"student", "adults", "staff", "home_dana", "home_paul", "unshared"},
    "family": {"student", "adults", "home_dana", "circle", "circle_section"},
    "other_parent": {"student", "adults", "home_paul", "circle", "circle_section"},
    "student_user": {"student", "circle", "circle_section"},
}


def address(world, who):
    return reverse("dashboards:proof", args=[world.plan.public_id, getattr(world, who).public_id])


def marks_in(text):
    return {mark for mark, word in vars(MARKS).items() if word in text}


@pytest.mark.parametrize("who", MARKED)
def test_the_page_lists_the_words_that_were_written_to_a_person(world, client_of, who):
    page = client_of(world.specialist).get(address(world, who)).content.decode()
    assert marks_in(page) >= MARKED[who]
    every = words_for(world.plan, Standing.of(getattr(world, who), world.student))
    assert marks_in(page) <= marks_in(" ".join(word.words for word in every))


def test_who_looks_reads_no_more_than_their_own_and_is_told_how_many_more_there_are(world, client_of):
    page = client_of(world.leader).get(address(world, "family")).content.decode()
    assert not marks_in(page) & {"circle", "circle_section"}
    assert "not written to you" in page


@pytest.mark.parametrize("who", ["other_teacher", "other_family"])
def test_somebody_who_does_not_see_the_child_is_not_there(world, client_of, who):
    assert client_of(world.specialist).get(address(world, who)).status_code == 404


def test_nobody_is_not_there(world, client_of):
    nobody = reverse("dashboards:proof", args=[world.plan.public_id, uuid.uuid4()])
    assert client_of(world.specialist).get(nobody).status_code == 404
