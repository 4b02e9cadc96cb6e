"""A record: everything one row of a list says about one child, in our words, ready to be compared with what we have.

Pure: cells, columns and choices go in; a plain dictionary (it is kept as JSON) and the problems come out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rostering.columns import NOTE, Column, target
from rostering.columns.words import VOCABULARY
from rostering.problems import Problem, problem
from rostering.readers import Cell, text_of
from rostering.readers.cells import fold
from rostering.settling import Choices, is_set_aside, settle
from rostering.values import (
    Reading,
    read_adult_name,
    read_areas,
    read_date,
    read_email,
    read_exceptionality,
    read_grade,
    read_language,
    read_learner,
    read_local_id,
    read_phone,
    read_score,
    read_state_id,
    read_student_name,
)
from rostering.values.dates import Moment
from rostering.values.names import PersonName

IGNORE = "ignore"
NO_COLUMN = -1
TEACHER_WORDS = frozenset(VOCABULARY["teachers"]["words"])
AREA_OF_PART = {"Mathematics": "mathematics", "Science": "science", "Reading": "reading", "Writing": "writing"}


@dataclass(frozen=True)
class Context:
    """What reading a row depends on beside the row: the columns, the day, and her own short forms."""

    columns: tuple[Column, ...]
    today: date
    short_forms: Mapping[str, str] = field(default_factory=dict)


@dataclass
class RowReader:
    """One row being read. `record` grows column by column; `found` pairs each problem with its column."""

    context: Context
    choices: Choices
    record: dict[str, Any] = field(default_factory=dict)
    found: list[tuple[int, Problem]] = field(default_factory=list)
    halves: dict[str, str] = field(default_factory=dict)
    identified: tuple[str, Moment] | None = None

    def read(self, cells: tuple[Cell, ...]) -> "RowReader":
        """Every column of the row, then what only the whole row can tell."""
        self.record |= {"guardians": {}, "evidence": [], "teachers": [], "notes": [], "areas": []}
        for column in self.context.columns:
            cell = cells[column.index] if column.index < len(cells) else None
            if cell is not None and column.target != IGNORE and text_of(cell):
                self.read_cell(column, cell)
        self.join_halves()
        self.finish_areas()
        self.finish_guardians()
        return self

    def read_cell(self, column: Column, cell: Cell) -> None:
        """One square: read it, note its problems, settle them, put the value in place, keep the rest as a note."""
        reading = self.reading_of(column, cell)
        self.found += [(column.index, one) for one in reading.problems]
        if is_set_aside(reading, column.index, self.choices):
            self.record["set_aside"] = True
        reading = settle(reading, column.index, self.choices)
        self.place(column, reading)

    def reading_of(self, column: Column, cell: Cell) -> Reading:
        """The reader for this column's target, applied."""
        wanted = target(column.target)
        if wanted.guardian_number:
            return GUARDIAN_READERS[wanted.part](cell)
        if column.target.startswith("teacher_"):
            return read_adult_name(cell)
        if column.target == "areas":
            return read_areas(cell, self.context.short_forms)
        if column.target in ("identified_on", "birth_date"):
            return read_date(cell, self.context.today)
        return READERS[column.target](cell)

    def place(self, column: Column, reading: Reading) -> None:
        """The value where it belongs; what was not understood as a note under the column's own name."""
        wanted = target(column.target)
        if wanted.guardian_number:
            self.place_guardian(wanted.guardian_number, wanted.part, column, reading)
            return
        if reading.value is not None:
            self.place_value(column, reading.value)
        if reading.kept:
            self.keep(column.header, reading.kept)

    def place_value(self, column: Column, value: Any) -> None:
        """A value that was understood, where a record has it. Most are a fact under the target's own code."""
        code = column.target
        if code == "student_name":
            self.record["name"] = {"given": value.given, "family": value.family, "chosen": value.chosen}
        elif code in ("given_name", "family_name", "chosen_name"):
            self.halves[code] = value
        elif code == "identified_on":
            self.identified = (column.header, value)
        elif code == "birth_date":
            self.place_birth_date(column, value)
        elif code.startswith("teacher_"):
            self.record["teachers"].append({"subject": subject_of(column), "named": value})
        elif code in LISTED:
            name, made = LISTED[code]
            self.record[name].append(made(column, value))
        else:
            self.record[code] = sorted(value) if isinstance(value, frozenset) else value

    def place_birth_date(self, column: Column, value: Moment) -> None:
        """A birthday; a month without a day is no birthday, and so a note."""
        if value.on:
            self.record["born_on"] = value.on.isoformat()
        else:
            self.keep(column.header, value.text)

    def place_guardian(self, number: int, part: str, column: Column, reading: Reading) -> None:
        """One fact about one adult; words that are not the fact stay with how to reach that adult."""
        adult = self.record["guardians"].setdefault(number, {})
        if part == "email":
            adult["email"] = reading.value[0].lower() if reading.value else ""
            if reading.kept and any(one.kind == "email_many" for one in reading.problems):
                self.keep(column.header, reading.kept)
            elif reading.kept:
                adult["contact_note"] = reading.kept
            return
        if reading.value is not None:
            adult[part] = reading.value
        if reading.kept:
            adult["contact_note"] = "; ".join(filter(None, (adult.get("contact_note"), reading.kept)))

    def keep(self, header: str, words: str) -> None:
        """Words for a staff note, under the name her column has."""
        self.record["notes"].append(f"{header}: {words}" if header else words)

    def join_halves(self) -> None:
        """A name that stood in two or three columns."""
        if self.halves and "name" not in self.record:
            self.record["name"] = {
                "given": self.halves.get("given_name", ""),
                "family": self.halves.get("family_name", ""),
                "chosen": "",
            }
        if "name" in self.record:
            self.record["name"]["chosen"] = self.halves.get("chosen_name") or self.record["name"]["chosen"]
        told = any(one.kind.startswith("name_") for _column, one in self.found)
        if not told and name_of(self.record) is None:
            self.found.append((NO_COLUMN, problem("name_missing")))

    def finish_areas(self) -> None:
        """The day of the decision beside each area; a day without an area is a note."""
        header, moment = self.identified or ("", Moment(None, ""))
        on = moment.on.isoformat() if moment.on else ""
        text = "" if moment.on else moment.text
        self.record["areas"] = [{"area": code, "on": on, "text": text} for code in self.record["areas"]]
        if moment.text and not self.record["areas"]:
            self.keep(header, moment.text)

    def finish_guardians(self) -> None:
        """The adults in order. An address without a name belongs to nobody we could add, so it becomes a note."""
        adults = [adult for _number, adult in sorted(self.record["guardians"].items())]
        self.record["guardians"] = [adult for adult in adults if adult.get("name")]
        for adult in adults:
            ways = [adult[part] for part in ("email", "phone", "contact_note") if adult.get(part)]
            if not adult.get("name") and ways:
                self.found.append((NO_COLUMN, problem("contact_without_name", text=", ".join(ways))))
                self.record["notes"].append(", ".join(ways))


