"""A staged row: one row of a list during a pass, with what it says, what is odd about it, and what we propose."""

from dataclasses import dataclass, field
from typing import Any

from rostering.models import StagedRow
from rostering.problems import KINDS, Problem, problem
from rostering.readers import Cell, text_of
from rostering.record import NO_COLUMN
from rostering.settling import Choices, Chosen

Proposal = StagedRow.Proposal


@dataclass
class Staged:
    """One row during a pass: what it says, what is odd about it, and what we propose."""

    number: int
    kind: str
    squares: tuple[Cell, ...]
    said: Choices  # as somebody chose and typed
    choices: Choices  # the same, without what was typed where it does not fit
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

    @property
    def teachers_named(self) -> set[str]:
        """The teachers the row names, each once."""
        return {teacher["named"] for teacher in self.record.get("teachers", ())}

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


def words_in(squares: tuple[Cell, ...]) -> str:
    """What stands in the squares of a row, in one line."""
    return " · ".join(text_of(cell) for cell in squares if cell is not None)


def wanted(changes: list[dict], kept: list[str]) -> list[dict]:
    """The changes a person did not decline."""
    return [change for change in changes if change["key"] not in kept]
