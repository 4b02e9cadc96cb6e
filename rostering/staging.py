"""Staging: every row of a sheet read, matched and compared at once, so that a person can look before anything is done.

`Stage` holds one pass over a run. It writes nothing: `rostering.actions` keeps what it finds. The same rows, choices
and students always give the same proposals, which is how applying can be refused when something changed in between.
"""

from collections.abc import Mapping
from typing import Any

from rostering.addresses import adults_of, check_addresses
from rostering.grades import check_grades
from rostering.merging import look_alikes, merged
from rostering.models import ImportRun
from rostering.proposals import NOTHING_KNOWN, changes_of
from rostering.queries import Reach, grades_at, short_forms_of
from rostering.readers import text_of
from rostering.readers.layout import DIVIDER, HEADER, STUDENT
from rostering.record import Context, name_of, read_row
from rostering.staged import Proposal, Staged, wanted, words_in
from rostering.teachers import Teachers
from rostering.values import read_grade
from students.names import fold, sort_name


class Stage:
    """One pass over the rows of a run."""

    def __init__(self, run: ImportRun, *, today, rows: list[Staged]):
        self.run = run
        self.rows = rows
        self.context = Context(run.meanings, today, short_forms_of(run.by))
        self.reach = Reach(run.by, run.school.district)
        self.teachers = Teachers(run)

    def passed(self) -> list[Staged]:
        """Every row with its proposal."""
        for row in self.rows:
            self.read(row)
        self.tell_twins()
        self.match()
        check_grades(self.going, here=grades_at(self.run.school), school=self.run.school.name)
        self.check_addresses()
        self.compare()
        return self.rows

    def read(self, row: Staged) -> None:
        """What the row says. A row that is no student is left out unless a person says that it is one."""
        if row.kind != STUDENT and not is_student_after_all(row):
            row.proposal = Proposal.NONE if row.kind == HEADER else Proposal.ASIDE
            row.left_out = True
            return
        reader = read_row(row.squares, self.context, row.choices)
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
            said = [f"{other.number}: {words_in(other.squares)}" for other in others]
            chosen = first.add(found.kind, **found.facts, twins=said).code
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
        """Students in reach of the same name and grade, and without another state ID."""
        name, record = row.record["name"], row.record
        same = []
        for pk in named.get(sort_name(first=name["given"], last=name["family"]), ()):
            known = self.known[pk]
            another = differs(record, known["facts"], "state_id")
            if pk not in taken and not another and known["grade"] in ("", record.get("grade") or known["grade"]):
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
        self.check_local_id(row, known)

    def check_local_id(self, row: Staged, known: Mapping[str, Any]) -> None:
        """A local ID that is another one than here, or is gone from the list, is told and never lost by itself."""
        ours, theirs, code = known["facts"]["local_id"], row.record.get("local_id"), ""
        if differs(row.record, known["facts"], "local_id"):
            code = row.add("local_id_changed", student=known["name"], known=ours, text=theirs).code
        elif ours and not theirs and self.says_nothing_of_local_id(row):
            code = row.add("local_id_lost", student=known["name"], known=ours).code
        if code == "set_aside":
            row.leave_out()
        elif code == "keep":
            row.record.pop("local_id", None)
        elif code == "take_away":
            row.record["local_id"] = ""

    def says_nothing_of_local_id(self, row: Staged) -> bool:
        """Whether the list has a column for the local ID, and nothing stands in it in this row."""
        places = [one.index for one in self.context.columns if one.target == "local_id"]
        return any(place >= len(row.squares) or not text_of(row.squares[place]) for place in places)

    def match_by_name(self, row: Staged, found: int) -> None:
        """A namesake is taken for the same child unless a person says otherwise; another local ID must be decided."""
        known = self.known[found]
        told = {"student": known["name"], "grade": known["grade"]}
        if differs(row.record, known["facts"], "local_id"):
            told |= {"known": known["facts"]["local_id"], "text": row.record["local_id"]}
            code = row.add("local_id_differs", **told).code
        else:
            code = row.add("matched_by_name", **told).code
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
            row.changes = changes_of(row.record, known, match=self.teachers.user_of)
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


def is_student_after_all(row: Staged) -> bool:
    """Whether a person said that a row which looks like a divider names a student."""
    return row.kind == DIVIDER and row.add("row_not_a_student", text=words_in(row.squares)).code == "student"


def differs(record: Mapping[str, Any], facts: Mapping[str, Any], field: str) -> bool:
    """Whether a record and what we know both have a number of this kind, and not the same one."""
    return bool(record.get(field) and facts[field] and record[field] != facts[field])


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
