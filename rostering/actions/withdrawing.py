"""Taking back a list that was brought in: the wrong file, the wrong school, a column that means something else."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from history.clock import now
from rostering.actions.finishing import COMING, refuse
from rostering.actions.looking import Ask, locked
from rostering.actions.reading import BATCH
from rostering.actions.remembering import remember
from rostering.models import ImportRun, StagedRow
from rostering.queries import is_kept, lists_since, runs_to_take_back
from rostering.rules import reasons_not_to_say_why, reasons_not_to_take_back
from rostering.taken import counted, fates_of, taken
from students.actions import take_back
from students.fates import Fates
from students.models import Student
from students.names import tidy
from students.traces import chunks

State, Taken = ImportRun.State, StagedRow.Taken


def reasons_to_keep(run: ImportRun, by) -> list[str]:
    """Why a list cannot be taken back by this person now. Asked again in the background."""
    may = runs_to_take_back(by).filter(pk=run.pk).exists()
    return reasons_not_to_take_back(may=may, is_kept=is_kept(run), later=lists_since(run))


def reasons_not_to(run: ImportRun, by, reason: str) -> list[str]:
    return reasons_to_keep(run, by) or reasons_not_to_say_why(reason)


def start_taking_back(*, run, by, reason, ask: Ask) -> ImportRun:
    """Leave it to the worker; `ask` gives the task. Raises ValidationError as `take_list_back` would."""
    with transaction.atomic():
        run = locked(run, State.APPLIED)
        refuse(reasons_not_to(run, by, reason))
        run.taken_back_by, run.taken_back_because = by, tidy(reason)
        run.state, run.task, run.refusal = State.TAKING_BACK, ask(run.pk), {}
        run.save(update_fields=["taken_back_by", "taken_back_because", "state", "task", "refusal"])
    return run


def take_list_back(*, run, by, reason, at=None) -> ImportRun:
    """Undo what an applied list did, in one transaction: see `students.fates`. Nothing is deleted.

    Raises ValidationError with the reasons when it may not be. They are kept with the run, for the page.
    """
    try:
        return taken_back(run, by=by, reason=reason, at=at or now())
    except ValidationError as error:
        waiting = ImportRun.objects.filter(pk=run.pk, state__in=(State.APPLIED, State.TAKING_BACK))
        waiting.update(state=State.APPLIED, refusal={"reasons": error.messages})
        raise


@transaction.atomic
def taken_back(run: ImportRun, *, by, reason: str, at) -> ImportRun:
    """The work of `take_list_back`, inside its transaction."""
    run = locked(run, State.APPLIED, State.TAKING_BACK)
    refuse(reasons_not_to(run, by, reason))
    for some in chunks(sorted(run.rows.filter(proposal__in=COMING).values_list("student", flat=True))):
        list(Student.objects.select_for_update().filter(pk__in=some).order_by("pk").values_list("pk"))
    fates = fates_of(run, by=by, held=True)
    told = take_back(fates=fates, by=by, at=at)
    run.state, run.taken_back_at, run.taken_back_by = State.TAKEN_BACK, at, by
    run.taken_back_because, run.refusal = tidy(reason), {}
    run.save(update_fields=["state", "taken_back_at", "taken_back_by", "taken_back_because", "refusal"])
    remember_taking_back(run, fates, told, by=by, at=at)
    return run


def remember_taking_back(run: ImportRun, fates: Fates, told: dict[int, list[dict]], *, by, at) -> None:
    """Once for the list, and once for each student whom anything happened to."""
    because = run.taken_back_because
    remember("list_taken_back", run, by=by, at=at, data=dict(counted(fates)), reason=because)
    for what in Taken.values:
        same = [pk for pk, fate in fates.all.items() if taken(fate) == what]
        for some in chunks(same):
            run.rows.filter(student__in=some, proposal__in=COMING).update(taken=what)
    for some in chunks(sorted(told)):
        for student in Student.objects.filter(pk__in=some).order_by("pk"):
            data = {"run": str(run.public_id), "left": fates.all[student.pk].leaves}
            about = {"student": student, "changes": told[student.pk], "data": data}
            remember("list_taken_back", run, by=by, at=at, reason=because, **about)


@transaction.atomic
def read_again(*, run, by, at=None) -> ImportRun:
    """The same rows once more, as a list of their own that nobody has looked at: what the columns mean is asked
    again. The one that was taken back stays as it is."""
    at = at or now()
    run = locked(run, State.TAKEN_BACK)
    rows = list(run.rows.order_by("number").values_list("number", "cells"))
    run.pk, run.public_id, run.upload, run._state.adding = None, uuid.uuid4(), uuid.uuid4(), True
    run.position, run.state, run.task, run.by, run.at = 0, State.READ, "", by, at
    run.applied_at = run.taken_back_at = run.taken_back_by = None
    run.taken_back_because, run.teachers, run.named, run.columns = "", {}, {}, []
    run.save()
    again = (StagedRow(run=run, number=number, cells=cells) for number, cells in rows)
    StagedRow.objects.bulk_create(again, batch_size=BATCH)
    remember("list_read_again", run, by=by, at=at, data={"file": run.file_name, "sheet": run.sheet})
    return run
