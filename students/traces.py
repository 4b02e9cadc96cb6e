"""Traces: what one act changed in the records of children, row by row, so that it can be taken back.

A trace is a table, a row, and its columns before and after, as JSON keeps them. A row that was new has no
`before`. Nothing here writes: `students.actions.taking_back` does.
"""

import datetime
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from students.models import (
    ClassMembership,
    Enrollment,
    Evidence,
    Guardian,
    Guardianship,
    Identification,
    Note,
    ProgramStatus,
    Responsibility,
    Student,
)

CHUNK = 500
HANGING = (
    Enrollment, ProgramStatus, Identification, Evidence, Note, Guardianship, Responsibility, ClassMembership,
)  # fmt: skip
MODELS = {model._meta.label: model for model in (Student, *HANGING, Guardian, User)}
SOME = {Student: (*Student.FACTS, "merged_into_id", "user_id"), User: ("email", "name", "is_active", "last_login")}

Values = dict[str, Any]
Key = tuple[str, int]


@dataclass(frozen=True)
class Trace:
    """One row as an act left it: the child it belongs to, and its changed columns before and after."""

    student: int
    table: str
    row: int
    before: Values | None
    after: Values

    @property
    def key(self) -> Key:
        return self.table, self.row

    @property
    def model(self):
        return MODELS[self.table]

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def kept(self) -> list:
        """The trace as it is kept, without the child, who is known where it is kept."""
        return [self.table, self.row, self.before, self.after]


@dataclass(frozen=True)
class Row:
    """One row of a child's record as it stands now."""

    student: int
    values: Values


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    match value:
        case datetime.datetime() | datetime.date():
            return value.isoformat()
        case uuid.UUID():
            return str(value)
        case _:
            return value


def columns_of(model: Any) -> tuple[str, ...]:
    """The columns of a table that an act may change."""
    named = (field.attname for field in model._meta.concrete_fields if not field.primary_key)
    return SOME.get(model) or tuple(named)


def looked_at(rows: Any, held: bool) -> Iterator[tuple[int, Values]]:
    """Each row's key and columns, in order, held until the transaction ends where that is asked."""
    columns = columns_of(rows.model)
    rows = rows.order_by("pk").values_list("pk", *columns)
    for pk, *values in rows.select_for_update(of=("self",)) if held else rows:
        yield pk, {name: plain(value) for name, value in zip(columns, values, strict=True)}


def rows_around(
    students: Iterable[int], *, emails: Iterable[str] = (), tied: Mapping[int, int] | None = None, held: bool = False
) -> dict[Key, Row]:
    """Every row of these children's records that stands, and the adults of their families with their accounts.

    `tied` names adults who may belong to nobody any more, each with a child; `emails` finds more adults and
    accounts, of no child in particular. With `held` the rows are locked.
    """
    found: dict[Key, Row] = {}
    family: dict[int, int] = dict(tied or {})
    for some in chunks(sorted(students)):
        for pk, values in looked_at(Student.objects.filter(pk__in=some, withdrawn_at=None), held):
            found["students.Student", pk] = Row(pk, values)
        for model in HANGING:
            for pk, values in looked_at(model.objects.filter(student__in=some, withdrawn_at=None), held):
                found[model._meta.label, pk] = Row(values["student_id"], values)
                if model is Guardianship:
                    family.setdefault(values["guardian_id"], values["student_id"])
    for some in chunks(sorted(family)):
        found |= adults(Guardian.objects.filter(pk__in=some), User.objects.filter(guardian__in=some), family, held)
    for some in chunks(sorted(set(emails) - {""})):
        known = adults(Guardian.objects.filter(email__in=some), User.objects.filter(email__in=some), family, held)
        found = known | found
    return found


def adults(guardians: Any, users: Any, family: dict[int, int], held: bool) -> dict[Key, Row]:
    """Adults of families, each beside the first of their children, and their accounts."""
    found: dict[Key, Row] = {}
    children: dict[int, int] = {}
    for pk, values in looked_at(guardians.filter(withdrawn_at=None), held):
        found["students.Guardian", pk] = Row(family.get(pk, 0), values)
        children[values["user_id"]] = family.get(pk, 0)
    for pk, values in looked_at(users, held):
        found["accounts.User", pk] = Row(children.get(pk, 0), values)
    return found


def traces_between(before: dict[Key, Row], after: dict[Key, Row]) -> list[Trace]:
    """What differs between two looks at the same records."""
    found = []
    for key, row in after.items():
        earlier = before.get(key)
        if earlier is None:
            found.append(Trace(row.student, *key, None, row.values))
            continue
        changed = [name for name, value in row.values.items() if value != earlier.values[name]]
        if changed:
            values = ({name: look.values[name] for name in changed} for look in (earlier, row))
            found.append(Trace(row.student, *key, *values))
    return found


def chunks(items: list):
    """Lists of at most `CHUNK`."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]
