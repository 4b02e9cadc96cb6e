"""Fates: what becomes of each child's record when what one act did to it is taken back.

A child the act brought leaves, unless somebody has changed or added something since: then the whole record
stays. Of a child who was here before, each thing that was changed goes back to what it was, unless somebody has
changed it again. Whatever stays says why. Nothing here writes.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from students.fates.look import Look
from students.fates.since import added_since
from students.fates.words import BEYOND, CHARGE, ENROLLMENT, GUARDIAN, IN_THE_WAY, SEAT, STATUS, STUDENT, TIE, USER
from students.models import Student
from students.names import fold
from students.traces import Trace

__all__ = ["Fate", "Fates"]


@dataclass
class Fate:
    """One child's: the record leaves, or `back` is put back, and what stays says why. `gone` was withdrawn since,
    and is not to come back."""

    student: int
    is_new: bool
    back: list[Trace] = field(default_factory=list)
    gone: list[Trace] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)

    @property
    def leaves(self) -> bool:
        return self.is_new and not self.stays


class Fates:
    """The fates of all records that an act touched, by child, and of the adults of their families.

    `reach` are the children whose records the asker keeps: the others stay as they are. With `held` the rows are
    locked; `ignoring` is as in `added_since`.
    """

    def __init__(
        self, traces: Iterable[Trace], *, reach: set[int], held: bool = False, ignoring: Iterable[str] = ()
    ):  # fmt: skip
        self.look, self.reach = Look(traces, held=held), reach
        self.new = {one.row for one in self.look.traces if one.table == STUDENT and one.is_new}
        self.since = added_since(self.new, self.look.made, ignoring=ignoring)
        self.all = {pk: self.of(pk) for pk in sorted(self.look.by_student)}
        self.adults = self.adults_back()

    def of(self, pk: int) -> Fate:
        if pk not in self.reach:
            return Fate(pk, pk in self.new, stays=[str(BEYOND)])
        return self.of_new(pk) if pk in self.new else self.of_known(pk)

    def of_new(self, pk: int) -> Fate:
        """A child the act brought: everything or nothing."""
        own = [one for one in self.look.by_student[pk] if one.table not in (GUARDIAN, USER)]
        watched = [*own, *(one for tie in own if tie.table == TIE for one in self.adult_of(tie))]
        reasons = [self.look.reason(one) for one in watched if self.look.is_changed(one)]
        reasons += self.since.get(pk, [])
        if reasons:
            return Fate(pk, True, stays=list(dict.fromkeys(reasons)))
        return Fate(pk, True, back=[one for one in own if self.look.is_there(one)])

    def adult_of(self, tie: Trace) -> list[Trace]:
        """What the act made of the adult it tied to a child, if that adult belongs to its children alone."""
        guardian = tie.after.get("guardian_id", 0)
        if self.look.is_shared(guardian) or not self.look.is_there(tie):
            return []
        return [one for one in self.look.adults[guardian] if one.is_new]

    def of_known(self, pk: int) -> Fate:
        """A child who was here before: thing by thing."""
        fate = Fate(pk, False)
        for group in self.groups(pk).values():
            watched = [*group, *(one for tie in group if tie.table == TIE for one in self.adult_of(tie))]
            changed = next((one for one in watched if self.look.is_changed(one)), None)
            if changed:
                fate.stays.append(self.look.reason(changed))
            elif not all(self.look.has_room(one) for one in group):
                fate.stays.append(str(IN_THE_WAY))
            else:
                fate.back += [one for one in group if self.look.is_there(one)]
                fate.gone += [one for one in group if not self.look.is_there(one)]
        fate.stays = list(dict.fromkeys(fate.stays))
        return fate

    def groups(self, pk: int) -> dict[tuple, list[Trace]]:
        """The traces of one child that go back together or not at all."""
        own = [one for one in self.look.by_student[pk] if one.table not in (GUARDIAN, USER)]
        moved = any(one.table == ENROLLMENT and one.is_new for one in own)
        found: dict[tuple, list[Trace]] = defaultdict(list)
        for one in own:
            for part in by_fact(one):
                found[self.group_of(part, moved)].append(part)
        return found

    def group_of(self, one: Trace, moved: bool) -> tuple:
        """A move ends classes and responsibilities with the school; one teacher follows another in a subject."""
        if one.table in (ENROLLMENT, SEAT) or (moved and one.table == CHARGE):
            return (ENROLLMENT,)
        if one.table == CHARGE and self.look.is_there(one):
            values = self.look.now[one.key].values
            return one.table, values["kind"], fold(values["subject"])
        return (one.table,) if one.table == STATUS else (*one.key, *(one.after if one.table == STUDENT else ()))

    def adults_back(self) -> list[Trace]:
        """What goes back of the adults: who belongs to nobody any more leaves, and corrected ways to reach the
        others are as they were, unless the child for whom they were corrected stays."""
        going = {one.row for fate in self.all.values() for one in fate.back if one.table == TIE}
        found: list[Trace] = []
        for guardian, rows in self.look.adults.items():
            kept = self.look.ties[guardian] - going
            new = [one for one in rows if one.is_new and not kept and not self.stays_whole(one.student)]
            corrected = [one for one in rows if not one.is_new]
            if any(self.look.is_changed(one) or not self.look.has_room(one) for one in corrected):
                self.tell(corrected)
            elif not any(self.stays_whole(one.student) for one in corrected):
                found += corrected
            found += [one for one in new if self.look.is_there(one) and not self.look.is_changed(one)]
        return found

    def stays_whole(self, student: int) -> bool:
        fate = self.all.get(student)
        return bool(fate and fate.stays and (fate.is_new or student not in self.reach))

    def tell(self, corrected: list[Trace]) -> None:
        """Say beside the child that a corrected way to reach an adult stays."""
        for one in corrected:
            fate = self.all.get(one.student)
            if fate and not fate.is_new and one.student in self.reach:
                reason = self.look.reason(one) if self.look.is_changed(one) else str(IN_THE_WAY)
                fate.stays = list(dict.fromkeys([*fate.stays, reason]))


def by_fact(one: Trace) -> list[Trace]:
    """The facts of a child each on its own: somebody may have corrected one of them since."""
    if one.table != STUDENT or one.is_new:
        return [one]
    names = [name for name in one.after if name in Student.FACTS]
    return [replace(one, before={name: one.before[name]}, after={name: one.after[name]}) for name in names]
