"""Long lists and the worker: nothing hangs, nothing is lost, nothing is done twice."""

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from notices.worker import Loop, new_worker_id
from rostering import actions, tasks
from rostering.models import ImportRun
from rostering.views import looking
from students.models import Student
from tests.rostering.files import HEADERS, ROWS, workbook
from tests.rostering.lists import apply, read
from tests.rostering.test_pages import confirm, page, uploaded


@pytest.fixture(autouse=True)
def nothing_at_once(monkeypatch):
    monkeypatch.setattr(tasks, "LOOKED_THROUGH_AT_ONCE", 1)
    monkeypatch.setattr(looking, "AT_ONCE", 1)


@pytest.fixture
def waiting_run(world, desk):
    """A list whose columns are confirmed and whose rows a worker is to look through."""
    run, _where = uploaded(desk, world, workbook())
    confirm(desk, run)
    return run


def work():
    """The worker, through all that waits."""
    worker = Loop().worker
    for task in DBTaskResult.objects.ready():
        worker.run_task(task)


def work_shown(desk, where):
    answer = desk.get(where)
    return answer.context["work"], answer.get("Refresh")


def the_task():
    return DBTaskResult.objects.latest("enqueued_at")


def test_long_list_goes_the_whole_way_with_the_worker(desk, waiting_run):
    preview, result = page(waiting_run, "preview"), page(waiting_run, "result")
    assert work_shown(desk, preview) == ("queued", "3")
    work()
    looked = desk.get(preview)
    assert (looked.context["coming"], looked.get("Refresh")) == (2, None)
    assert desk.post(page(waiting_run, "decide"), {"then": "apply"})["Location"] == result
    assert work_shown(desk, result) == ("queued", "3")
    assert desk.get(preview)["Location"] == result
    work()
    assert desk.get(result).context["numbers"]["create"] == 2
    assert Student.objects.filter(legal_last__in=("Rivera", "Lad")).count() == 2


def test_choice_in_a_long_list_is_kept_at_once_and_worked_in_by_the_worker(world, desk):
    row = ("Rivera, Ana", 7, "1258026796", None, "M", "11/28/2036", None, None, None)
    run, _where = uploaded(desk, world, workbook([("A", [HEADERS, row, ROWS[1]])]))
    confirm(desk, run)
    work()
    answer = desk.post(page(run, "decide"), {"choice-2-5-date_future": "no_date", "then": "show:all"})
    issue = run.rows.get(number=2).issues.get()
    assert (issue.choice, issue.decided, work_shown(desk, answer["Location"])) == ("no_date", False, ("queued", "3"))
    work()
    looked = desk.get(answer["Location"])
    assert (looked.context["show"], looked.context["counts"]["decide"]) == ("all", 0)


def test_looking_about_in_a_long_list_asks_nothing_of_the_worker(desk, waiting_run):
    work()
    before = DBTaskResult.objects.count()
    desk.post(page(waiting_run, "decide"), {"then": "show:create", "row": "4"})
    waiting_run.refresh_from_db()
    assert (waiting_run.state, DBTaskResult.objects.count()) == ("previewed", before)


def test_page_says_when_nobody_takes_the_work_up(desk, waiting_run, freeze):
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timezone.timedelta(minutes=1))
    answer = desk.get(page(waiting_run, "preview"))
    assert (answer.context["work"], "manage.py work" in answer.content.decode()) == ("alone", True)


def test_page_says_when_the_work_is_under_way_or_its_worker_is_gone(desk, waiting_run):
    host, _pid, chance = new_worker_id().split(":")
    for worker, said in (
        (new_worker_id(), "alone"),
        (f"elsewhere:1:{chance}", "begun"),
        (f"{host}:999999:{chance}", "alone"),
    ):
        task = DBTaskResult.objects.filter(pk=the_task().pk)
        task.update(status=TaskResultStatus.RUNNING, worker_ids=[worker], started_at=timezone.now())
        assert work_shown(desk, page(waiting_run, "preview"))[0] == said


def test_work_that_failed_leads_back_and_can_be_asked_for_again(desk, waiting_run):
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)
    assert work_shown(desk, page(waiting_run, "preview")) == ("ended", None)
    assert desk.post(page(waiting_run, "turn_back"))["Location"] == page(waiting_run, "columns")
    confirm(desk, waiting_run)
    work()
    assert desk.get(page(waiting_run, "preview")).context["coming"] == 2


def test_work_that_is_not_wanted_any_more_is_not_done(desk, waiting_run):
    desk.post(page(waiting_run, "turn_back"))
    work()
    waiting_run.refresh_from_db()
    assert (waiting_run.state, waiting_run.rows.exclude(proposal="").count()) == ("read", 0)


def test_turning_back_after_it_came_in_leads_to_the_result(desk, waiting_run):
    work()
    desk.post(page(waiting_run, "decide"), {"then": "apply"})
    work()
    assert desk.post(page(waiting_run, "turn_back"))["Location"] == page(waiting_run, "result")


class Killed(BaseException):
    """The worker's process is gone."""


def test_killed_worker_loses_nothing_and_the_next_one_does_it_once(world, monkeypatch, db):
    (run,) = read(world, workbook())
    actions.start_applying(run=run, ask=tasks.ask_to_bring_in)
    add = actions.finishing.Doer.add
    done = []

    def until_killed(doer, record, changes):
        if done:
            raise Killed
        done.append(record)
        return add(doer, record, changes)

    with monkeypatch.context() as dying:
        dying.setattr(actions.finishing.Doer, "add", until_killed)
        with pytest.raises(Killed):
            tasks.bring_in.call(run.pk)
    assert Student.objects.filter(legal_last__in=("Rivera", "Lad")).count() == 0
    assert ImportRun.objects.get(pk=run.pk).state == "applying"
    assert [tasks.bring_in.call(run.pk), tasks.bring_in.call(run.pk)] == [True, False]
    assert Student.objects.filter(legal_last__in=("Rivera", "Lad")).count() == 2


def test_refused_by_the_worker_is_told_on_the_preview(world, desk, waiting_run):
    work()
    desk.post(page(waiting_run, "decide"), {"then": "apply"})
    (other,) = read(world, workbook())
    apply(other)
    work()
    told = desk.get(page(waiting_run, "result"), follow=True).content.decode()
    assert "There is nothing to bring in" in told
