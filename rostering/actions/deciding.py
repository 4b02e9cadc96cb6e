"""Deciding: what the columns mean, what short forms stand for, and what to do about each problem."""

from collections.abc import Mapping
from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import transaction

from history.clock import today
from rostering.actions.reading import BATCH
from rostering.columns import Column
from rostering.models import AreaShortForm, ColumnMapping, ImportRun, Issue, StagedRow
from rostering.queries import named_teachers, staff_of_school
from rostering.readers import Sheet, cell_from_json
from rostering.readers.cells import fold
from rostering.readers.layout import Layout, lay_out
from rostering.rules import reasons_not_to_map
from rostering.settling import Chosen
from rostering.staging import Stage, Staged

State = ImportRun.State
NAME_ONLY = "0"
ROW_FACTS = frozenset(("rows", "first", "last", "row", "others"))  # where a problem stands, not what it is about


@transaction.atomic
def confirm_columns(
    *, run, columns: tuple[Column, ...], short_forms: Mapping[str, str], header_row: int, by
) -> ImportRun:
    """Say what each column means, and each short form. Both are remembered for this person's next list.

    Raises ValidationError with the reasons when no column holds a name or two hold the same thing.
    """
    if reasons := reasons_not_to_map(columns):
        raise ValidationError(reasons)
    run = open_run(run)
    run.columns = [asdict(column) for column in columns]
    run.header_row = header_row
    run.state = State.PREVIEWED
    run.save(update_fields=["columns", "state", "header_row"])
    remember_columns(by, columns)
    remember_short_forms(by, short_forms)
    restage(run)
    if recall(run):
        restage(run)
    return run


def recall(run: ImportRun) -> bool:
    """Choose again what this person chose about the same thing of the same student in a list brought in before."""
    waiting = Issue.objects.filter(row__run=run, decided=False).select_related("row")
    earlier = Issue.objects.filter(
        row__run__by=run.by, row__run__school=run.school, row__run__state=State.APPLIED, kind__in=waiting.values("kind")
    )
    said = {about(issue): issue for issue in earlier.exclude(choice="").select_related("row").order_by("pk")}
    recalled = [issue for issue in waiting if about(issue) in said]
    for issue in recalled:
        issue.choice, issue.typed = said[about(issue)].choice, said[about(issue)].typed
    Issue.objects.bulk_update(recalled, ["choice", "typed"], batch_size=BATCH)
    return bool(recalled)


def about(issue: Issue) -> tuple:
    """What a problem is about, whatever row it stands in: the student's name, the kind and its facts."""
    facts = {name: value for name, value in issue.facts.items() if name not in ROW_FACTS}
    return issue.kind, issue.column, repr(issue.row.record.get("name")), repr(sorted(facts.items()))


@transaction.atomic
def choose(
    *,
    run,
    choices: Mapping[int, Mapping[tuple[int, str], Chosen]],
    kept: Mapping[int, list[str]],
    teachers: Mapping[str, str],
) -> ImportRun:
    """Keep what a person chose: per row and problem, which changes to decline, and who the named teachers are."""
    run = open_run(run)
    run.teachers |= people_chosen(run, teachers)
    run.refusal = {}
    run.save(update_fields=["teachers", "refusal"])
    for row in run.rows.filter(number__in={*choices, *kept}).prefetch_related("issues"):
        keep_choices(row, choices.get(row.number, {}))
        proposed = [change["key"] for change in row.changes]
        declined = [key for key in proposed if key in kept.get(row.number, row.kept)]
        if declined != row.kept:
            row.kept = declined
            row.save(update_fields=["kept"])
    restage(run)
    return run


def people_chosen(run: ImportRun, teachers: Mapping[str, str]) -> dict[str, str]:
    """Who the named teachers are, as chosen among the staff of the school; "0" leaves a name without an account."""
    staff = {str(user.pk) for user in staff_of_school(run.school)} | {NAME_ONLY}
    named = {teacher.folded for teacher in named_teachers(run)} if teachers else set()
    return {name: user for name, user in teachers.items() if name in named and user in staff}


def keep_choices(row: StagedRow, choices: Mapping[tuple[int, str], Chosen]) -> None:
    """Write the choices that differ from what was chosen before."""
    for issue in row.issues.all():
        chosen = choices.get((issue.column, issue.kind))
        if chosen and chosen != issue.chosen:
            issue.choice, issue.typed = chosen.code, chosen.typed
            issue.save(update_fields=["choice", "typed"])