def subject_of(column: Column) -> str:
    """What a teacher teaches, in her words: "Math" of "Math tchr"."""
    words = text_of(column.header).split()
    return " ".join(word for word in words if fold(word) not in TEACHER_WORDS) or column.header


def evidence_of(column: Column, score: Any) -> dict[str, Any]:
    """One piece of the body of evidence: which measure, when, and the score as printed."""
    test = column.test or {"instrument": column.header}
    part = test.get("part", "")
    return {
        "instrument": " ".join(filter(None, (test.get("instrument"), part))) or column.header,
        "kind": test.get("kind") or "other",
        "area": AREA_OF_PART.get(part, ""),
        "taken_text": test.get("year", ""),
        "score": score.printed,
        "percentile": score.percentile,
        "percentile_bound": score.bound,
    }


# Columns that add to a list, with the list and what is added.
LISTED = {
    "evidence": ("evidence", evidence_of),
    NOTE: ("notes", lambda _column, words: words),
}


def words_of(cell: Cell) -> Reading:
    """A square whose words are the value."""
    return Reading(text_of(cell))


def read_signed(cell: Cell) -> Reading:
    """Whether last year's plan was signed. The words are what we keep: nothing of ours depends on them."""
    return Reading(None, (), text_of(cell))


READERS = {
    "student_name": read_student_name,
    "given_name": words_of,
    "family_name": words_of,
    "chosen_name": words_of,
    "grade": read_grade,
    "school": words_of,
    "state_id": read_state_id,
    "local_id": read_local_id,
    "exceptionality": read_exceptionality,
    "english_learner": read_learner,
    "home_language": read_language,
    "talent_pool": words_of,
    "evidence": read_score,
    "signed_last_year": read_signed,
    NOTE: words_of,
}
GUARDIAN_READERS = {
    "name": read_adult_name,
    "email": read_email,
    "phone": read_phone,
    "relationship": words_of,
}


def read_row(cells: tuple[Cell, ...], context: Context, choices: Choices | None = None) -> RowReader:
    """One row as a record with its problems, after the choices a person has made about them."""
    return RowReader(context, choices or {}).read(cells)


def name_of(record: Mapping[str, Any]) -> PersonName | None:
    """The child's name in a record, when both halves are there."""
    name = record.get("name") or {}
    return PersonName(**name) if name.get("given") and name.get("family") else None
