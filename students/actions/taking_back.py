"""Taking back what one act did to the records of many children: see `students.fates`.

What was new is withdrawn and stays in history; what was changed is as it was before. The caller remembers it, once
for each child.
"""

import datetime
from collections import defaultdict

from django.db import transaction

from accounts.actions import correct_account, give_up_account
from accounts.models import User
from history.clock import day_of
from students.actions.student import name_again
from students.actions.ties import ONE_DAY
from students.actions.writing import change, remember, save
from students.fates import Fates
from students.fates.words import GUARDIAN, STUDENT, USER
from students.models import Guardian, Identification, Student
from students.traces import MODELS, Trace, chunks

DATED = {"starts_on", "ends_on"}


@transaction.atomic
def take_back(*, fates: Fates, by, at) -> dict[int, list[dict]]:
    """Let every fate come true. Returns child → the facts that changed, for each child that anything happened to."""
    told = {fate.student: [] for fate in fates.all.values() if fate.back}
    going = [one for fate in fates.all.values() for one in fate.back]
    withdraw_rows([one for one in going if one.is_new], by=by, at=at)
    withdraw_adults([one for one in fates.adults if one.is_new], by=by, at=at)
    settle([one for fate in fates.all.values() for one in fate.gone], by=by, at=at)
    facts: dict[int, dict] = defaultdict(dict)
    for one in [*going, *fates.adults]:
        if one.is_new:
            continue
        if one.table == STUDENT:
            facts[one.student] |= one.before
        else:
            put_back(one, by=by, at=at)
    for student, before in facts.items():
        told[student] = put_facts_back(student, before, by=by, at=at)
    return told


def withdraw_rows(traces: list[Trace], *, by, at) -> None:
    """Withdraw rows that should never have been, many at once. A dated one was in force on no day."""
    alike: dict[tuple, list[int]] = defaultdict(list)
    for one in traces:
        alike[one.table, one.after.get("starts_on")].append(one.row)
    for (table, starts_on), rows in alike.items():
        told = {"withdrawn_at": at, "withdrawn_by": by}
        if {field.name for field in MODELS[table]._meta.concrete_fields} >= DATED:
            told["ends_on"] = min(datetime.date.fromisoformat(starts_on), day_of(at)) - ONE_DAY
        if MODELS[table] is Identification:
            told["status"] = Identification.Status.WITHDRAWN
        for some in chunks(rows):
            MODELS[table].objects.filter(pk__in=some).update(**told)


def settle(traces: list[Trace], *, by, at) -> None:
    """Remember of rows that were withdrawn before that the act which brought or changed them is taken back. It is
    the newest that happened to them: whoever withdrew one cannot undo that any more (see `history.undoing`)."""
    students = Student.objects.in_bulk({one.student for one in traces})
    for one in traces:
        target = f"{one.table.lower()}:{one.row}"
        remember("withdrawn_for_good", target, subject=students[one.student], by=by, at=at)


def withdraw_adults(traces: list[Trace], *, by, at) -> None:
    """Withdraw adults who belong to no child any more, and give up the accounts that nobody ever used."""
    for some in chunks([one.row for one in traces if one.table == GUARDIAN]):
        Guardian.objects.filter(pk__in=some).update(user=None, withdrawn_at=at, withdrawn_by=by)
    for some in chunks([one.row for one in traces if one.table == USER]):
        unused = User.objects.filter(pk__in=some, last_login=None, postings=None, student=None, guardian=None)
        for user in unused.order_by("pk"):
            give_up_account(user=user, by=by, at=at)


def put_back(one: Trace, *, by, at) -> None:
    """One row as it was before. A sign-in goes back with everything that hangs on its address."""
    if one.table == USER:
        user = User.objects.get(pk=one.row)
        correct_account(user=user, by=by, at=at, **{name: value or "" for name, value in one.before.items()})
    else:
        one.model.objects.filter(pk=one.row).update(**one.before)


def put_facts_back(student: int, before: dict, *, by, at) -> list[dict]:
    """The facts of a child as they were before, with the names that follow from them. Returns the differences."""
    row = Student.objects.select_related("user").get(pk=student)
    told = change(row, {name: Student._meta.get_field(name).to_python(value) for name, value in before.items()})
    name_again(row)
    row.version += 1
    save(row, fields=[*before, "sort_name", "search_name", "version"])
    if row.user:
        correct_account(user=row.user, name=str(row), by=by, at=at)
    return told
