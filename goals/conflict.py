"""Two people worded one goal differently: what the page says about it."""

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goals.models import Goal, Strategy
from goals.sheet import PLACES, Pieces, pieces_of
from students.areas import area
from students.forms.conflict import Story, TwoWordings, wordings_of

TO_READ = {"statement", "family_words", "standard", "baseline", "measure"}  # texts in which two wordings can stand


class Reading:
    """How the pieces of a goal's sheet are read by people: names for codes, days in words, lines in one text."""

    def __init__(self, desk):
        self.one, self.people, self.homes = desk.options["one"], desk.people, desk.homes
        lines = [(place, n, line["public_id"]) for place in PLACES for n, line in enumerate(desk.sheet[place], 1)]
        self.numbers = {f"{place}:{key}": n for place, n, key in lines if key}

    def label(self, key):
        place, colon, _key = key.partition(":")
        if not colon:
            return Goal._meta.get_field(key).verbose_name
        said = {"place": Strategy.Place(place).label, "n": self.numbers.get(key)}
        return _("%(place)s, line %(n)s") % said if said["n"] else said["place"]

    def words(self, key):
        """What makes a wording of this piece readable."""
        return self.line if ":" in key else lambda text: self.field(key, text)

    def field(self, name, text):
        named = {"kind": self.one.goal_kind, "domain": self.one.domain, "area": area}
        if not text:
            return ""
        if name in named:
            return str(named[name](text) or text)
        if name == "audience":
            return str(dict(Goal.Audience.choices).get(text, text))
        day = name == "check_on" and read_day(text)
        return date_format(day) if day else text

    def line(self, line):
        """A line as one piece of text, or nothing when it is not there."""
        if not line:
            return ""
        user, who = self.people.read(line["person"], line["who"])
        home = self.homes.get(line["household"])
        told = [line["words"], user.name if user else who, line["how_often"], home.name if home else ""]
        return " · ".join(filter(None, told))


def read_day(text):
    try:
        return parse_date(text)
    except ValueError:
        return None


def conflict_over(goal, desk, turns, *, now, by, press=""):
    """The `Conflict` of a goal's form: what was met, as it stands on the `desk`. `now` is the sheet that is saved."""
    story, reading, kind = Story(goal, reader=by), Reading(desk), Pieces()
    boxes, theirs = pieces_of(desk.sheet), pieces_of(now)
    rows, taken = (
        [
            wordings_of(
                key, reading.label(key), one, reading.words(key), box=boxes.get(key), story=story,
                joins=key in TO_READ, kind_same=kind.same,
            )
            for key, one in met.items()
        ]
        for met in (turns.rows, turns.taken)
    )  # fmt: skip
    own = boxes | {key: one.own[0] for key, one in turns.rows.items()}
    return story.conflict(turns=turns, rows=rows, taken=taken, whole=whole_of(theirs, own, desk, reading), press=press)


def whole_of(theirs, own, desk, reading):
    """Everything of the goal in both wordings, and the lines that are new in this window."""
    said = [
        TwoWordings(reading.label(key), reading.words(key)(theirs.get(key)), reading.words(key)(own.get(key)))
        for key in dict.fromkeys([*theirs, *own])
    ]
    new = [(place, line) for place in PLACES for line in desk.sheet[place] if not line["public_id"]]
    said += [TwoWordings(Strategy.Place(place).label, "", reading.line(line)) for place, line in new]
    return [both for both in said if both.theirs or both.mine]
