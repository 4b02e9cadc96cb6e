"""The pages of an import, walked as a person without script would."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rostering.models import ImportRun
from rostering.readers.opening import MAX_BYTES
from rostering.views import looking
from students.models import Student
from tests.rostering.conftest import staff
from tests.rostering.files import HEADERS, ROWS, workbook


def upload(desk, data, name="list.xlsx", **fields):
    return desk.post(reverse("rostering:start"), {"file": SimpleUploadedFile(name, data), **fields})


def uploaded(desk, world, data):
    """The one run of a file with one sheet, and where the desk was sent."""
    response = upload(desk, data, school=world.other_school.pk)
    assert response.status_code == 303
    return ImportRun.objects.latest("pk"), response["Location"]


def page(run, name):
    return reverse(f"rostering:{name}", args=[run.public_id])


def confirm(desk, run, **otherwise):
    """Accept what the page of columns proposes, as a browser would send it."""
    form = desk.get(page(run, "columns")).context["form"]
    answers = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    return desk.post(page(run, "columns"), answers | {"header_row": run.header_row} | otherwise)


def test_whole_walk_from_file_to_result(desk, world):
    run, where = uploaded(desk, world, workbook())
    assert where == page(run, "columns")
    assert confirm(desk, run)["Location"] == page(run, "preview")
    looked = desk.get(page(run, "preview"))
    assert [(row.number, row.name, row.tag) for row in looked.context["rows"]] == [
        (1, "GT list", "Left out"),
        (4, "Rivera, Ana", "New"),
        (5, "Lad, Finn", "New"),
    ]
    assert Student.objects.count() == 1
    answer = desk.post(page(run, "decide"), {"then": "apply"})
    assert (answer.status_code, answer["Location"]) == (303, page(run, "result"))
    result = desk.get(page(run, "result"))
    assert (result.context["numbers"]["create"], Student.objects.count()) == (2, 3)
    assert reverse("dashboards:home") in result.content.decode()


def test_workbook_with_two_sheets_asks_which_and_offers_the_other_afterwards(desk, world):
    data = workbook([("Caseload", [HEADERS, *ROWS]), ("Watch list", [("Name", "Gr", "Why"), ("Ben Zuni", 6, "asked")])])
    where = upload(desk, data, school=world.other_school.pk)["Location"]
    sheets = desk.get(where)
    assert [run.sheet for run in sheets.context["runs"]] == ["Caseload", "Watch list"]
    run = sheets.context["runs"][0]
    confirm(desk, run)
    desk.post(page(run, "decide"), {"then": "apply"})
    assert [other.sheet for other in desk.get(page(run, "result")).context["others"]] == ["Watch list"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 a list of students", "This is a PDF"),
        (workbook([("A", [])]), "There is nothing in this file"),
        ("Name,Grade\n".encode("utf-16"), "UTF-16"),
        (b"x" * (MAX_BYTES + 1), "up to 10 MB"),
    ],
)
def test_file_that_is_no_list_gets_a_sentence_at_the_field(desk, world, data, words):
    answer = upload(desk, data, school=world.other_school.pk)
    assert (answer.status_code, ImportRun.objects.count()) == (422, 0)
    assert words in answer.context["form"].errors["file"][0]
    assert "Error:" in answer.content.decode()


def test_two_addresses_in_one_square_are_told_once(desk, world):
    data = workbook(
        [("A", [("Name", "Grade", "Mother", "Email"), ("Ana Rivera", 7, "Eva", "a@example.org; b@example.org")])]
    )
    run, _where = uploaded(desk, world, data)
    confirm(desk, run)
    (row,) = desk.get(page(run, "preview"), {"show": "problems"}).context["rows"]
    (issue,) = [issue for issue in row.issues if "two addresses" in issue.sentence]
    assert (issue.twins, len(issue.choices)) == ((), 3)


def test_guessed_letters_are_said_on_the_page(desk, world):
    run, _where = uploaded(desk, world, "Name,Grade\nPeña Ana,7\n".encode("cp1252"))
    assert "Windows-1252" in desk.get(page(run, "columns")).content.decode()


def test_sheet_without_column_names_asks_for_their_row(desk, world):
    run, _where = uploaded(desk, world, workbook([("A", [("x", "y"), ("Kid", "Years"), ("Ana Rivera", 7)])]))
    asked = desk.get(page(run, "columns"))
    assert (asked.status_code, "The column names are in row" in asked.content.decode()) == (422, True)
    form = desk.get(page(run, "columns") + "?header=2").context["form"]
    assert [line["field"].label for line in form.lines] == ["Kid", "Years"]
    answers = {"column_0": "student_name", "column_1": "grade", "header_row": 2}
    assert desk.post(page(run, "columns"), answers).status_code == 303
    assert run.rows.get(proposal="create").record["name"]["family"] == "Rivera"


def test_columns_that_make_no_sense_are_refused_with_the_reason(desk, world):
    run, _where = uploaded(desk, world, workbook())
    answer = confirm(desk, run, column_0="grade")
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [
        "Say which column holds the student’s name.",
        "Two columns are “Grade”. Choose one of them.",
    ]


def test_column_left_without_an_answer_is_an_error_at_its_field(desk, world):
    run, _where = uploaded(desk, world, workbook())
    answer = desk.post(page(run, "columns"), {"header_row": 3})
    assert (answer.status_code, 'id="id_column_0_error"' in answer.content.decode()) == (422, True)


def test_short_form_she_explains_is_understood_and_remembered(desk, world):
    row = ("Rivera, Ana", 7, "1258026796", None, "Robo", None, None, None, None)
    run, _where = uploaded(desk, world, workbook([("A", [HEADERS, row])]))
    form = desk.get(page(run, "columns")).context["form"]
    assert [(field.label, field.value()) for field in form.short_lines] == [("Robo", "")]
    confirm(desk, run, short_0="science")
    assert [area["area"] for area in run.rows.get(number=2).record["areas"]] == ["science"]
    again, _where = uploaded(desk, world, workbook([("A", [HEADERS, row])]))
    form = desk.get(page(again, "columns")).context["form"]
    assert [(field.label, field.value()) for field in form.short_lines] == [("Robo", "science")]


def test_choices_are_kept_and_the_undecided_stop_the_list(desk, world):
    row = ("Rivera, Ana", 7, "1258026796", None, "M", "11/28/2036", None, None, None)
    run, _where = uploaded(desk, world, workbook([("A", [HEADERS, row])]))
    confirm(desk, run)
    desk.post(page(run, "decide"), {"then": "apply"})
    looked = desk.get(page(run, "preview"))
    assert (looked.context["show"], looked.context["counts"]["decide"]) == ("decide", 1)
    assert "One problem still needs your choice." in looked.content.decode()
    name = "choice-2-5-date_future"
    desk.post(page(run, "decide"), {name: "type_date", f"{name}-type_date".replace("choice", "typed"): "2036-01-01"})
    assert desk.get(page(run, "preview")).context["counts"]["decide"] == 1
    desk.post(page(run, "decide"), {name: "type_date", f"{name}-type_date".replace("choice", "typed"): "2024-11-28"})
    desk.post(page(run, "decide"), {"then": "apply"})
    assert Student.objects.get(legal_last="Rivera").identifications.get().decided_on.isoformat() == "2024-11-28"


def test_declined_change_and_chosen_teacher_are_kept(desk, world):
    headers = ("Name", "Gr", "SASID", "Math tchr")
    run, _where = uploaded(desk, world, workbook([("A", [headers, ("Rivera, Ana", 7, "1258026796", "Petrie")])]))
    confirm(desk, run)
    named = desk.get(page(run, "preview") + "?show=teachers").context["teachers"]
    assert [(one.named, one.user) for one in named] == [("Petrie", world.other_teacher.pk)]
    desk.post(page(run, "decide"), {"teacher-named": "petrie", "teacher-user": "0"})
    desk.post(page(run, "decide"), {"then": "apply"})
    ana = Student.objects.get(legal_last="Rivera")
    assert ana.responsibilities.get(kind="teacher").user is None
    again, _where = uploaded(desk, world, workbook([("A", [headers, ("Rivera, Ana", 8, "1258026796", "Petrie")])]))
    confirm(desk, again)
    desk.post(page(again, "decide"), {"row": "2", "keep-2": ["grade", "no such change"]})
    assert again.rows.get(number=2).kept == ["grade"]


def test_nobody_from_elsewhere_can_be_made_a_teacher(desk, world):
    headers = ("Name", "Gr", "Math tchr")
    run, _where = uploaded(desk, world, workbook([("A", [headers, ("Rivera, Ana", 7, "Petrie")])]))
    confirm(desk, run)
    desk.post(page(run, "decide"), {"teacher-named": "petrie", "teacher-user": str(world.specialist.pk)})
    run.refresh_from_db()
    assert run.teachers == {}


def test_long_list_waits_for_the_worker_and_says_so(desk, world, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(looking, "AT_ONCE", 1)
    run, _where = uploaded(desk, world, workbook())
    confirm(desk, run)
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(page(run, "decide"), {"then": "apply"})
    assert answer["Location"] == page(run, "result")
    assert "Bringing your list in" in desk.get(page(run, "result")).content.decode()
    assert desk.get(page(run, "preview"))["Location"] == page(run, "result")


def test_only_the_one_who_brought_a_list_sees_it(world, client_of, desk):
    run, _where = uploaded(desk, world, workbook())
    confirm(desk, run)
    colleague = client_of(staff(world, "Priya Raman", "specialist", world.other_school))
    coordinator = client_of(world.root)
    for other in (colleague, coordinator, client_of(world.specialist)):
        assert other.get(page(run, "preview")).status_code == 404
        assert other.post(page(run, "decide"), {"then": "apply"}).status_code == 404
        assert other.get(reverse("rostering:sheets", args=[run.upload])).status_code == 404


def test_import_is_only_for_those_whose_posting_grants_it(world, client_of, client, nothing_written):
    teacher, leader = client_of(world.other_teacher), client_of(world.leader)
    with nothing_written():
        assert teacher.get(reverse("rostering:start")).status_code == 403
        assert upload(teacher, workbook()).status_code == 403
        assert leader.get(reverse("rostering:start")).status_code == 403
        assert client.get(reverse("rostering:start")).status_code == 302


def test_list_goes_only_into_a_school_of_ones_own(desk, world):
    answer = upload(desk, workbook(), school=world.school.pk)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["school"])


def test_ended_posting_closes_ones_own_lists(desk, world):
    run, _where = uploaded(desk, world, workbook())
    world.other_specialist.postings.update(ends_on=world.other_specialist.postings.get().starts_on)
    assert desk.get(page(run, "columns")).status_code == 403


def test_discarded_list_is_gone(desk, world):
    run, _where = uploaded(desk, world, workbook())
    assert desk.post(page(run, "forget"))["Location"] == reverse("rostering:start")
    assert run.rows.count() == 0
    assert desk.get(page(run, "columns"))["Location"] == reverse("rostering:start")


def test_preview_costs_the_same_for_two_rows_and_for_four(desk, world):
    more = [(f"Zuni, {name}", 7, None, None, "M", None, f"{name}'s mother", None, None) for name in ("Ana", "Ben")]
    for rows in (ROWS, [*ROWS, *more]):
        run, _where = uploaded(desk, world, workbook([("A", [HEADERS, *rows])]))
        confirm(desk, run)
        with CaptureQueriesContext(connection) as queries:
            desk.get(page(run, "preview"))
        assert len([query for query in queries if "rostering_" in query["sql"]]) == 7
