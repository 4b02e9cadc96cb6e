"""The worker: letters, tasks, and what a dead worker left behind."""

import datetime
import os
import signal
import subprocess
import sys

import pytest
from django.core import mail
from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from history.clock import now
from notices import worker
from notices.tasks import send_due
from notices.worker import Loop, is_alive, new_worker_id, requeue_abandoned


@pytest.fixture(autouse=True)
def connection_of_the_test(monkeypatch):
    """A worker drops connections that are too old; here the one there is holds the test's transaction."""
    for module in (worker, db_worker):
        monkeypatch.setattr(module, "close_old_connections", lambda: None)


def dead_id():
    """The id of a worker on this machine whose process has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return worker.new_worker_id().replace(f":{os.getpid()}:", f":{process.pid}:")


def left_running(*worker_ids, started_at=None):
    result = send_due.enqueue().db_result
    result.worker_ids, result.status = list(worker_ids), TaskResultStatus.RUNNING
    result.started_at = started_at or now()
    result.save()
    return result


def test_one_turn_sends_what_waits(one):
    one()
    call_command("work", once=True)
    assert len(mail.outbox) == 1
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_a_turn_without_letters_starts_no_task(db):
    Loop().turn()
    assert not DBTaskResult.objects.exists()


def test_failing_task_does_not_end_the_worker(one, monkeypatch):
    one("first")
    loop = Loop()
    with monkeypatch.context() as patch:
        patch.setattr("notices.tasks.send_waiting", lambda: 1 / 0)
        loop.turn()
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED
    loop.turn()
    assert [sent.to for sent in mail.outbox] == [["dana@example.org"]]


def test_task_of_a_dead_worker_is_done_by_the_next_one(db):
    result = left_running(dead_id())
    Loop().turn()
    result.refresh_from_db()
    assert result.status == TaskResultStatus.SUCCESSFUL
    assert len(result.worker_ids) == 2


def test_task_of_a_living_worker_is_left_alone(db):
    living = f"{worker.socket.gethostname()[:30]}:{os.getppid()}:0000"
    left_running(living)
    assert requeue_abandoned(new_worker_id()) == 0


def test_living_worker_may_take_longer_than_an_hour(db, freeze):
    started = freeze("2026-11-18 09:00")
    left_running(f"{worker.socket.gethostname()[:30]}:{os.getppid()}:0000", started_at=started)
    freeze(started + datetime.timedelta(hours=3))
    assert requeue_abandoned(new_worker_id()) == 0


def test_worker_of_another_machine_is_given_an_hour(db, freeze):
    started = freeze("2026-11-18 09:00")
    left_running("elsewhere:77:0000", started_at=started)
    assert requeue_abandoned(new_worker_id()) == 0
    freeze(started + datetime.timedelta(minutes=61))
    assert requeue_abandoned(new_worker_id()) == 1


def test_process_number_used_again_is_not_taken_for_the_worker():
    mine = new_worker_id()
    assert is_alive(mine, mine=mine)
    assert not is_alive(new_worker_id(), mine=mine)


@pytest.fixture
def sleeper():
    """Another process of this machine that is at work."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process
    process.communicate()


def id_of(process):
    """The id of a worker that is this process."""
    host, _pid, _rest = new_worker_id().split(":")
    return f"{host}:{process.pid}:{worker.beginning_of(process.pid)}.0000"


def test_process_that_took_over_a_number_is_not_the_worker_that_had_it(db, sleeper):
    living = id_of(sleeper)
    before = living.replace(f":{worker.beginning_of(sleeper.pid)}.", ":17-0123abcd.")
    assert is_alive(living, mine="")
    assert not is_alive(before, mine="")
    held, left = left_running(living), left_running(before)
    assert requeue_abandoned(new_worker_id()) == 1
    held.refresh_from_db()
    left.refresh_from_db()
    assert (held.status, left.status) == (TaskResultStatus.RUNNING, TaskResultStatus.READY)


def test_process_that_ended_and_was_not_waited_for_is_not_alive(sleeper):
    living = id_of(sleeper)
    sleeper.stdin.close()
    os.waitid(os.P_PID, sleeper.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and nobody took note yet
    assert not is_alive(living, mine="")


def test_where_nobody_tells_when_a_process_began_its_number_has_to_do(sleeper, monkeypatch, tmp_path):
    monkeypatch.setattr(worker, "PROCESSES", tmp_path)
    assert new_worker_id().split(":")[2].startswith(".")
    assert is_alive(id_of(sleeper), mine="")
    assert not is_alive(dead_id(), mine="")


def test_task_that_outlives_its_workers_is_set_aside(db):
    result = left_running(*(dead_id() for _time in range(worker.MOST_WORKERS)))
    assert requeue_abandoned(new_worker_id()) == 0
    result.refresh_from_db()
    assert result.status == TaskResultStatus.FAILED


def test_first_ctrl_c_lets_the_task_at_hand_finish():
    loop = Loop()
    loop.stop(signal.SIGINT, None)
    assert loop.stopping
    assert not loop.worker.running
    with pytest.raises(SystemExit) as ended:
        loop.stop(signal.SIGINT, None)
    assert ended.value.code == 1


def test_ctrl_c_at_rest_ends_at_once():
    loop = Loop()
    loop.resting = True
    with pytest.raises(SystemExit) as ended:
        loop.stop(signal.SIGTERM, None)
    assert ended.value.code == 0


def test_tidying_forgets_ended_sessions_and_old_tasks(db, client, freeze):
    freeze("2026-11-18 09:00")
    client.post("/account/language/", {"language": "es"})
    old = send_due.enqueue().db_result
    old.set_successful(0)
    freeze("2027-01-18 09:00")
    worker.tidy()
    assert not DBTaskResult.objects.exists()
    assert not client.session.exists(client.session.session_key)


def test_tidying_that_fails_holds_up_neither_the_rest_nor_letters(one, monkeypatch, caplog):
    one()
    done = []

    def tidied(command, **options):
        done.append(command)
        if command == "clearsessions":
            raise OSError("no disk")

    monkeypatch.setattr(worker, "call_command", tidied)
    Loop().turn()
    assert done == ["prune_db_task_results", *worker.TIDYING]
    assert "clearsessions" in caplog.text
    assert len(mail.outbox) == 1
