"""Every plain page of the record does its act, refuses with a sentence, and loses nothing."""

import datetime

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from history.models import Visit
from students import actions
from students.models import Student
from tests.students.addresses import address_of, name_somebody_unknown


def post(client_of, world, name, data, *, by="specialist"):
    return client_of(getattr(world, by)).post(address_of(name, world.student), data)


def record_of(world, section=""):
    address = reverse("students:detail", args=[world.student.public_id])
    return f"{address}#{section}" if section else address


def facts(**changed):
    given = {"legal_first": "Maya", "legal_last": "Thompson", "english_learner": "no", "version": 1}
    return {**given, "state_id": "1000004471", "local_id": "61612", **changed}


CONTACT = {"name": "Dana Thompson", "email": "family@example.org", "language": "en"}


def acts(world):
    """For each page: what is typed, the section it leads back to, and what must then be true."""
    day = world.today.isoformat()
    child = world.student
    circle, held = child.guardianships, child.responsibilities
    return {
        "correct": (facts(chosen_first="May"), "", lambda: Student.objects.get(pk=child.pk).chosen_first == "May"),
        "address": (
            {"email": "may@example.org"}, "sign-in",
            lambda: Student.objects.get(pk=child.pk).user.email == "may@example.org",
        ),
        "move": (
            {"school": world.school.pk, "grade": "8", "on": day}, "school",
            lambda: child.enrollments.get(ends_on=None).grade == "8",
        ),
        "enrollment_correct": (
            {"grade": "6", "starts_on": day}, "school", lambda: child.enrollments.get().grade == "6",
        ),
        "status": (
            {"status": "declined", "on": day, "reason": "Asked to"}, "program",
            lambda: child.statuses.get(ends_on=None).reason == "Asked to",
        ),
        "area_add": ({"area": "music"}, "areas", lambda: child.identifications.filter(area="music").exists()),
        "area_correct": (
            {"area": "mathematics", "status": "under_review", "note": "Again"}, "areas",
            lambda: child.identifications.get(note="Again").status == "under_review",
        ),
        "evidence_add": (
            {"kind": "other", "instrument": "Portfolio", "score": "Rich", "percentile_bound": "exactly",
             "qualifying": "true"}, "evidence",
            lambda: child.evidence.get(instrument="Portfolio").qualifying is True,
        ),
        "evidence_correct": (
            {"kind": "ability", "instrument": "CogAT 8", "score": "98th", "percentile_bound": "exactly",
             "qualifying": "unknown"}, "evidence", lambda: child.evidence.get().score == "98th",
        ),
        "evidence_withdraw": ({"reason": "Wrong"}, "evidence", lambda: child.evidence.get().withdrawn_at is not None),
        "note_write": (
            {"words": "Call first."}, "notes", lambda: child.notes.get(words="Call first.").reader == "staff",
        ),
        "note_withdraw": ({"reason": "Wrong"}, "notes", lambda: child.notes.get().withdrawn_by == world.specialist),
        "guardian_add": (
            {"name": "Bea", "language": "es", "relationship": "grandparent", "education_rights": "on",
             "household_name": "Dana's home", "starts_on": day}, "family",
            lambda: circle.get(guardian__name="Bea").household == world.family_tie.household,
        ),
        "guardian_correct": (
            {**CONTACT, "phone": "303-555-0100"}, "family",
            lambda: circle.get(pk=world.family_tie.pk).guardian.phone == "303-555-0100",
        ),
        "guardianship_correct": (
            {"relationship": "mother", "household_name": "", "no_contact": "on"}, "family",
            lambda: circle.filter(no_contact=True, education_rights=False, household=None).count() == 1,
        ),
        "guardianship_end": (
            {"on": day, "reason": "Moved"}, "family", lambda: circle.get(pk=world.family_tie.pk).ends_on == world.today,
        ),
        "responsibility_take": (
            {"kind": "mentor", "user": world.idle_teacher.pk, "starts_on": day}, "people",
            lambda: held.get(kind="mentor").user == world.idle_teacher,
        ),
        "responsibility_match": (
            {"user": world.idle_teacher.pk}, "people", lambda: held.get(named="Vega").user == world.idle_teacher,
        ),
        "responsibility_end": (
            {"on": day, "reason": "Over"}, "people", lambda: held.filter(ends_on=world.today).count() == 1,
        ),
        "hand_over": (
            {"user": world.coordinator.pk, "on": day}, "people",
            lambda: held.get(kind="plan_manager", ends_on=None).user == world.coordinator,
        ),
    }  # fmt: skip


def holds(condition):
    """Whether something is so now; a row that is not there makes it not so."""
    try:
        return condition()
    except ObjectDoesNotExist:
        return False


PAGES = (
    "correct", "address", "move", "enrollment_correct", "status", "area_add", "area_correct", "evidence_add",
    "evidence_correct", "evidence_withdraw", "note_write", "note_withdraw", "guardian_add", "guardian_correct",
    "guardianship_correct", "guardianship_end", "responsibility_take", "responsibility_match", "responsibility_end",
    "hand_over",
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_does_its_act_and_leads_back_to_its_section(world, client_of, name):
    name_somebody_unknown(world)
    typed, section, condition = acts(world)[name]
    assert not holds(condition)
    answer = post(client_of, world, name, typed)
    assert (answer.status_code, answer.get("Location")) == (303, record_of(world, section)), answer.content.decode()
    assert holds(condition)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "guardianship_correct"])
