"""The history of every field of a child's record, of the due day and of a next step, for its readers alone."""

import datetime

import pytest
from django.urls import reverse

from goals.actions import set_next_step
from plans.actions import set_due_day
from students.actions import (
    add_guardian,
    correct_enrollment,
    correct_evidence,
    correct_guardian,
    correct_guardianship,
    correct_identification,
    set_status,
    withdraw_evidence,
)
from students.actions.ties import withdraw_tie


def address(world, kind, code, name):
    return reverse("dashboards:record_history", args=[world.student.public_id, kind, code, name])


def told(client, where):
    """The wordings of a page as pairs of the words and who wrote them, the newest first."""
    return [(one.words, one.who) for one in client.get(where).context["wordings"]]


def test_evidence_and_areas_tell_every_wording_in_words(world, client_of):
    elena, evidence = client_of(world.specialist), world.student.evidence.get()
    correct_evidence(evidence=evidence, score="98th", kind="creativity", by=world.coordinator)
    where = address(world, "evidence", evidence.public_id, "score")
    assert told(elena, where) == [("98th", "Carmen Vale"), (f"97th {world.marks.score}", "Ms. Ortiz")]
    assert told(elena, address(world, "evidence", evidence.public_id, "kind"))[0][0] == "Creativity"
    area = world.student.identifications.first()
    correct_identification(identification=area, status="withdrawn", by=world.specialist)
    words = [words for words, _who in told(elena, address(world, "area", area.public_id, "status"))]
    assert words == ["Withdrawn", "Identified"]


def test_school_and_program_tell_every_wording(world, client_of):
    elena, enrolled = client_of(world.specialist), world.student.enrollments.get()
    correct_enrollment(enrollment=enrolled, grade="8", by=world.specialist)
    assert [words for words, _who in told(elena, address(world, "school", enrolled.pk, "grade"))] == ["8", "7"]
    status = set_status(student=world.student, status="talent_pool", on=world.today, by=world.specialist)
    assert told(elena, address(world, "status", status.pk, "status"))[0] == ("Talent pool", "Ms. Ortiz")


def test_family_has_rights_and_contact_side_by_side(world, client_of):
    elena, tie = client_of(world.specialist), world.family_tie
    correct_guardianship(guardianship=tie, no_contact=True, by=world.specialist)
    correct_guardian(guardian=tie.guardian, phone="(970) 555-0199", student=world.student, by=world.specialist)
    assert told(elena, address(world, "family", tie.pk, "no_contact")) == [
        ("Yes", "Ms. Ortiz"),
        ("No", "Ms. Ortiz"),
    ]
    answer = elena.get(address(world, "contact", tie.pk, "phone"))
    assert [one.words for one in answer.context["wordings"]] == ["(970) 555-0199"]
    labels = [label for _field, label, _address in answer.context["doors"]]
    assert {"Has education rights", "Phone"} <= set(labels)


def test_what_stood_before_the_first_change_is_told_without_a_name(world, client_of):
    tie = world.family_tie
    correct_guardian(guardian=tie.guardian, name="Dana T. Thompson", student=world.student, by=world.specialist)
    answer = client_of(world.specialist).get(address(world, "contact", tie.pk, "name"))
    assert [(one.words, one.who) for one in answer.context["wordings"]] == [
        ("Dana T. Thompson", "Ms. Ortiz"),
        ("Dana Thompson", ""),
    ]
    assert "Before anybody changed it here" in answer.content.decode()


def test_contact_of_an_adult_of_another_family_too_is_for_whoever_sees_both(world, client_of):
    tie = add_guardian(
        student=world.other_student, name="Dana Thompson", email="family@example.org", by=world.other_specialist
    )
    assert tie.guardian == world.family_tie.guardian
    where = address(world, "contact", world.family_tie.pk, "phone")
    assert client_of(world.specialist).get(where).status_code == 404
    assert client_of(world.coordinator).get(where).status_code == 200
    rights = client_of(world.specialist).get(address(world, "family", world.family_tie.pk, "household"))
    assert "Phone" not in [label for _field, label, _address in rights.context["doors"]]


