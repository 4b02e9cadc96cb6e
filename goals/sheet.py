"""A goal as one sheet of text, as it stands on the form, and how two people's sheets are brought together.

A sheet is `{"fields": {name: text}, "school": [line], "home": [line]}`; a line is `{name: text}`.
Merging is three-way: `base` is what the writer began from, `mine` what they typed, `theirs` what
somebody else saved meanwhile. Strategies are merged line by line.
"""

from dataclasses import dataclass, field

from goals.models import Goal
from history.actions import plain

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


@dataclass(frozen=True)
class Difference:
    """One thing two people worded differently, or that the other changed: where, and both wordings."""

    key: str
    place: str
    theirs: str
    mine: str


@dataclass
class Merged:
    """The sheets of two people brought together: `conflicts` is what both changed, `taken` what only
    the other did. Where both changed the same thing, `keep` says whose words stand."""

    keep: str = "mine"
    conflicts: list = field(default_factory=list)
    taken: list = field(default_factory=list)
    sheet: dict = field(default_factory=dict)

    def field(self, name, old, mine, theirs):
        """The wording of a field that stands, noting how it was found."""
        if same(theirs, mine) or same(theirs, old):
            return mine
        both = Difference(name, "", theirs, mine)
        if same(mine, old):
            self.taken.append(both)
            return theirs
        self.conflicts.append(both)
        return mine if self.keep == "mine" else theirs

    def lines(self, place, base, mine, theirs):
        """The lines of one place, in my order, theirs that are new at the end."""
        old, new = by_key(base), by_key(theirs)
        kept = [self.line(place, old.get(line["public_id"]), line, new.get(line["public_id"])) for line in mine]
        here = by_key(mine)
        for key, line in new.items():
            if key not in old and key not in here:
                self.taken.append(Difference(key, place, in_words(line), ""))
                kept.append(line)
            elif key not in here and said(line) != said(old[key]):
                self.conflicts.append(Difference(key, place, in_words(line), ""))
                kept.append(line if self.keep == "theirs" else None)
        return [line for line in kept if line]

    def line(self, place, old, mine, theirs):
        """One line of mine: the line that stands now, or None when it is taken away."""
        if old is None or said(theirs) in (said(mine), said(old)):
            return mine
        both = Difference(mine["public_id"], place, in_words(theirs), in_words(mine))
        if said(mine) == said(old):
            self.taken.append(both)
            return theirs
        self.conflicts.append(both)
        if self.keep == "theirs":
            return theirs
        return mine if theirs else mine | {"public_id": ""}


def merge(base, mine, theirs, *, keep="mine"):
    """Bring two sheets together; see `Merged`."""
    merged = Merged(keep)
    fields = {
        name: merged.field(name, base["fields"].get(name, ""), new, theirs["fields"].get(name, ""))
        for name, new in mine["fields"].items()
    }
    lines = {place: merged.lines(place, base[place], mine[place], theirs[place]) for place in PLACES}
    merged.sheet = {"fields": fields} | lines
    return merged


def by_key(lines):
    return {line["public_id"]: line for line in lines if line["public_id"]}


def same(one, other):
    return one.strip().replace("\r\n", "\n") == other.strip().replace("\r\n", "\n")


def in_words(line):
    """A line as one piece of text, or nothing when it is not there."""
    return " · ".join(filter(None, [line["words"], line["who"], line["how_often"]])) if line else ""
