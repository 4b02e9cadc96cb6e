"""Finishing: a list is applied whole or not at all, or discarded."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from history.clock import day_of, now
from rostering.actions.looking import Ask, keep, locked, outcome, restage, rows_before, staged_rows
from rostering.actions.reading import BATCH
from rostering.actions.remembering import remember
from rostering.addresses import adults_of
from rostering.applying import Doer
from rostering.models import WAS_APPLIED, ImportRun, Issue, StagedRow
from rostering.queries import keeps_plans_at, schools_to_import
from rostering.rules import reasons_not_to_apply
from rostering.staged import Proposal, Staged, wanted
from schools.queries import current_year
from students.models import Student
from students.traces import Trace, rows_around, traces_between

State = ImportRun.State
DONE = (*WAS_APPLIED, State.DISCARDED)
KEPT_FOR = datetime.timedelta(days=90)
COMING = (Proposal.CREATE, Proposal.UPDATE)
BEFORE = {State.STAGING: State.READ, State.APPLYING: State.PREVIEWED, State.TAKING_BACK: State.APPLIED}


class RowRefused(Exception):
    """The verbs of `students` refused a row; the whole import is undone."""

    def __init__(self, number: int, reasons: list[str]):
        super().__init__(number, reasons)
        self.number, self.reasons = number, reasons


def start_applying(*, run, ask: Ask) -> ImportRun:
    """Leave a run to the worker; `ask` gives the task. Neither the mark nor the task is ever there without the other.

    Raises ValidationError as `apply_run` would.
    """
    try:
        with transaction.atomic():
            run = locked(run, State.PREVIEWED)
            refuse(reasons_not_to_apply(undecided(run), run.rows.filter(proposal__in=COMING).count()))
            run.state, run.task = State.APPLYING, ask(run.pk)
            run.save(update_fields=["state", "task"])
    except ValidationError as error:
        ImportRun.objects.filter(pk=run.pk, state=State.PREVIEWED).update(refusal={"reasons": error.messages})
        raise
    return run


def apply_run(*, run, by, at=None) -> ImportRun:
    """Do everything the run proposes, in one transaction. Nothing at all happens when any of it is refused.

    Raises ValidationError with sentences: problems undecided, something changed since the preview,
    or the row at which `students` refused. The refusal is kept with the run, for the page.
    """
    at = at or now()
    try:
        with transaction.atomic():
            return applied(locked(run, State.PREVIEWED, State.APPLYING), by=by, at=at)
    except RowRefused as refused:
        told = {"row": refused.number, "reasons": refused.reasons}
        sentence = _("Nothing was brought in. Row %(row)s was refused: %(why)s")
        sentences = [sentence % {"row": refused.number, "why": " ".join(refused.reasons)}]
    except ValidationError as error:
        told, sentences = {"reasons": error.messages}, error.messages
    look_again(run, told)
    raise ValidationError(sentences)


@transaction.atomic
def look_again(run: ImportRun, refusal: dict) -> None:
    """After a refusal: back to the preview, with the reason, as things stand now."""
    open_again = ImportRun.objects.filter(pk=run.pk, state__in=(State.PREVIEWED, State.APPLYING))
    if open_again.update(state=State.PREVIEWED, refusal=refusal):
        restage(ImportRun.objects.select_related("school__district", "by").get(pk=run.pk))


def applied(run: ImportRun, *, by, at) -> ImportRun:
    """The work of `apply_run`, inside its transaction."""
    refuse(reasons_not_to_do(run, by))
    before = rows_before(run)
    staged = staged_rows(run, before)
    refuse(reasons_not_to_apply(undecided(run), sum(row.proposal in COMING for row in staged)))
    refuse(reasons_if_changed(staged, before))
    doer = doer_of(run, by=by, at=at)
    students = Student.objects.select_related("district").in_bulk({row.student for row in staged if row.student})
    coming = [row for row in staged if row.proposal in COMING]
    emails = {adult["email"] for _row, adult in adults_of(coming)}
    earlier = rows_around((row.student for row in coming if row.student), emails=emails)
    for row in coming:
        row.student = bring_in(doer, row, students).pk
    keep(run, before, staged)
    keep_made(run, traces_between(earlier, rows_around((row.student for row in coming), emails=emails)))
    run.state, run.applied_at, run.refusal = State.APPLIED, at, {}
    run.save(update_fields=["state", "applied_at", "refusal"])
    remember("list_applied", run, by=by, at=at, data=dict(Counter(str(row.proposal) for row in staged)))
    return run


def keep_made(run: ImportRun, traces: Iterable[Trace]) -> None:
    """Keep with each row what bringing it in changed, so that the list can be taken back."""
    by_student = defaultdict(list)
    for one in traces:
        by_student[one.student].append(one.kept)
    rows = list(run.rows.filter(proposal__in=COMING).only("pk", "student_id"))
    for row in rows:
        row.made = by_student.get(row.student_id, [])
    StagedRow.objects.bulk_update(rows, ["made"], batch_size=BATCH)


def bring_in(doer: Doer, row: Staged, students: dict[int, Student]) -> Student:
    """One row done: a student added, or changed as proposed and not declined."""
    try:
        if row.proposal == Proposal.CREATE:
            return doer.add(row.record, wanted(row.changes, row.kept))
        student = students[row.student]
        doer.do(student, wanted(row.changes, row.kept))
        return student
    except ValidationError as error:
        raise RowRefused(row.number, error.messages) from error


@transaction.atomic
def take_back(*, run) -> ImportRun:
    """What the worker was asked for and has not done need not be done: back to where it was asked.

    Raises ValidationError when it was done in the meantime.
    """
    run = locked(run, *BEFORE)
    run.state = BEFORE[run.state]
    run.save(update_fields=["state"])
    return run


@transaction.atomic
def discard(*, run, by, at=None) -> ImportRun:
    """Give up a list that was not applied: its rows, which are about children, are forgotten."""
    return discarded(locked(run, State.READ, State.PREVIEWED), by=by, at=at or now())


def forget(*, at=None) -> int:
    """Discard every list that was not brought in within 90 days, wherever it was left. Returns how many."""
    at = at or now()
    left = ImportRun.objects.exclude(state__in=DONE).filter(at__lt=at - KEPT_FOR)
    with transaction.atomic():
        return len([discarded(run, by=None, at=at) for run in left.select_for_update()])


def discarded(run: ImportRun, *, by, at) -> ImportRun:
    """A locked run without its rows, which are about children, and what was told of them."""
    run.rows.all().delete()
    run.state, run.discarded_at, run.columns, run.refusal = State.DISCARDED, at, [], {}
    run.save(update_fields=["state", "discarded_at", "columns", "refusal"])
    remember("list_discarded", run, by=by, at=at)
    return run


def undecided(run: ImportRun) -> int:
    """How many problems of a run wait for a person."""
    return Issue.objects.filter(row__run=run, decided=False).count()


def reasons_not_to_do(run: ImportRun, by) -> list[str]:
    """Why this person may not bring this list in now: the posting is asked again, also in the background."""
    if run.by_id != by.pk or not schools_to_import(by).filter(pk=run.school_id).exists():
        return [_("You no longer bring students into this school.")]
    if current_year(run.school.district) is None:
        return [_("The district has no school year yet. Ask the coordinator to enter it.")]
    return []


def reasons_if_changed(staged: list[Staged], before: dict[int, StagedRow]) -> list[str]:
    """Why the preview no longer holds: what it showed is not what would be done now."""
    looked_at = ("proposal", "changes", "student_id")
    for row in staged:
        if any(outcome(row)[name] != getattr(before[row.number], name) for name in looked_at):
            return [_("Something about these students changed since you looked. Look again, then bring them in.")]
    return []


def doer_of(run: ImportRun, *, by, at) -> Doer:
    """Who brings the list in, and into what."""
    keeper = by if keeps_plans_at(by, run.school) else None
    year = current_year(run.school.district)
    any_withdrawn = Student.objects.filter(district=run.school.district_id).exclude(withdrawn_at=None).exists()
    where = {"school": run.school, "year": year, "keeper": keeper}
    return Doer(by=by, at=at, today=day_of(at), any_withdrawn=any_withdrawn, **where)


def refuse(reasons: list[str]) -> None:
    if reasons:
        raise ValidationError(reasons)
