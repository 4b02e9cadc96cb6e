"""Staging: every row of a sheet read, matched and compared at once, so that a person can look before anything is done.

`Stage` holds one pass over a run. It writes nothing: `rostering.actions` keeps what it finds. The same rows, choices
and students always give the same proposals, which is how applying can be refused when something changed in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rostering.addresses import adults_of, check_addresses
from rostering.merging import look_alikes, merged
from rostering.models import ImportRun, StagedRow
from rostering.problems import KINDS, Problem, problem
from rostering.proposals import NOTHING_KNOWN, changes_of
from rostering.queries import Reach, short_forms_of, staff_by_surname, teacher_of
from rostering.readers import cell_from_json, text_of
from rostering.readers.layout import DIVIDER, HEADER, STUDENT
from rostering.record import NO_COLUMN, Context, name_of, read_row
from rostering.settling import Chosen
from rostering.values import read_grade
from students.names import fold, sort_name

Proposal = StagedRow.Proposal
RowChoices = Mapping[tuple[int, str], Chosen]


@dataclass
class Staged:
    """One row during a pass: what it says, what is odd about it, and what we propose."""

    number: int
    kind: str
    cells: list
    choices: RowChoices
    kept: list[str]
    record: dict[str, Any] = field(default_factory=dict)
    found: list[tuple[int, Problem]] = field(default_factory=list)
    proposal: str = Proposal.NONE
    student: int | None = None
    with_row: int | None = None
    left_out: bool = False
    changes: list[dict] = field(default_factory=list)

    def add(self, kind: str, **facts: Any) -> Chosen:
        """Note a problem of the whole row; what was chosen about it, or its default."""
        self.found.append((NO_COLUMN, problem(kind, **facts)))
        return self.choices.get((NO_COLUMN, kind)) or Chosen(KINDS[kind].default)

    def leave_out(self) -> None:
        """The row does not come in, and its other problems need no decision any more."""
        self.proposal, self.left_out = Proposal.ASIDE, True

    def decided(self, column: int, found: Problem) -> bool:
        """Whether one of this row's problems needs nothing more from a person."""
        return self.left_out or is_decided(found, self.choices.get((column, found.kind)))


def is_decided(found: Problem, chosen: Chosen | None) -> bool:
    """Whether a problem needs nothing more from a person."""
    choices = {choice.code: choice for choice in KINDS[found.kind].choices}
    if not choices:
        return True
    choice = choices.get(chosen.code if chosen and chosen.code else KINDS[found.kind].default)
    return choice is not None and not (choice.asks and not (chosen and chosen.typed))


