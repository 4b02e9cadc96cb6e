"""A specialist's own workbook, brought in: what is made, what is asked, and that nothing happens by halves."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from history.models import Event
from rostering import actions
from rostering.actions.looking import layout_of
from rostering.columns import guess_columns
from rostering.models import ImportRun, StagedRow
from rostering.settling import Chosen
from rostering.tasks import bring_in
from students.actions import add_student
from students.models import Evidence, Guardian, Identification, Note, Responsibility, Student
from tests.rostering.files import HEADERS, ROWS, SAMPLE, excerpt, workbook
from tests.rostering.lists import (
    CASELOAD_CHOICES,
    DECIDED,
    apply,
    asked,
    choose,
    open_questions,
    proposals,
    read,
    waiting,
)
from tests.world import days


def test_whole_workbook_is_brought_in_as_structured_records(world):
    caseload, pool = read(world, SAMPLE)
    assert proposals(caseload) == {"": 1, "aside": 3, "create": 86, "merged": 1}
    assert waiting(caseload) == [(5, "date_future"), (9, "same_student_twice")]
    assert asked(caseload) == {
        "date_future": 1, "date_without_day": 11, "email_many": 1, "email_note": 1, "exceptionality_unclear": 9,
        "row_not_a_student": 1, "same_student_twice": 1,
    }  # fmt: skip
    before = Student.objects.count()
    apply(choose(caseload, CASELOAD_CHOICES))
    assert Student.objects.count() == before + 86
    latasha = Student.objects.get(state_id="1899518591")
    assert (latasha.legal_first, latasha.legal_last, latasha.local_id) == ("Latasha", "Johnson", "61612")
    assert sorted(latasha.identifications.values_list("area", "decided_on__year")) == [
        ("creative_thinking", 2024),
        ("world_languages", 2024),
    ]
    assert list(
        latasha.evidence.order_by("pk").values_list(
            "instrument", "score", "percentile", "percentile_bound", "taken_text"
        )
    ) == [
        ("CogAT Verbal", "98th", 98, "exactly", ""),
        ("CogAT Quantitative", ">99", 99, "above", ""),
        ("CogAT Composite", "98", 98, "exactly", ""),
        ("CMAS English language arts", "Exceeded (795)", None, "exactly", "2026"),
        ("CMAS Mathematics", "Met", None, "exactly", "2026"),
    ]
    assert list(
        latasha.guardianships.values_list("guardian__name", "guardian__email", "guardian__phone").order_by("pk")
    ) == [
        ("Ikshita Johnson", "ikshita.johnson@example.org", "970-555-5534"),
        ("Nathaniel Johnson", "nathaniel.johnson@example.org", ""),
    ]
    assert list(latasha.notes.values_list("words", "reader").order_by("pk")) == [
        ("ALP signed last yr?: Y", "staff"),
        ("parents split, two homes", "staff"),
    ]
    assert latasha.responsibilities.get(kind="plan_manager").user == world.other_specialist
    apply(pool)
    frida = Student.objects.get(legal_last="Niño")
    status = frida.statuses.get(ends_on=None)
    assert (status.status, status.reason, frida.enrollments.get().grade) == ("talent_pool", "CogAT N 93", "6")


def test_irregular_squares_are_kept_as_words(world):
    odd = ("Jones, Alexander", "Stewart, Mary", "Mistry, Shivansh", "Magaña, Homero", "Lopez, Dustin")
    (caseload,) = read(world, excerpt(*odd, "Cintrón, Germán", "Escalante, Alta  Gracia"))
    chosen = {number: {(column, kind): Chosen(DECIDED[kind])} for number, column, kind in open_questions(caseload)}
    apply(choose(caseload, chosen))
    by_name = {str(student): student for student in Student.objects.all()}
    assert by_name["Alexander Jones"].identifications.get().decided_text == "Mar 2023"
    mary = by_name["Mary Stewart"]
    assert (mary.identifications.get().decided_on, mary.has_iep) == (None, True)
    assert mary.notes.filter(words="Date ID'd: 2036-11-28").exists()
    assert by_name["Shivansh Mistry"].notes.filter(words="Email 1: grandma.mistry@example.org").exists()
    homero = Guardian.objects.get(name="Joshua Magaña")
    assert (homero.email, homero.contact_note, homero.user) == ("", "no email - call", None)
    assert by_name["Homero Magaña"].notes.filter(words="2e?: Y").exists()
    dustin = by_name["Dustin Lopez"]
    assert sorted(dustin.identifications.values_list("area", flat=True)) == ["mathematics", "social_studies"]
    assert dustin.notes.filter(words="duplicate row? check").exists()
    assert by_name["Germán Cintrón"].english_learner == "exited"
    assert by_name["Alta Gracia Escalante"].legal_first == "Alta Gracia"


def test_teachers_are_matched_by_surname_or_left_named(world):
    (caseload,) = read(world, excerpt("Johnson, Latasha", "Espinal, Clara"))
    apply(choose(caseload, teachers={"brooks": "0"}))
    latasha = Student.objects.get(state_id="1899518591")
    taught = latasha.responsibilities.filter(kind="teacher").order_by("subject")
    assert [(one.subject, one.named, one.user) for one in taught] == [
        ("ELA", "Petrie", world.other_teacher),
        ("Math", "Lindqvist", None),
    ]
    clara = Student.objects.get(state_id="1877356743")
    assert clara.responsibilities.get(subject="ELA").user is None


def test_same_file_again_changes_nothing_and_asks_nothing_again(world):
    for run in read(world, SAMPLE):
        apply(choose(run, CASELOAD_CHOICES if run.position == 0 else {}))
    tables = (Student, Identification, Evidence, Guardian, Note, Responsibility)
    counts = [model.objects.count() for model in tables]
    caseload, pool = read(world, SAMPLE)
    assert (proposals(caseload)["unchanged"], waiting(caseload)) == (86, [])
    assert (proposals(pool)["unchanged"], waiting(pool)) == (9, [])
    with pytest.raises(ValidationError, match="nothing to bring in"):
        apply(caseload)
    assert [model.objects.count() for model in tables] == counts


def test_three_changed_squares_propose_exactly_those_three(world):
    rows = [list(row) for row in ROWS]
    (run,) = read(world, workbook([("A", [HEADERS, *rows])]))
    apply(run)
    rows[0][1], rows[0][6], rows[1][4] = 8, "Susana Rivera", "Mus/Sci/R/Dan"
    (again,) = read(world, workbook([("A", [HEADERS, *rows])]))
    proposed = {
        row.number: [(change["what"], change.get("before")) for change in row.changes] for row in again.rows.all()
    }
    assert proposed == {1: [], 2: [("grade", "7"), ("contact", "Susan Rivera")], 3: [("area", None)]}
    apply(again)
    ana = Student.objects.get(legal_last="Rivera")
    assert (ana.enrollments.get().grade, ana.guardianships.get().guardian.name) == ("8", "Susana Rivera")
    assert Identification.objects.filter(student__legal_last="Lad", area="dance").exists()


def test_declined_change_is_not_made(world):
    (run,) = read(world, workbook())
    apply(run)
    rows = [list(row) for row in ROWS]
    rows[0][1], rows[0][4] = 8, "GIA/Mus"
    (again,) = read(world, workbook([("A", [HEADERS, *rows])]))
    apply(choose(again, kept={2: ["grade"]}))
    ana = Student.objects.get(legal_last="Rivera")
    assert ana.enrollments.get().grade == "7"
    assert ana.identifications.filter(area="music").exists()


def test_undecided_problem_stops_everything(world):
    caseload, _pool = read(world, SAMPLE)
    before = Student.objects.count()
    with pytest.raises(ValidationError, match="2 problems still need your choice"):
        apply(caseload)
    assert Student.objects.count() == before


def test_refused_row_undoes_the_whole_list_and_names_itself(world):
    rows = [*ROWS, (f"Zuni, {'A' * 101}", 7, "1000000001", 99, "M", None, None, None, None)]
    (run,) = read(world, workbook([("A", [HEADERS, *rows])]))
    before = Student.objects.count()
    with pytest.raises(ValidationError, match="Row 4 was refused"):
        apply(run)
    assert Student.objects.count() == before
    run.refresh_from_db()
    assert (run.state, run.refusal["row"]) == ("previewed", 4)


def test_change_since_the_preview_asks_to_look_again(world):
    (run,) = read(world, workbook())
    student = add_student(
        district=world.district, school=world.other_school, year=world.year, grade="7", legal_first="Ana",
        legal_last="Rivera", state_id="1258026796", by=world.other_specialist,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="changed since you looked"):
        apply(run)
    run.refresh_from_db()
    row = run.rows.get(number=4)
    assert (row.proposal, row.student) == ("update", student)
    apply(run)
    assert student.identifications.get().area == "general_intellectual"


def test_ended_posting_stops_the_import_also_in_the_background(world):
    (run,) = read(world, workbook())
    actions.start_applying(run=run, ask=lambda pk: "")
    world.other_specialist.postings.update(ends_on=days(world, -1))
    before = Student.objects.count()
    assert bring_in.call(run.pk) is False
    run.refresh_from_db()
    assert (run.state, Student.objects.count()) == ("previewed", before)
    assert run.refusal["reasons"] == ["You no longer bring students into this school."]


def test_long_list_is_brought_in_by_the_worker(world):
    (run,) = read(world, workbook())
    actions.start_applying(run=run, ask=lambda pk: "")
    assert bring_in.call(run.pk) is True
    assert Student.objects.filter(legal_last__in=("Rivera", "Lad")).count() == 2


def test_discarded_list_forgets_what_it_said(world):
    (run,) = read(world, workbook())
    actions.discard(run=run, by=run.by)
    assert (StagedRow.objects.filter(run=run).count(), ImportRun.objects.get(pk=run.pk).state) == (0, "discarded")


@pytest.mark.parametrize("state", ["read", "staging", "previewed", "applying"])
def test_a_list_left_lying_is_forgotten_after_ninety_days(world, freeze, state):
    (run,) = read(world, workbook())
    ImportRun.objects.filter(pk=run.pk).update(state=state, refusal={"reasons": ["Ana"]})
    freeze(run.at + datetime.timedelta(days=90))
    call_command("forget_lists", verbosity=0)
    assert StagedRow.objects.filter(run=run).exists()
    freeze(run.at + datetime.timedelta(days=90, minutes=1))
    call_command("forget_lists", verbosity=0)
    run.refresh_from_db()
    assert (run.state, run.rows.count(), run.refusal) == ("discarded", 0, {})
    assert Event.objects.get(verb="rostering.list_discarded").actor == ""


def test_columns_are_remembered_under_her_words(world):
    by = world.other_specialist
    data = workbook([("A", [("Kid", "Name"), ("x", "Ana Rivera")])])
    (run,) = actions.read_file(data=data, name="a", school=world.other_school, by=by)
    columns = guess_columns(layout_of(run, header_row=1).headers)
    actions.confirm_columns(run=run, columns=columns, short_forms={"Robo": "science"}, header_row=1, by=by)
    assert dict(by.column_mappings.values_list("header", "target")) == {"kid": "note", "name": "student_name"}
    assert by.area_short_forms.get().area == "science"


def test_columns_without_a_name_are_refused(world):
    (run,) = actions.read_file(data=workbook(), name="a", school=world.other_school, by=world.other_specialist)
    columns = guess_columns(("Gr", "Gr", "SASID"))
    with pytest.raises(ValidationError, match="Say which column holds the student’s name"):
        actions.confirm_columns(run=run, columns=columns, short_forms={}, header_row=3, by=world.other_specialist)


def test_applying_is_remembered_under_the_importers_name(world):
    (run,) = read(world, workbook())
    apply(run)
    event = Event.objects.get(verb="rostering.list_applied")
    assert (event.actor_name, event.data) == (world.other_specialist.name, {"": 1, "aside": 1, "create": 2})
    assert Event.objects.filter(verb="students.student_added", actor=world.other_specialist.key).count() >= 2
