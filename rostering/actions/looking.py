"""Looking: every row of a list understood anew and what came of it kept, now or by the worker when the list is long."""

from collections import Counter
from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from history.clock import today
from rostering.actions.reading import BATCH
from rostering.models import ImportRun, Issue, StagedRow
from rostering.problems import KINDS
from rostering.readers import Sheet, cell_from_json
from rostering.readers.layout import Layout, lay_out
from rostering.settling import Chosen, fitting
from rostering.staged import Proposal, Staged
from rostering.staging import Stage

State = ImportRun.State
Ask = Callable[[int], str]  # asks the worker for something about the run of this key; gives the id of the task
OUTCOME = ("kind", "record", "proposal", "changes", "kept", "with_row", "student_id")
STUDENTS = (Proposal.CREATE, Proposal.UPDATE, Proposal.UNCHANGED)
ROW_FACTS = frozenset(("rows", "first", "last", "row", "others"))  # where a problem stands, not what it is about


def locked(run: ImportRun, *states: str) -> ImportRun:
    """The run, locked, in one of these states. Raises ValidationError when it has moved on."""
    found = (
        ImportRun.objects.select_for_update(of=("self",))
        .select_related("school__district", "by")
        .filter(pk=run.pk, state__in=states)
        .first()
    )
    if found is None:
        raise ValidationError(_("This list has moved on in the meantime. Look where it is now."))
    return found


def look(run: ImportRun, ask: Ask | None = None) -> None:
    """Look at every row at once, or, with `ask`, leave that to the worker: until then the list waits."""
    if ask is None:
        understand(run)
        return
    run.state, run.task = State.STAGING, ask(run.pk)
    run.save(update_fields=["state", "task"])


@transaction.atomic
def stage(*, run) -> ImportRun:
    """The worker's part of `look`. Raises ValidationError, and does nothing, when the list waits for it no more."""
    run = locked(run, State.STAGING)
    understand(run)
    return run


def understand(run: ImportRun) -> None:
    """Every row looked at, with what this person chose about the same problems before: ready for the preview."""
    run.state = State.PREVIEWED
    run.save(update_fields=["state"])
    restage(run)
    if recall(run):
        restage(run)


def recall(run: ImportRun) -> bool:
    """Choose again what this person chose about the same thing of the same student in a list brought in before."""
    open_kinds = [kind for kind, one in KINDS.items() if one.choices]
    asked = Issue.objects.filter(row__run=run, choice="", kind__in=open_kinds).select_related("row")
    earlier = Issue.objects.filter(
        row__run__by=run.by, row__run__school=run.school, row__run__state=State.APPLIED, kind__in=open_kinds
    ).exclude(choice="")
    said = {about(issue): issue for issue in earlier.select_related("row").order_by("pk")}
    recalled = [issue for issue in asked if about(issue) in said] if said else []
    for issue in recalled:
        issue.choice, issue.typed = said[about(issue)].choice, said[about(issue)].typed
    Issue.objects.bulk_update(recalled, ["choice", "typed"], batch_size=BATCH)
    return bool(recalled)


def about(issue: Issue) -> tuple:
    """What a problem is about, whatever row it stands in: the student's name, the kind and its facts."""
    facts = {name: value for name, value in issue.facts.items() if name not in ROW_FACTS}
    return issue.kind, issue.column, repr(issue.row.record.get("name")), repr(sorted(facts.items()))


def layout_of(run: ImportRun, header_row: int = 0) -> Layout:
    """The sheet of a run, laid out again from its kept rows. Raises FileRefused as `lay_out` does."""
    return laid_out(run, dict(run.rows.values_list("number", "cells")), header_row)


def laid_out(run: ImportRun, kept: Mapping[int, list], header_row: int = 0) -> Layout:
    width = max((len(cells) for cells in kept.values()), default=0)
    rows = (kept.get(number, [None] * width) for number in range(1, max(kept, default=0) + 1))
    sheet = Sheet(run.sheet, tuple(tuple(cell_from_json(cell) for cell in cells) for cells in rows))
    return lay_out(sheet, header_row or run.header_row)


def restage(run: ImportRun) -> None:
    """Look at every row again and keep what changed."""
    before = rows_before(run)
    staged = staged_rows(run, before)
    keep(run, before, staged)
    run.named = named_in(staged)
    run.save(update_fields=["named"])


def named_in(staged: list[Staged]) -> dict[str, int]:
    """The teachers the rows name, each with how many students."""
    named = (name for row in staged if row.proposal in STUDENTS for name in row.teachers_named)
    return dict(Counter(named))


def rows_before(run: ImportRun) -> dict[int, StagedRow]:
    """The rows as they are kept, with their problems as `told`, by number."""
    rows = run.rows.prefetch_related(Prefetch("issues", to_attr="told"))
    return {row.number: row for row in rows}


def staged_rows(run: ImportRun, before: Mapping[int, StagedRow]) -> list[Staged]:
    """Every kept row through one pass of the stage."""
    day = today()
    lines = laid_out(run, {number: row.cells for number, row in before.items()}).lines
    rows = [staged(line, before[line.number], day) for line in lines if line.number in before]
    return Stage(run, today=day, rows=rows).passed()


def staged(line, kept: StagedRow, day) -> Staged:
    """One row as a pass begins with it."""
    said = {(issue.column, issue.kind): issue.chosen for issue in kept.told if issue.choice}
    return Staged(line.number, line.kind, line.cells, said, fitting(said, day), kept.kept)


def keep(run: ImportRun, before: Mapping[int, StagedRow], staged: list[Staged]) -> None:
    """Replace the rows that differ from what is kept, with their problems."""
    differing = [row for row in staged if not same(row, before[row.number])]
    told = [before[row.number].pk for row in differing if before[row.number].told]
    for start in range(0, len(told), BATCH):
        Issue.objects.filter(row__in=told[start : start + BATCH]).delete()
    StagedRow.objects.bulk_create(
        (StagedRow(run=run, number=row.number, **outcome(row)) for row in differing),
        batch_size=BATCH,
        update_conflicts=True,  # every row is there: this is one UPDATE of many rows, and the squares stay
        unique_fields=["run", "number"],
        update_fields=OUTCOME,
    )
    issues = (issue for row in differing for issue in issues_of(before[row.number], row))
    Issue.objects.bulk_create(issues, batch_size=BATCH)


def outcome(row: Staged) -> dict:
    """What of a pass is kept with a row, under the names of its columns."""
    found = (row.kind, row.record, row.proposal, row.changes, row.kept, row.with_row, row.student)
    return dict(zip(OUTCOME, found, strict=True))


def issues_of(kept: StagedRow, row: Staged):
    """The problems of a row, each with what was chosen about it."""
    for column, found in row.found:
        chosen = row.said.get((column, found.kind)) or Chosen("")
        yield Issue(
            row=kept,
            column=column,
            kind=found.kind,
            facts=found.facts,
            choice=chosen.code,
            typed=chosen.typed,
            decided=row.decided(column, found),
        )


def same(row: Staged, kept: StagedRow) -> bool:
    """Whether a pass found what is kept already."""
    issues = [(one.column, one.kind, one.facts, one.decided) for one in kept.told]
    found = [(column, one.kind, one.facts, row.decided(column, one)) for column, one in row.found]
    return issues == found and all(getattr(kept, name) == value for name, value in outcome(row).items())
