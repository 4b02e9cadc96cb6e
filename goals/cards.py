"""One goal as a page shows it to one reader: whole, already filtered, ready to be drawn.

A card is made for a `Standing`. Staff read the working plan; family and student read the wording
of the last revision, with the live layer (why, next step, check-ins) beside it.
"""

import datetime
import re
from dataclasses import dataclass
from uuid import UUID

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goals.models import Goal
from history.days import day_said as day
from plans.wording import in_words

CODE = re.compile(r"(NAGC \d[\d.]*|[A-Z]{2}[\w.-]*\d[\w.-]*)[\s:,]*(.*)", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """One strategy: what, who does it, how often, and in which home when there are several."""

    words: str
    who: str = ""
    how_often: str = ""
    home: str = ""
    id: str = ""

    @property
    def beside(self):
        """What stands beside the words: who, how often, which home."""
        return " · ".join(filter(None, [self.who, self.how_often, self.home]))


@dataclass(frozen=True)
class Said:
    """A person's words: whose they are, who wrote them down, when, in which language, and who reads them.

    `own` is whether quotation marks are true: the person wrote them without anybody's help.
    """

    text: str
    name: str
    voice: str
    on: datetime.date | None = None
    lang: str = ""
    scribe: str = ""
    reader: str = ""
    entry: UUID | None = None  # where more may be done with the words, for who may do it
    kind: str = "check_in"  # where the words stand, as translations name it
    thing: UUID | None = None
    part: str = "words"
    worry: str = ""  # where an adult asks for a private follow-up on a student's own words

    @property
    def own(self):
        return not self.scribe

    @property
    def caption(self):
        """ "Mr. Reyes, Nov 17", and who wrote it down when it was somebody else."""
        said = {"name": self.name, "scribe": self.scribe, "day": day(self.on) if self.on else ""}
        if self.scribe:
            return _("%(name)s, written down by %(scribe)s, %(day)s") % said
        return _("%(name)s, %(day)s") % said

    @property
    def why_caption(self):
        """ "Why Maya chose it, Sep 3"."""
        said = {"name": self.name, "scribe": self.scribe, "day": day(self.on) if self.on else ""}
        if self.scribe:
            return _("Why %(name)s chose it, written down by %(scribe)s, %(day)s") % said
        return _("Why %(name)s chose it, %(day)s") % said


@dataclass(frozen=True)
class Work:
    """A photo or document of the work: the file, where it opens, who showed it when, and who reads it."""

    file: object
    url: str
    voice: str
    caption: str
    reader: str = ""
    withdraw: str = ""


@dataclass(frozen=True)
class Step:
    """The next small step, by when, and whether it is done."""

    pk: int
    said: Said
    due_on: datetime.date | None
    done: bool

    @property
    def caption(self):
        """ "Maya · by Mon Nov 23"."""
        parts = [self.said.name]
        if self.said.scribe:
            parts = [_("%(name)s, written down by %(scribe)s") % {"name": self.said.name, "scribe": self.said.scribe}]
        if self.done:
            parts.append(_("done"))
        elif self.due_on:
            parts.append(_("by %(day)s") % {"day": date_format(self.due_on, _("D M j"))})
        return " · ".join(parts)


@dataclass(frozen=True)
class Level:
    """Where the goal is, as somebody last said it."""

    value: int
    word: str
    name: str
    voice: str
    on: datetime.date

    @property
    def caption(self):
        """ "Mr. Reyes, Nov 17"."""
        return _("%(name)s, %(day)s") % {"name": self.name, "day": day(self.on)}


@dataclass(frozen=True)
class Ancestor:
    """The goal of an earlier year that this one carries on."""

    label: str
    year: str
    outcome: str


@dataclass(frozen=True)
class Acts:
    """What this reader may do with the goal now."""

    edit: bool = False
    say_why: bool = False
    next_step: bool = False
    tick: bool = False
    check_in: bool = False
    ask: bool = False
    close: bool = False
    reopen: bool = False


@dataclass(frozen=True)
class GoalCard:
    """Everything a goal block needs. `statement` is the wording this reader may see."""

    pk: int
    public_id: UUID
    plan_id: UUID
    student: str
    kind: str
    place: str
    label: str
    statement: str
    family_words: str
    standard: str
    baseline: str
    measure: str
    target: str
    check_on: datetime.date | None
    partner: str
    close: bool
    at_school: list
    at_home: list
    scale: list
    level: Level | None
    why: Said | None
    step: Step | None
    latest: list
    chart: dict
    ancestry: list
    outcome: str
    learned: str
    onward: str
    is_open: bool
    unshared: bool
    changed: bool
    acts: Acts
    work: list

    @property
    def anchor(self):
        return f"goal-{self.public_id}"

    @property
    def plain_field(self):
        """What family and student read of the goal: the words made for them, else the goal itself."""
        return "family_words" if self.family_words else "statement"

    @property
    def plain(self):
        return getattr(self, self.plain_field)

    @property
    def kicker(self):
        """ "Academic · Mathematics"."""
        return " · ".join(filter(None, [self.kind, self.place]))

    @property
    def plainly(self):
        """The goal for family and student: the family words, or the goal itself where there are none."""
        return self.family_words or self.statement

    @property
    def standard_code(self):
        """The code a standard begins with, such as MA20-GR.8-S.2-GLE.2, or nothing."""
        found = CODE.match(self.standard)
        return found[1] if found else ""

    @property
    def standard_words(self):
        """The standard without its code."""
        return shown("standard", self.standard)

    @property
    def measured(self):
        return shown("measure", self.measure)

    @property
    def aimed(self):
        return shown("target", self.target)

    @property
    def check_day(self):
        return day(self.check_on) if self.check_on else ""

    @property
    def knowing(self):
        """How we will know, in one line: measure, then target."""
        return " ".join(filter(None, [self.measured, self.aimed]))


def shown(field, text):
    """A field of a goal, as history keeps it, in the way a card shows it."""
    match field:
        case "measure" | "target":
            return sentence(text)
        case "standard":
            found = CODE.match(text)
            return found[2] if found else text
        case "check_on":
            return day(parse_date(text)) if text else ""
    return text


def sentence(text):
    """Words with their full stop, so that two of them can stand in one line."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else f"{text}."


def promise_of(facts, homes):
    """The promise part of a card, from a goal's facts as a revision keeps them.

    `homes` is `{household id: name}` of the homes whose lines this reader may see.
    """
    lines = {"school": [], "home": []}
    for line in facts["strategies"]:
        if not line["household"] or line["household"] in homes:
            home = homes.get(line["household"], "") if len(set(homes.values())) > 1 else ""
            lines[line["place"]].append(Line(line["words"], line["who"], line["how_often"], home, line["id"]))
    return {
        "kind": in_words(facts["kind_label"]),
        "place": in_words(facts["domain_label"]) or in_words(facts["area_label"]),
        "label": facts["short_label"],
        "check_on": parse_date(facts["check_on"]),
        "close": facts["audience"] == Goal.Audience.CIRCLE,
        "at_school": lines["school"],
        "at_home": lines["home"],
    } | {
        name: facts[name]
        for name in ("statement", "family_words", "standard", "baseline", "measure", "target", "partner")
    }


def scale_of(one):
    """The four words of a plan type, lowest first, as components take them."""
    return [
        {"level": int(level.code), "word": str(level), "hint": str(level.hint or ""), "means": str(level.means or "")}
        for level in one.levels
    ]