@pytest.mark.parametrize(
    ("kind", "code", "name"),
    [("evidence", "x", "score"), ("evidence", "0" * 32, "score"), ("x", "1", "y"), ("family", "0", "no_contact"),
     ("school", "9" * 30, "grade"), ("status", "-1", "status")],
)  # fmt: skip
def test_what_is_none_is_not_there(world, client_of, kind, code, name):
    assert client_of(world.specialist).get(address(world, kind, code, name)).status_code == 404


def test_things_of_another_child_are_not_on_this_record(world, client_of):
    far = world.other_student
    for kind, code in (
        ("evidence", far.evidence.first().public_id), ("family", far.guardianships.first().pk),
        ("contact", far.guardianships.first().pk), ("school", far.enrollments.first().pk),
    ):  # fmt: skip
        name = {"evidence": "score", "family": "no_contact", "contact": "phone", "school": "grade"}[kind]
        assert client_of(world.coordinator).get(address(world, kind, code, name)).status_code == 404


def test_every_thing_on_the_record_leads_to_its_history(world, client_of):
    client = client_of(world.counselor)  # who reads the record and corrects nothing
    page = client.get(reverse("students:detail", args=[world.student.public_id])).content.decode()
    student = world.student
    for kind, code, name in (
        ("evidence", student.evidence.get().public_id, "score"), ("family", world.family_tie.pk, "relationship"),
        ("area", student.identifications.first().public_id, "status"),
        ("school", student.enrollments.get().pk, "grade"), ("status", student.statuses.get().pk, "status"),
    ):  # fmt: skip
        where = address(world, kind, code, name)
        assert f'href="{where}"' in page
        assert client.get(where).status_code == 200


def test_due_day_tells_staff_why_it_moved(world, client_of):
    plan, day = world.other_plan, world.today + datetime.timedelta(days=20)
    set_due_day(plan=plan, due_on=day, by=world.other_specialist)
    later = day + datetime.timedelta(days=5)
    set_due_day(plan=plan, due_on=later, reason="The family is away", by=world.other_specialist)
    where = reverse("dashboards:history", args=[plan.public_id, "plan", "plan", "due_on"])
    answer = client_of(world.other_specialist).get(where)
    assert [one.reason for one in answer.context["wordings"]] == ["The family is away", ""]
    mother = reverse("dashboards:history", args=[world.plan.public_id, "plan", "plan", "due_on"])
    assert client_of(world.family).get(mother).status_code == 404


def test_next_steps_are_told_to_those_who_read_them_without_what_is_set_aside(world, client_of):
    set_next_step(goal=world.goal, words="Draw the second map", by=world.student_user, voice="student")
    where = reverse("dashboards:history", args=[world.plan.public_id, "goal", world.goal.public_id, "next_step"])
    for who in ("specialist", "teacher", "family", "student_user"):
        assert [words for words, _who in told(client_of(getattr(world, who)), where)] == [
            "Draw the second map",
            "Pick my second situation",
        ]
    assert "Use this wording again" not in client_of(world.student_user).get(where).content.decode()


def test_what_was_withdrawn_has_no_history_on_a_page_any_more(world, client_of):
    elena, evidence, tie = client_of(world.specialist), world.student.evidence.get(), world.other_parent_tie
    withdraw_evidence(evidence=evidence, by=world.specialist)
    withdraw_tie(tie=tie, by=world.specialist)
    for kind, code, name in (
        ("evidence", evidence.public_id, "score"), ("family", tie.pk, "no_contact"), ("contact", tie.pk, "phone"),
    ):  # fmt: skip
        assert elena.get(address(world, kind, code, name)).status_code == 404
