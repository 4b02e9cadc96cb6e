"""The pages on which a list is taken back: what they say, who sees them, and what a long list does."""

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from notices.worker import Loop
from rostering.models import ImportRun
from rostering.views import taking_back
from schools.actions import end_posting
from students import actions as students
from students.models import Student
from tests.rostering.conftest import staff
from tests.rostering.files import HEADERS, ROWS, workbook
from tests.rostering.lists import apply, read
from tests.rostering.test_pages import page
from tests.world import moment


@pytest.fixture
def run(world):
    (run,) = read(world, workbook())
    return apply(run)


def touch(world, name="Rivera"):
    student = Student.objects.get(legal_last=name)
    students.write_note(student=student, words="Loves maps", by=world.other_specialist)
    return student


def work():
    worker = Loop().worker
    for task in DBTaskResult.objects.ready():
        worker.run_task(task)


def test_whole_walk_from_the_result_to_the_list_once_more(desk, world, run):
    assert page(run, "take_back") in desk.get(page(run, "result")).content.decode()
    assert page(run, "take_back") in desk.get(reverse("rostering:start")).content.decode()
    touch(world)
    looked = desk.get(page(run, "take_back"))
    assert (looked.context["counts"], [line.name for line in looked.context["lines"]]) == (
        {"left": 1, "back": 0, "partly": 0, "stays": 1},
        ["Lad, Finn", "Rivera, Ana"],
    )
    assert "a note was written" in looked.content.decode()
    (line,) = desk.get(page(run, "take_back"), {"show": "left"}).context["lines"]
    assert (line.name, line.label) == ("Lad, Finn", "Leaves")
    answer = desk.post(page(run, "take_back"), {"reason": "The wrong school"})
    assert (answer.status_code, answer["Location"]) == (303, page(run, "result"))
    result = desk.get(page(run, "result"))
    assert (result.context["numbers"]["left"], [str(one) for one in result.context["still"]]) == (1, ["Ana Rivera"])
    assert "The wrong school" in result.content.decode()
    assert "Lad" not in result.content.decode()
    assert desk.get(page(run, "take_back"))["Location"] == page(run, "result")
    again = desk.post(page(run, "look_again"))
    assert again["Location"] == page(ImportRun.objects.latest("pk"), "columns")
    assert desk.get(again["Location"]).status_code == 200


def test_without_a_reason_the_page_comes_back_with_a_sentence(desk, run, nothing_written):
    with nothing_written():
        answer = desk.post(page(run, "take_back"), {"reason": " "})
    assert (answer.status_code, answer.context["form"].errors["reason"]) == (422, ["Say why the list is taken back."])


def test_what_goes_back_is_shown_thing_by_thing(desk, world, run):
    (again,) = read(world, workbook([("A", [HEADERS, ("Rivera, Ana", 8, "1258026796", 99999, "Mus", *ROWS[0][5:])])]))
    apply(again)
    (line,) = desk.get(page(again, "take_back")).context["lines"]
    assert (line.name, line.taken, line.changes) == (
        "Rivera, Ana",
        "back",
        [
            ("Local student ID (LASID)", "99999", "78087"),
            ("School and grade", "Juniper Elementary · 8", "Juniper Elementary · 7"),
            ("Area", "Music · Jan 11, 2023", ""),
        ],
    )


def test_a_list_that_has_to_wait_for_a_later_one_says_which(desk, world, run):
    (later,) = read(world, workbook([("Later", [HEADERS, ("Rivera, Ana", 8, *ROWS[0][2:])])]))
    apply(later)
    looked = desk.get(page(run, "take_back"))
    assert ["“list.xlsx, Later”" in reason for reason in looked.context["reasons"]] == [True]
    assert desk.post(page(run, "take_back"), {"reason": "Wrong"}).status_code == 422
    assert not Student.objects.exclude(withdrawn_at=None).exists()