class Stage:
    """One pass over the rows of a run."""

    def __init__(self, run: ImportRun, *, today, rows: list[Staged]):
        self.run = run
        self.rows = rows
        self.context = Context(run.meanings, today, short_forms_of(run.by))
        self.reach = Reach(run.by, run.school.district)
        self.staff = staff_by_surname(run.school)

    def passed(self) -> list[Staged]:
        """Every row with its proposal."""
        for row in self.rows:
            self.read(row)
        self.tell_twins()
        self.match()
        self.check_addresses()
        self.compare()
        return self.rows

    def read(self, row: Staged) -> None:
        """What the row says. A row that is no student is left out unless a person says that it is one."""
        if row.kind != STUDENT and not is_student_after_all(row):
            row.proposal = Proposal.NONE if row.kind == HEADER else Proposal.ASIDE
            row.left_out = True
            return
        reader = read_row(tuple(cell_from_json(cell) for cell in row.cells), self.context, row.choices)
        row.record, row.found = reader.record, [*row.found, *reader.found]
        if row.record.pop("set_aside", False):
            row.leave_out()
        elif name_of(row.record) is None:
            row.proposal = Proposal.ASIDE
        else:
            self.place(row)

    def place(self, row: Staged) -> None:
        """The school of the row: the run's, unless a column names another one in reach."""
        row.record |= {"school_id": self.run.school_id, "school_name": self.run.school.name}
        named, here = row.record.pop("school", ""), self.run.school.name
        elsewhere = named and fold(named) not in fold(here)
        if elsewhere and row.add("school_unknown", text=named, school=here).code == "set_aside":
            row.leave_out()

    @property
    def going(self) -> list[Staged]:
        """Rows not left out and not joined to another."""
        return [row for row in self.rows if row.record and row.proposal not in (Proposal.ASIDE, Proposal.MERGED)]

    def tell_twins(self) -> None:
        """Rows that are or may be the same child: the question stands at the first, and the choice joins them."""
        rows = {row.number: row for row in self.going}
        for numbers, found in look_alikes((row.number, row.record) for row in rows.values()):
            first = rows[numbers[0]]
            others = [rows[number] for number in numbers[1:]]
            said = [f"{other.number}: {words_in(other.cells)}" for other in others]
            chosen = first.add(found.kind, **found.facts, others=said).code
            if chosen == "two":
                continue
            if chosen == "last":
                first.record = others[-1].record
            elif chosen != "first":
                first.record = merged([first.record, *(other.record for other in others)])
            for other in others:
                other.proposal, other.with_row = Proposal.MERGED, first.number
                other.left_out = chosen == "first"

    def match(self) -> None:
        """The student each row is about: by state ID, then local ID, then name and grade with a question."""
        going = self.going
        states = self.reach.by_ids("state_id", (row.record.get("state_id") for row in going))
        locals_ = self.reach.by_ids("local_id", (row.record.get("local_id") for row in going))
        named = self.reach.by_names((row.record["name"]["given"], row.record["name"]["family"]) for row in going)
        candidates = {row.number: ids_of(row, states, locals_) for row in going}
        pks = {pk for pair in candidates.values() for pk in pair if pk} | {pk for pair in named.values() for pk in pair}
        self.known = self.reach.known(pks)
        self.state_ids = self.reach.state_ids(locals_.values())
        taken = {pk for pair in candidates.values() for pk in pair if pk}
        for row in going:
            self.match_row(row, candidates[row.number], self.namesakes(row, named, taken))
        self.join_matched()

    def join_matched(self) -> None:
        """Rows that turned out to be about one student, by different IDs, are read together."""
        first_about: dict[int, Staged] = {}
        for row in self.going:
            first = first_about.setdefault(row.student, row) if row.student else row
            if first is not row:
                first.record = merged([first.record, row.record])
                row.proposal, row.with_row = Proposal.MERGED, first.number
                row.add("read_together", row=first.number, student=self.known[row.student]["name"])

    def namesakes(self, row: Staged, named: Mapping[str, list[int]], taken: set[int]) -> list[int]:
        """Students in reach of the same name, grade and school whose IDs do not contradict the row's."""
        name, record = row.record["name"], row.record
        same = []
        for pk in named.get(sort_name(first=name["given"], last=name["family"]), ()):
            known = self.known[pk]
            against = any(
                record.get(field) and known["facts"][field] and record[field] != known["facts"][field]
                for field in ("state_id", "local_id")
            )
            if pk not in taken and not against and known["grade"] in ("", record.get("grade") or known["grade"]):
                same.append(pk)
        return same

    def match_row(self, row: Staged, ids: tuple[int | None, int | None], namesakes: list[int]) -> None:
        """The student of one row. A local ID shared with a child of another state ID says nothing."""
        by_state, by_local = ids
        if by_local and not by_state and self.told_apart(row, by_local):
            row.add("local_id_of_another", other=self.name_of(by_local))
            row.record.pop("local_id")
            by_local = None
        found = by_state or by_local
        if found and found not in self.known:
            row.add("out_of_reach")
            row.leave_out()
        elif found:
            self.match_by_id(row, found, by_local)
        elif namesakes:
            self.match_by_name(row, namesakes[0])

    def told_apart(self, row: Staged, pk: int) -> bool:
        """Whether a student has another state ID than the row, and so is another child."""
        ours, theirs = row.record.get("state_id"), self.state_ids.get(pk)
        return bool(ours and theirs and ours != theirs)

    def name_of(self, pk: int) -> str:
        """A student's name, as far as the importer may read it."""
        return self.known[pk]["name"] if pk in self.known else "…"

    def match_by_id(self, row: Staged, found: int, by_local: int | None) -> None:
        """An ID is believed, unless two IDs disagree or the name is another one altogether."""
        known, chosen = self.known[found], ""
        another = is_another(row.record, known["facts"])
        if by_local and by_local != found:
            other = self.name_of(by_local)
            kind = "ids_disagree" if another else "local_id_of_another"
            chosen = row.add(kind, student=known["name"], other=other).code
            row.record.pop("local_id")
        elif another:
            chosen = row.add("id_of_another", student=known["name"], text=str(name_of(row.record))).code
        if chosen == "set_aside":
            row.leave_out()
        elif chosen == "new":
            drop_ids_of(known["facts"], row.record)
            return
        row.student = found

    def match_by_name(self, row: Staged, found: int) -> None:
        """A namesake is taken for the same child unless a person says otherwise; the question is always shown."""
        known = self.known[found]
        code = row.add("matched_by_name", student=known["name"], grade=known["grade"]).code
        if code == "set_aside":
            row.leave_out()
        elif code == "same":
            row.student = found

    def check_addresses(self) -> None:
        """Every address of the list, asked about where it is somebody else's."""
        emails = {adult["email"] for _row, adult in adults_of(self.going)}
        barred, owners = self.reach.barred_addresses(emails), self.reach.owners_of(emails)
        check_addresses(self.going, barred=barred, owners=owners, known=self.known)

    def compare(self) -> None:
        """The changes of every row that goes on. A new student needs a grade."""
        for row in self.going:
            known = self.known[row.student] if row.student else NOTHING_KNOWN
            if not row.student and not row.record.get("grade") and not self.ask_grade(row):
                continue
            if not row.student and not row.record["areas"] and not row.record.get("talent_pool"):
                row.record["status"] = row.add("areas_missing").code
            row.changes = changes_of(row.record, known, match=self.teacher)
            if not row.student:
                row.proposal = Proposal.CREATE
            else:
                row.proposal = Proposal.UPDATE if wanted(row.changes, row.kept) else Proposal.UNCHANGED

    def ask_grade(self, row: Staged) -> bool:
        """Whether the row goes on after asking for a grade the list does not say."""
        chosen = row.add("grade_missing")
        if chosen.code == "set_aside":
            row.leave_out()
            return False
        row.record["grade"] = read_grade(chosen.typed).value or ""
        return True

    def teacher(self, named: str) -> int | None:
        return teacher_of(self.run, named, self.staff)


