"""What taking a list back would do, as its page shows it: who leaves, what goes back, what stays and why."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from rostering.models import StagedRow
from rostering.shown import day, fact_label, fact_value, grade_name, joined
from rostering.taken import taken
from schools.models import School
from students.areas import name_of as name_of_area
from students.fates import Fate, Fates
from students.fates.words import CHARGE, ENROLLMENT, GUARDIAN, SEAT, STATUS, STUDENT, TIE
from students.models import Guardian, ProgramStatus, Student
from students.traces import Trace

Taken = StagedRow.Taken


@dataclass
class Lines:
    """The students of one page, each with what becomes of them."""

    fates: Fates
    names: dict[tuple[str, int], str] = field(default_factory=dict)

    def of(self, students: list[Student]) -> list[SimpleNamespace]:
        chosen = [self.fates.all[one.pk] for one in students]
        going = [one for fate in chosen for one in fate.back if not fate.leaves]
        before = [one.before for one in going if one.before]
        self.names = names_in([*before, *(self.fates.look.now[one.key].values for one in going)])
        return [self.line(one, self.fates.all[one.pk]) for one in students]

    def line(self, student: Student, fate: Fate) -> SimpleNamespace:
        return SimpleNamespace(
            name=f"{student.legal_last}, {student.first_name}",
            taken=taken(fate),
            label=Taken(taken(fate)).label,
            reasons=fate.stays,
            changes=[] if fate.leaves else [self.change(one) for one in fate.back],
        )

    def change(self, one: Trace) -> tuple[str, str, str]:
        """(what, what stands now, what stands again) of one row or fact."""
        if one.table == STUDENT:
            return fact_words(one)
        whole = self.fates.look.now[one.key].values
        if one.is_new:
            return LABELS[one.table](), self.said(one.table, whole), ""
        if "ends_on" in one.before:
            return LABELS[one.table](), "", joined(self.said(one.table, whole), _("as before"))
        return LABELS[one.table](), self.said(one.table, whole), self.said(one.table, whole | one.before)

    def said(self, table: str, values: dict[str, Any]) -> str:
        """One row in a line."""
        return SAID[table](values, self.names)


def fact_words(one: Trace) -> tuple[str, str, str]:
    (name,) = one.after
    return fact_label(name), fact_value(name, one.after[name]), fact_value(name, one.before[name])


def names_in(rows: list[dict[str, Any]]) -> dict[tuple[str, int], str]:
    """The names of the people and schools that rows point at, found in three queries."""
    wanted = {"user_id": User, "guardian_id": Guardian, "school_id": School}
    found = {}
    for column, model in wanted.items():
        pks = {row.get(column) for row in rows} - {None}
        found |= {(column, pk): row.name for pk, row in model.objects.in_bulk(pks).items()}
    return found


def enrolled(values, names):
    return joined(names.get(("school_id", values["school_id"])), grade_name(values["grade"]))


def stands(values, _names):
    return str(dict(ProgramStatus.Status.choices).get(values["status"], ""))


def identified(values, _names):
    return joined(name_of_area(values["area"]), day(values["decided_on"]) or values["decided_text"])


def charged(values, names):
    return joined(values["subject"], names.get(("user_id", values["user_id"])) or values["named"])


LABELS = {
    ENROLLMENT: lambda: _("School and grade"),
    STATUS: lambda: _("In the program"),
    "students.Identification": lambda: _("Area"),
    "students.Evidence": lambda: _("Body of evidence"),
    "students.Note": lambda: _("Staff-only note"),
    TIE: lambda: _("Family"),
    CHARGE: lambda: _("At school"),
    SEAT: lambda: capfirst(_("class")),
    GUARDIAN: lambda: _("Family"),
}
SAID = {
    ENROLLMENT: enrolled,
    STATUS: stands,
    "students.Identification": identified,
    "students.Evidence": lambda values, _names: f"{values['instrument']}: {values['score']}",
    "students.Note": lambda values, _names: values["words"],
    TIE: lambda values, names: names.get(("guardian_id", values["guardian_id"]), ""),
    CHARGE: charged,
    SEAT: lambda _values, _names: "",
    GUARDIAN: lambda values, _names: values["name"],
}
