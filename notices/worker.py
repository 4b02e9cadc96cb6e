"""One worker: it sends letters that are due, runs background tasks, and tidies up once a day.

The tasks themselves are run by the worker of django-tasks-db. What it lacks is here: a task whose
worker died is put back, and letters are looked for every few seconds.
"""

import os
import secrets
import signal
import socket
import time
from pathlib import Path

import structlog
from django.core.management import call_command
from django.db import close_old_connections
from django_tasks import TaskResultStatus, task_backends
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from history import clock
from notices.models import Message
from notices.tasks import send_due

log = structlog.get_logger(__name__)

ONE_DAY = 24 * 60 * 60
LONGEST_TASK = 60 * 60  # seconds; whatever runs longer on another machine is taken for dead
TIDYING = ("clearsessions", "forget_drafts", "forget_lists")
PROCESSES = Path("/proc")
STATE, BEGAN, ENDED = 0, 19, "ZX"  # places in what Linux says of a process after its name; zombie, dead
MOST_WORKERS = 3  # a task that outlived so many workers is set aside as failed


def keeps_tasks_in_database():
    """Whether this worker runs the tasks itself; with another backend its own workers do."""
    return isinstance(task_backends["default"], DatabaseBackend)


def new_worker_id():
    """Says where a worker runs, so that others can see whether it is alive: machine, process, when that process
    began, chance. The number of a process is given away again, its beginning is not."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{beginning_of(os.getpid())}.{secrets.token_hex(4)}"


def beginning_of(pid):
    """When a process of this machine began, as Linux tells it: ticks since the start of the machine, and which
    start that was. Empty for a process that has ended, and where no one tells."""
    try:
        told = (PROCESSES / str(pid) / "stat").read_text().rpartition(")")[2].split()
        boot = (PROCESSES / "sys/kernel/random/boot_id").read_text()[:8]
    except OSError:
        return ""
    return "" if told[STATE] in ENDED else f"{told[BEGAN]}-{boot}"


def is_alive(worker_id, *, mine):
    """Whether the worker of an id may still be at work. Of another machine nobody can say: yes."""
    if worker_id == mine:
        return True
    _machine, _colon, process = worker_id.partition(":")
    pid, _colon, rest = process.partition(":")
    if not is_here(worker_id) or not pid.isdigit():
        return True
    if int(pid) == os.getpid():  # the same number, another chance: an earlier process that had it
        return False
    if began := rest.rpartition(".")[0]:
        return beginning_of(pid) == began
    return has_process(int(pid))


def has_process(pid):
    """Whether any process has this number: all that can be asked where nobody tells when it began."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def is_here(worker_id):
    """Whether a worker runs, or ran, on this machine, where its process can be asked for."""
    return worker_id.partition(":")[0] == socket.gethostname()[:30]


def requeue_abandoned(mine):
    """Put back every task that a dead worker left running. Tasks are idempotent. Returns how many."""
    back = 0
    for result in DBTaskResult.objects.running():
        worker_id, age = result.worker_ids[-1], (clock.now() - result.started_at).total_seconds()
        if is_alive(worker_id, mine=mine) and (is_here(worker_id) or age < LONGEST_TASK):
            continue
        if len(result.worker_ids) >= MOST_WORKERS:
            result.set_failed(RuntimeError(f"{len(result.worker_ids)} workers ended while they ran this task"))
            log.error("task_set_aside", task=result.task_path, id=str(result.pk))
            continue
        unchanged = DBTaskResult.objects.running().filter(pk=result.pk, started_at=result.started_at)
        back += unchanged.update(status=TaskResultStatus.READY, started_at=None)
        log.warning("task_requeued", task=result.task_path, id=str(result.pk))
    return back


def tidy():
    """Forget finished tasks, ended sessions, drafts that nobody can read any more and lists left lying.

    A step that fails is told in the log, and the others go on.
    """
    ours = ["prune_db_task_results"] if keeps_tasks_in_database() else []
    for command in [*ours, *TIDYING]:
        try:
            call_command(command, verbosity=0)
        except Exception:
            log.exception("tidying_failed", command=command)


class Loop:
    """Looks, works, rests. One Ctrl-C (or SIGTERM) lets the task at hand finish; a second one does not."""

    def __init__(self, *, interval=3.0):
        self.interval = interval
        self.stopping = self.resting = False
        self.tidied = float("-inf")
        self.worker = Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=new_worker_id(),
            excluded_queue_names=[],
        )

    def stop(self, signum, frame):
        """Handle a signal to end."""
        if self.stopping or self.resting:
            raise SystemExit(1 if self.stopping else 0)
        self.stopping, self.worker.running = True, False

    def turn(self):
        """Do everything there is to do now."""
        close_old_connections()
        if time.monotonic() - self.tidied > ONE_DAY:
            tidy()
            self.tidied = time.monotonic()
        if Message.objects.waiting(at=clock.now()).exists():
            send_due.enqueue()
        if keeps_tasks_in_database():
            requeue_abandoned(self.worker.worker_id)
            self.worker.run()

    def run(self):
        """Work until told to stop."""
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, self.stop)
        while not self.stopping:
            self.turn()
            self.resting = not self.stopping
            if self.resting:
                time.sleep(self.interval)
            self.resting = False