def open_run(run: ImportRun) -> ImportRun:
    """The run, locked, while it may still be changed."""
    return (
        ImportRun.objects.select_for_update(of=("self",))
        .select_related("school__district", "by")
        .get(pk=run.pk, state__in=(State.READ, State.PREVIEWED))
    )


def layout_of(run: ImportRun, header_row: int = 0) -> Layout:
    """The sheet of a run, laid out again from its kept rows. Raises FileRefused as `lay_out` does."""
    kept = {row.number: row.cells for row in run.rows.only("number", "cells", "run")}
    width = max((len(cells) for cells in kept.values()), default=0)
    rows = (kept.get(number, [None] * width) for number in range(1, max(kept, default=0) + 1))
    sheet = Sheet(run.sheet, tuple(tuple(cell_from_json(cell) for cell in cells) for cells in rows))
    return lay_out(sheet, header_row or run.header_row)


def restage(run: ImportRun) -> list[Staged]:
    """Look at every row again and keep what changed."""
    before = {row.number: row for row in run.rows.prefetch_related("issues")}
    staged = staged_rows(run, before)
    keep(run, before, staged)
    return staged


def staged_rows(run: ImportRun, before: Mapping[int, StagedRow]) -> list[Staged]:
    """Every kept row through one pass of the stage."""
    rows = [
        Staged(
            line.number, line.kind, before[line.number].cells, choices_of(before[line.number]), before[line.number].kept
        )
        for line in layout_of(run).lines
        if line.number in before
    ]
    return Stage(run, today=today(), rows=rows).passed()


def choices_of(row: StagedRow) -> dict[tuple[int, str], Chosen]:
    """What was chosen about a row's problems so far."""
    return {(issue.column, issue.kind): issue.chosen for issue in row.issues.all() if issue.choice}


def keep(run: ImportRun, before: Mapping[int, StagedRow], staged: list[Staged]) -> None:
    """Replace the rows that differ from what is kept, with their problems."""
    differing = [row for row in staged if not same(row, before[row.number])]
    numbers = [row.number for row in differing]
    for start in range(0, len(numbers), BATCH):
        run.rows.filter(number__in=numbers[start : start + BATCH]).delete()
    rows = StagedRow.objects.bulk_create((kept_row(run, row) for row in differing), batch_size=BATCH)
    issues = (issue for kept, row in zip(rows, differing, strict=True) for issue in issues_of(kept, row))
    Issue.objects.bulk_create(issues, batch_size=BATCH)


def kept_row(run: ImportRun, row: Staged) -> StagedRow:
    return StagedRow(run=run, cells=row.cells, **outcome(row))


def outcome(row: Staged) -> dict:
    """What of a pass is kept with a row, under the names of its columns."""
    return {
        "number": row.number,
        "kind": row.kind,
        "record": row.record,
        "proposal": row.proposal,
        "changes": row.changes,
        "kept": row.kept,
        "with_row": row.with_row,
        "student_id": row.student,
    }


def issues_of(kept: StagedRow, row: Staged):
    """The problems of a row, each with what was chosen about it."""
    for column, found in row.found:
        chosen = row.choices.get((column, found.kind)) or Chosen("")
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
    issues = [(one.column, one.kind, one.facts, one.decided) for one in kept.issues.all()]
    found = [(column, one.kind, one.facts, row.decided(column, one)) for column, one in row.found]
    return issues == found and all(getattr(kept, name) == value for name, value in outcome(row).items())


def remember_columns(by, columns: tuple[Column, ...]) -> None:
    """What her words mean, for her next list."""
    meanings = {fold(column.header): column for column in columns if fold(column.header)}
    for header, column in meanings.items():
        ColumnMapping.objects.update_or_create(
            owner=by, header=header[:200], defaults={"target": column.target, "test": column.test}
        )


def remember_short_forms(by, short_forms: Mapping[str, str]) -> None:
    """What her short forms mean: `short_forms` maps a word as written to an area's code, or "" for none."""
    for written, area in short_forms.items():
        if folded := fold(written):
            AreaShortForm.objects.update_or_create(
                owner=by, folded=folded[:100], defaults={"written": written[:100], "area": area}
            )