def test_a_page_with_nothing_filled_in_says_what_is_missing_and_writes_nothing(world, client_of, nothing_written, name):
    name_somebody_unknown(world)
    client = client_of(world.specialist)
    with nothing_written():
        answer = client.post(address_of(name, world.student), {})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error:" in page
    assert 'role="alert"' in page


def test_leaving_the_school_leads_to_the_list_for_those_who_see_the_child_no_longer(world, client_of):
    yesterday = (world.today - datetime.timedelta(days=1)).isoformat()
    typed = {"on": yesterday, "reason": "Moved away"}
    answer = post(client_of, world, "enrollment_end", typed)
    assert (answer.status_code, answer["Location"]) == (303, reverse("students:find"))
    assert client_of(world.specialist).get(record_of(world)).status_code == 404
    assert client_of(world.coordinator).get(record_of(world)).status_code == 200


def test_a_stale_correction_shows_both_wordings_and_can_be_kept(world, client_of):
    client = client_of(world.specialist)
    actions.correct_student(student=world.student, version=1, by=world.coordinator, chosen_first="Maia", has_iep=True)
    answer = client.post(address_of("correct", world.student), facts(chosen_first="May"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Carmen Vale changed this while you were writing" in page
    assert [(both.theirs, both.mine) for both in answer.context["form"].conflict.rows] == [
        ("Maia", "May"),
        ("Yes", "No"),
    ]
    assert Student.objects.get(pk=world.student.pk).chosen_first == "Maia"
    answer = client.post(address_of("correct", world.student), facts(chosen_first="May", version=2))
    assert answer.status_code == 303
    assert Student.objects.get(pk=world.student.pk).chosen_first == "May"


def test_a_day_outside_every_school_year_says_whom_to_ask(world, client_of):
    typed = {"school": world.school.pk, "grade": "8", "on": "2001-09-01"}
    answer = post(client_of, world, "move", typed)
    assert answer.status_code == 422
    assert "ask a coordinator to add the year" in answer.content.decode()


def test_opening_a_record_is_remembered_and_opening_it_again_too(world, client_of):
    client = client_of(world.leader)
    for _time in range(2):
        client.get(record_of(world))
    visits = Visit.objects.filter(actor=world.leader.key, subject=f"students.student:{world.student.pk}")
    assert list(visits.values_list("what", flat=True)) == ["opened", "opened"]


def test_the_record_costs_the_same_however_much_is_in_it(world, client_of, assert_query_count):
    client = client_of(world.leader)
    client.get(record_of(world))
    with assert_query_count(RECORD_QUERIES):
        client.get(record_of(world))
    for number in range(3):
        actions.add_guardian(student=world.student, name=f"Adult {number}", by=world.specialist)
        actions.write_note(student=world.student, words=f"Note {number}", by=world.specialist)
        section = actions.open_section(school=world.school, year=world.year, name=f"Art {number}", by=world.specialist)
        actions.join_class(student=world.student, section=section, by=world.specialist)
    with assert_query_count(RECORD_QUERIES):
        client.get(record_of(world))


RECORD_QUERIES = 24


def test_those_who_review_find_no_way_to_edit(world, client_of):
    page = client_of(world.leader).get(record_of(world)).content.decode()
    for name in ("correct", "guardian_add", "note_write", "move"):
        assert address_of(name, world.student) not in page
    assert world.marks.score in page
    assert "family@example.org" in page


def test_a_leader_does_not_read_notes_of_the_close_circle(world, client_of):
    actions.write_note(student=world.student, words="marmot-close-note", reader="circle", by=world.specialist)
    assert "marmot-close-note" in client_of(world.counselor).get(record_of(world)).content.decode()
    page = client_of(world.leader).get(record_of(world)).content.decode()
    assert "marmot-close-note" not in page
    assert world.marks.note in page


def test_a_parent_with_another_child_elsewhere_is_not_corrected_from_here(world, client_of):
    """A sign-in opens every child of its holder, so it is moved by somebody who keeps them all."""
    tie = actions.add_guardian(
        student=world.other_student, name="Dana Thompson", email="family@example.org", by=world.other_specialist
    )
    assert tie.guardian == world.family_tie.guardian
    typed = {**CONTACT, "email": "mine@example.org", "phone": "303-555-0199"}
    answer = post(client_of, world, "guardian_correct", typed)
    tie.guardian.refresh_from_db()
    assert answer.status_code == 422
    assert "whose record you do not keep" in answer.content.decode()
    assert (tie.guardian.email, tie.guardian.phone) == ("family@example.org", "")
    post(client_of, world, "guardian_correct", typed, by="coordinator")
    tie.guardian.refresh_from_db()
    assert tie.guardian.email == "mine@example.org"
