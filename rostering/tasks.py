"""Background work of this room: what is long is done by the worker, so that no page hangs.

A run says what is still to do, and the work is one transaction: a worker that dies midway has done nothing, and the
one who begins again does it once.
"""

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import translation
from django_tasks import TaskResultStatus, task, task_backends
from django_tasks.exceptions import TaskResultDoesNotExist

from history.clock import now
from notices.worker import is_alive
from rostering.actions import apply_run, stage, take_list_back
from rostering.actions.looking import Ask
from rostering.models import ImportRun

State = ImportRun.State
LOOKED_THROUGH_AT_ONCE = 800  # rows
PATIENCE = 12  # seconds after which work that nobody took up is worth a word: a resting worker looks every few


@task()
def look_through(run_pk: int) -> bool:
    """Understand every row of a run that waits for it. Returns whether that was still wanted."""
    return done(lambda run: stage(run=run), run_pk, State.STAGING)


@task()
def bring_in(run_pk: int) -> bool:
    """Apply a run that waits. A refusal is kept with the run, for its page. Returns whether it was applied."""
    return done(lambda run: apply_run(run=run, by=run.by), run_pk, State.APPLYING)


@task()
def take_back(run_pk: int) -> bool:
    """Take back an applied run that waits for it, for whoever asked. Returns whether it was taken back."""

    def act(run):
        take_list_back(run=run, by=run.taken_back_by, reason=run.taken_back_because)

    return done(act, run_pk, State.TAKING_BACK)


def done(act, run_pk: int, state: str) -> bool:
    """Whether an act was done for a run that still waited for it, in the words of whoever asked."""
    runs = ImportRun.objects.select_related("by", "taken_back_by", "school")
    run = runs.filter(pk=run_pk, state=state).first()
    if run is None:
        return False
    try:
        with translation.override((run.taken_back_by or run.by).language):
            act(run)
    except ValidationError:
        return False
    return True


def who_looks(run: ImportRun) -> Ask | None:
    """Who looks through a list: the worker through a long one, nobody else than the request through a short one."""
    return ask_to_look if run.rows.count() > LOOKED_THROUGH_AT_ONCE else None


def ask_to_look(run_pk: int) -> str:
    return str(look_through.enqueue(run_pk).id)


def ask_to_bring_in(run_pk: int) -> str:
    return str(bring_in.enqueue(run_pk).id)


def ask_to_take_back(run_pk: int) -> str:
    return str(take_back.enqueue(run_pk).id)


class Work(TextChoices):
    """How the work stands that a worker was asked for."""

    QUEUED = "queued"
    ALONE = "alone"  # nobody took it up in time, or whoever did is gone
    BEGUN = "begun"
    ENDED = "ended"  # it ended, or is not known any more


def work_of(run: ImportRun) -> Work:
    """How the work a run waits for stands, as far as the keeper of tasks knows."""
    try:
        found = task_backends["default"].get_result(run.task)
    except TaskResultDoesNotExist:
        return Work.ENDED
    if found.status == TaskResultStatus.READY:
        waited = (now() - found.enqueued_at).total_seconds()
        return Work.ALONE if waited > PATIENCE else Work.QUEUED
    if found.status == TaskResultStatus.RUNNING:
        return Work.BEGUN if is_alive(found.worker_ids[-1], mine="") else Work.ALONE
    return Work.ENDED
