"""Deciding: what the columns mean, what short forms stand for, and what to do about each problem."""

from collections.abc import Mapping
from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import transaction

from rostering.actions.looking import Ask, locked, look, restage
from rostering.actions.remembering import remember_columns, remember_short_forms, remember_teachers
from rostering.columns import Column
from rostering.models import ImportRun, Issue, StagedRow
from rostering.rules import reasons_not_to_map
from rostering.settling import Chosen
from rostering.teachers import Teachers

State = ImportRun.State


@transaction.atomic
def confirm_columns(
    *, run, columns: tuple[Column, ...], short_forms: Mapping[str, str], header_row: int, by, ask: Ask | None = None
) -> ImportRun:
    """Say what each column means, and each short form. Both are remembered for this person's next list.

    With `ask` the worker looks at the rows, else they are looked at now. Raises ValidationError with the reasons
    when no column holds a name or two hold the same thing.
    """
    if reasons := reasons_not_to_map(columns):
        raise ValidationError(reasons)
    run = locked(run, State.READ, State.PREVIEWED)
    run.columns = [asdict(column) for column in columns]
    run.header_row = header_row
    run.save(update_fields=["columns", "header_row"])
    remember_columns(by, columns)
    remember_short_forms(by, short_forms)
    look(run, ask)
    return run


@transaction.atomic
def choose(
    *,
    run,
    choices: Mapping[int, Mapping[tuple[int, str], Chosen]],
    kept: Mapping[int, list[str]],
    teachers: Mapping[str, str],
    ask: Ask | None = None,
) -> ImportRun:
    """Keep what a person chose: per row and problem, which changes to decline, and who the named teachers are.

    When any of it is new, every row is looked at again, by the worker with `ask`.
    """
    run = locked(run, State.READ, State.PREVIEWED)
    news = [keep_people(run, teachers), keep_choices(run, choices), keep_declined(run, kept)]
    if run.refusal:
        run.refusal = {}
        run.save(update_fields=["refusal"])
    if any(news):
        look(run, ask) if ask else restage(run)
    return run


def keep_people(run: ImportRun, said: Mapping[str, str]) -> bool:
    """Keep who the named teachers are, for this list and the next. Returns whether that is new."""
    chosen = Teachers(run).chosen(said) if said else {}
    if not chosen:
        return False
    run.teachers |= chosen
    run.save(update_fields=["teachers"])
    remember_teachers(run, chosen)
    return True


def keep_choices(run: ImportRun, choices: Mapping[int, Mapping[tuple[int, str], Chosen]]) -> bool:
    """Keep the choices that differ from what was chosen before. Returns whether there are any."""
    new = []
    for issue in Issue.objects.filter(row__run=run, row__number__in=choices).select_related("row"):
        chosen = choices[issue.row.number].get((issue.column, issue.kind))
        if chosen and chosen != issue.chosen:
            issue.choice, issue.typed = chosen.code, chosen.typed
            new.append(issue)
    Issue.objects.bulk_update(new, ["choice", "typed"])
    return bool(new)


def keep_declined(run: ImportRun, kept: Mapping[int, list[str]]) -> bool:
    """Keep which of the proposed changes are declined. Returns whether any other ones are than before."""
    new = []
    for row in run.rows.filter(number__in=kept):
        declined = [change["key"] for change in row.changes if change["key"] in kept[row.number]]
        if declined != row.kept:
            row.kept = declined
            new.append(row)
    StagedRow.objects.bulk_update(new, ["kept"])
    return bool(new)