def test_the_coordinator_sees_who_left_and_a_colleague_sees_no_such_list(world, run, client_of):
    coordinator, colleague = (
        client_of(world.root),
        client_of(staff(world, "Cora Vale", "specialist", world.other_school)),
    )
    start = coordinator.get(reverse("rostering:start"))
    assert ([one.pk for one in start.context["others"]], "Omar Haddad" in start.content.decode()) == ([run.pk], True)
    assert colleague.get(page(run, "take_back")).status_code == 404
    assert coordinator.post(page(run, "take_back"), {"reason": "Not ours"}).status_code == 303
    result = coordinator.get(page(run, "result"))
    assert [str(one) for one in result.context["page"]] == ["Finn Lad", "Ana Rivera"]
    assert colleague.get(page(run, "result")).status_code == 404


def test_of_a_child_whose_record_others_keep_now_nothing_more_is_said(desk, world, freeze):
    freeze(moment(world, -10))
    (run,) = read(world, workbook())
    run, where = apply(run), {"school": world.school, "year": world.year, "grade": "7", "on": world.today}
    freeze(moment(world, 0))
    students.move_school(student=touch(world), by=world.root, **where)
    lines = {line.name: line.reasons for line in desk.get(page(run, "take_back")).context["lines"]}
    assert lines == {"Lad, Finn": [], "Rivera, Ana": ["somebody else keeps this record now"]}


@pytest.mark.parametrize("size", [1, 3])
def test_looking_costs_the_same_however_long_the_list(desk, world, size, assert_query_count):
    rows = [
        (f"Rivera, Ana{'bcd'[n]}", 7, f"125802679{n}", 78087 + n, *ROWS[0][4:7], f"p{n}@example.org", "x")
        for n in range(size)
    ]
    (run,) = read(world, workbook([("A", [HEADERS, *rows])]))
    run = apply(run)
    address = page(run, "take_back")
    desk.get(address)
    with assert_query_count(38):
        desk.get(address)


@pytest.fixture
def nothing_at_once(monkeypatch):
    monkeypatch.setattr(taking_back, "AT_ONCE", 1)


@pytest.mark.usefixtures("nothing_at_once")
class TestTheWorker:
    """A long list is taken back in the background."""

    def ask(self, desk, run):
        assert desk.post(page(run, "take_back"), {"reason": "The wrong file"})["Location"] == page(run, "result")
        run.refresh_from_db()
        assert run.state == "taking_back"

    def test_takes_it_back_for_whoever_asked(self, desk, world, run):
        self.ask(desk, run)
        waiting = desk.get(page(run, "result"))
        assert (waiting.context["work"], waiting.get("Refresh")) == ("queued", "3")
        assert "Do not take it back" in waiting.content.decode()
        work()
        run.refresh_from_db()
        assert (run.state, run.taken_back_by, run.taken_back_because) == (
            "taken_back", world.other_specialist, "The wrong file",
        )  # fmt: skip
        assert Student.objects.standing().count() == 1
        assert desk.get(page(run, "result")).context["numbers"]["left"] == 2

    def test_need_not_when_somebody_turned_back(self, desk, run):
        self.ask(desk, run)
        assert desk.post(page(run, "turn_back"))["Location"] == page(run, "result")
        work()
        run.refresh_from_db()
        assert (run.state, Student.objects.standing().count()) == ("applied", 3)

    def test_asks_again_whether_the_person_may(self, desk, world, run):
        self.ask(desk, run)
        for posting in world.other_specialist.postings.all():
            end_posting(posting=posting, on=world.today.replace(day=17), by=world.root)
        work()
        run.refresh_from_db()
        assert (run.state, run.refusal) == ("applied", {"reasons": ["You no longer bring students into this school."]})
        assert Student.objects.standing().count() == 3

    def test_a_refusal_in_the_background_stands_on_the_result(self, desk, world, run):
        self.ask(desk, run)
        ImportRun.objects.filter(pk=run.pk).update(state="applied")
        (later,) = read(world, workbook([("Later", [HEADERS, ("Rivera, Ana", 8, *ROWS[0][2:])])]))
        apply(later)
        ImportRun.objects.filter(pk=run.pk).update(state="taking_back")
        work()
        result = desk.get(page(run, "result")).content.decode()
        assert "The list was not taken back" in result
        assert "Take that list back first" in result
