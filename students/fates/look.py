"""One look at everything an act touched: as it left it, and as it stands now."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from students.fates.words import CHANGED, GUARDIAN, SEAT, STUDENT, TIE, USER
from students.models import Guardianship, Student
from students.traces import Key, Row, Trace, chunks, rows_around


class Look:
    """The traces of an act beside the rows they name. With `held` the rows are locked."""

    def __init__(self, traces: Iterable[Trace], *, held: bool = False):
        self.traces = list(traces)
        self.by_student: dict[int, list[Trace]] = defaultdict(list)
        for one in self.traces:
            self.by_student[one.student].append(one)
        self.by_student.pop(0, None)
        self.made = {one.key for one in self.traces if one.is_new}
        addresses = {one.before.get("email") or "" for one in self.traces if one.table == USER and one.before}
        self.now = rows_around(self.by_student, emails=addresses, tied=self.tied(), held=held)
        self.rows_of: dict[int, dict[Key, Row]] = defaultdict(dict)
        for key, row in self.now.items():
            self.rows_of[row.student][key] = row

    def tied(self) -> dict[int, int]:
        """The adults the act knew, each with a child: a tie may have been taken back since."""
        ties = {one.after["guardian_id"]: one.student for one in self.traces if "guardian_id" in one.after}
        return ties | {one.row: one.student for one in self.traces if one.table == GUARDIAN and one.student}

    def is_there(self, one: Trace) -> bool:
        """Whether a row stands. What was withdrawn since is out of the way already."""
        return one.key in self.now

    def is_changed(self, one: Trace) -> bool:
        """Whether somebody changed a row again since the act."""
        return self.is_there(one) and bool(self.changed(one))

    def changed(self, one: Trace) -> list[str]:
        values = self.now[one.key].values
        return [name for name, value in one.after.items() if values.get(name) != value]

    def reason(self, one: Trace) -> str:
        """What was changed since, in words."""
        return str(CHANGED[next((name for name in self.changed(one) if name in CHANGED), one.table)])

    def has_room(self, one: Trace) -> bool:
        """Whether what a row was before can stand beside what is there now."""
        if one.is_new or not self.is_there(one):
            return True
        if one.table == STUDENT:
            return not any(self.has_another(name, value, one.row) for name, value in one.before.items())
        if one.table == USER:
            return not self.signs_in_elsewhere(one.before.get("email"), one.row)
        if one.before.get("ends_on", "") is None:
            return not any(self.takes_the_place(one, key, row) for key, row in self.rows_of[one.student].items())
        return True

    def takes_the_place(self, one: Trace, key: Key, other: Row) -> bool:
        """Whether another open row is what a child has only once: the plan's manager, or a seat in a class."""
        if key[0] != one.table or key == one.key or key in self.made or other.values["ends_on"] is not None:
            return False
        own = self.now[one.key].values
        if one.table == SEAT:
            return other.values["section_id"] == own["section_id"]
        return own.get("kind") == "plan_manager" == other.values.get("kind")

    def has_another(self, name: str, value, student: int) -> bool:
        return name in self.numbers and self.numbers[name].get(value, student) != student

    @cached_property
    def numbers(self) -> dict[str, dict[str, int]]:
        """For each kind of ID: a number that was somebody's before → the child who has it now."""
        districts = Student.objects.filter(pk__in=list(self.by_student)[:1]).values("district")
        found: dict[str, dict[str, int]] = {"state_id": {}, "local_id": {}}
        for name, owners in found.items():
            before = {one.before.get(name) for one in self.traces if one.table == STUDENT and one.before}
            for some in chunks(sorted(before - {None})):
                rows = Student.objects.standing().filter(district__in=districts, **{f"{name}__in": some})
                owners.update(rows.values_list(name, "pk"))
        return found

    def signs_in_elsewhere(self, email: str | None, user: int) -> bool:
        return bool(email) and self.addresses.get(email, user) != user

    @cached_property
    def addresses(self) -> dict[str, int]:
        return {row.values["email"]: pk for (table, pk), row in self.now.items() if table == USER}

    @cached_property
    def adults(self) -> dict[int, list[Trace]]:
        """Guardian → what the act did to this adult and to their account."""
        holders = {row.values["user_id"]: pk for (table, pk), row in self.now.items() if table == GUARDIAN}
        found: dict[int, list[Trace]] = defaultdict(list)
        for one in self.traces:
            if one.table in (GUARDIAN, USER):
                found[one.row if one.table == GUARDIAN else holders.get(one.row, 0)].append(one)
        found.pop(0, None)
        return found

    @cached_property
    def ties(self) -> dict[int, set[int]]:
        """Guardian → the ties by which this adult belongs to any child, here or elsewhere."""
        found: dict[int, set[int]] = defaultdict(set)
        for some in chunks(sorted(self.adults)):
            rows = Guardianship.objects.filter(guardian__in=some, withdrawn_at=None)
            for pk, guardian in rows.values_list("pk", "guardian"):
                found[guardian].add(pk)
        return found

    def is_shared(self, guardian: int) -> bool:
        """Whether an adult belongs to a child by a tie that the act did not make."""
        return any((TIE, pk) not in self.made for pk in self.ties[guardian])
