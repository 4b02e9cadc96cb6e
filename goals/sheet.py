"""A goal as one sheet of text, as it stands on the form, and how two people's sheets are brought together.

A sheet is `{"fields": {name: text}, "school": [line], "home": [line]}`; a line is `{name: text}`.
Each field and each line is a piece of its own (`students.turns`): `base` is what the writer began from,
`mine` what they typed, `theirs` what somebody else saved meanwhile.
"""

from dataclasses import dataclass

from goals.models import Goal
from history.actions import plain
from students.turns import Texts, Turns, bring_together

LINE = ("public_id", "words", "person", "who", "how_often", "household")
PLACES = ("school", "home")


def sheet_of(goal):
    """The sheet of a goal as it stands in the database."""
    sheet = {"fields": {name: plain(getattr(goal, name)) for name in Goal.PROMISE}, "school": [], "home": []}
    for line in goal.strategies.filter(withdrawn_at=None).order_by("position", "pk"):
        sheet[line.place].append(
            {
                "public_id": str(line.public_id),
                "words": line.words,
                "person": f"user:{line.user_id}" if line.user_id else "",
                "who": line.who,
                "how_often": line.how_often,
                "household": str(line.household_id or ""),
            }
        )
    return sheet


def blank_line():
    return dict.fromkeys(LINE, "")


def said(line):
    """What a line says, without its key; two lines that say the same are the same."""
    return {name: (line.get(name) or "").strip() for name in LINE if name != "public_id"} if line else None


class Pieces(Texts):
    """Fields are texts; lines are compared by what they say, and two of them do not stand in one."""

    def same(self, one, other):
        if isinstance(one, dict) or isinstance(other, dict):
            return said(one) == said(other)
        return super().same(one, other)

    def joined(self, theirs, mine):
        is_text = isinstance(theirs, str) and isinstance(mine, str)
        return super().joined(theirs, mine) if is_text else None


def pieces_of(sheet):
    """A sheet by piece: fields by name, lines by place and key. A new line has none and belongs to its writer."""
    lines = {f"{place}:{line['public_id']}": line for place in PLACES for line in sheet[place] if line["public_id"]}
    return sheet["fields"] | lines


def is_piece(key, words):
    """Whether this is the wording of a field, or of a line that is there or not, as the key says."""
    place, is_line, _key = key.partition(":")
    if not is_line:
        return key in Goal.PROMISE and isinstance(words, str)
    if words is None or place not in PLACES:
        return place in PLACES
    return isinstance(words, dict) and set(words) == set(LINE) and all(isinstance(one, str) for one in words.values())


@dataclass(frozen=True)
class Merged:
    """The sheets of two people brought together: the sheet that stands, and the base of the next save."""

    sheet: dict
    base: dict
    turns: Turns


def merge(base, mine, theirs, *, met=None, press=""):
    """Bring two sheets together; see `students.turns.bring_together` for `met` and `press`."""
    asked = {name: text for name, text in theirs["fields"].items() if name in mine["fields"]}
    now = pieces_of(theirs | {"fields": asked})
    turns = bring_together(pieces_of(base), pieces_of(mine), now, met=met, press=press, kind=Pieces())
    return Merged(laid_out(turns.stands, mine), laid_out(turns.base, theirs), turns)


def laid_out(pieces, order):
    """A sheet of these pieces, its lines in the order of another sheet and with its new ones; the rest at the end."""
    return {"fields": {name: text for name, text in pieces.items() if name.partition(":")[0] not in PLACES}} | {
        place: lines_in_order(pieces, place, order[place]) for place in PLACES
    }


def lines_in_order(pieces, place, lines):
    left = {key: line for key, line in pieces.items() if key.partition(":")[0] == place}
    kept = [left.pop(f"{place}:{line['public_id']}", None) if line["public_id"] else line for line in lines]
    return [line for line in (*kept, *left.values()) if line]
