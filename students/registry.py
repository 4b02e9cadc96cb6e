"""What this room asks of the rooms above when two records of one child become one.

Upper rooms register in their `registers.py`, once.
"""

from dataclasses import dataclass

BROUGHT_TOGETHER = {}


@dataclass(frozen=True)
class Twice:
    """Something both records hold and of which one stays, as the preview shows it: what each says in a few
    lines, which is proposed (`kept` or `other`), and what becomes of the one that does not stay."""

    key: str
    label: str
    kept: object
    other: object
    proposed: str
    hint: str

    def chosen(self, stays):
        """(the one that stays, the one that gives way), for `kept` or `other`."""
        return (self.other.row, self.kept.row) if stays == "other" else (self.kept.row, self.other.row)


@dataclass(frozen=True)
class Side:
    """One of the two: its row, what it is called, and what it says, line by line."""

    row: object
    name: str
    lines: tuple


class Together:
    """How one room brings together what hangs on two records of a child, and lets it part again."""

    def twice(self, kept, other):
        """What both records hold of this room and may stand once: a list of `Twice`."""
        return []

    def settle(self, one, *, stays, change, by, at):
        """Let one of a `Twice` stay, before everything moves. `change(row, **values)` keeps what is undone."""

    def moved(self, student):
        """Bring up to date what is kept of a record, after everything moved to it or back."""

    def reasons_not_to_part(self, merge):
        """Why a merge may not be undone now."""
        return []

    def parted(self, merge, *, by, at):
        """Remember that what gave way stands again, after everything moved back."""


def register_together(name, room):
    """Let a room, as a `Together`, take part in every merge, in this order."""
    if BROUGHT_TOGETHER.setdefault(name, room) is not room:
        raise ValueError(f"There already is something brought together under the name {name}.")


def held_twice(kept, other):
    """What both records hold of the rooms above, and the room it is of: pairs of a `Together` and a `Twice`."""
    return [(room, one) for room in BROUGHT_TOGETHER.values() for one in room.twice(kept, other)]