def is_student_after_all(row: Staged) -> bool:
    """Whether a person said that a row which looks like a divider names a student."""
    return row.kind == DIVIDER and row.add("row_not_a_student", text=words_in(row.cells)).code == "student"


def words_in(cells: list) -> str:
    """What stands in the squares of a row, in one line."""
    return " · ".join(text_of(cell_from_json(cell)) for cell in cells if cell is not None)


def ids_of(row: Staged, states: Mapping[str, int], locals_: Mapping[str, int]) -> tuple[int | None, int | None]:
    """The students who have the row's state ID and its local ID."""
    return states.get(row.record.get("state_id", "")), locals_.get(row.record.get("local_id", ""))


def drop_ids_of(facts: Mapping[str, Any], record: dict[str, Any]) -> None:
    """Leave out of a record the IDs that belong to somebody else."""
    for number in ("state_id", "local_id"):
        if record.get(number) == facts[number]:
            record.pop(number, None)


def is_another(record: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """Whether neither the given nor the family name of a record is the student's."""
    given, family = fold(record["name"]["given"]), fold(record["name"]["family"])
    ours = {fold(facts["legal_first"]), fold(facts["chosen_first"]), fold(facts["legal_last"])}
    return not {given, family} & ours


def wanted(changes: list[dict], kept: list[str]) -> list[dict]:
    """The changes a person did not decline."""
    return [change for change in changes if change["key"] not in kept]
