"""Progress over time: the drawing of a goal's check-ins, for the screen and for paper.

Four lanes, one per level. Within a lane the student sits high, staff in the middle and the family
low, so that marks never hide each other. Rooms hand over plain facts (a dict or any object with
the fields of `Facts`); nothing here asks the database, and nothing below imports this file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alp_portal.marks import LEVEL_INK, VOICE_INK, VOICES, stone_shapes, voice_name

WIDE, NARROW = 888, 358
TOP, LANE, RIGHT_MARGIN = 22, 34, 10
BOTTOM = TOP + 4 * LANE
OFFSET = {"student": -10.8, "staff": 0, "family": 10.8}
STONE = 16
LETTER = 6.6  # a generous width of one letter of the 12.5px labels, in the same units

DASH = {"student": "none", "staff": "5 3", "family": "1.5 3"}


def read(source, name, default=None):
    """One fact of a dict or of an object."""
    return source.get(name, default) if isinstance(source, Mapping) else getattr(source, name, default)


@dataclass(frozen=True)
class Point:
    """One check-in: the day, the level from 1 to 4, whose voice, who it was, and what they said."""

    on: date
    level: int
    voice: str
    label: str = ""
    words: str = ""
    lang: str = ""
    thing: str = ""  # the check-in, as translations name it

    @classmethod
    def of(cls, source):
        said = (read(source, name, "") for name in ("label", "words", "lang", "thing"))
        return cls(read(source, "on"), read(source, "level"), read(source, "voice"), *said)


@dataclass(frozen=True)
class Facts:
    """What a chart is drawn from. `scale` holds the four words, lowest first."""

    title: str
    start: date
    end: date
    today: date
    scale: list
    points: list
    check_on: date | None = None
    names: dict = field(default_factory=dict)

    @classmethod
    def of(cls, source):
        """Read them from a room's dict or object; the time shown always holds every point."""
        points = [Point.of(p) for p in read(source, "points") if read(p, "level")]
        check_on = read(source, "check_on")
        days = [read(source, "start"), read(source, "end"), *(p.on for p in points), *([check_on] if check_on else [])]
        return cls(
            title=str(read(source, "title", "")),
            start=min(days),
            end=max(*days, min(days) + timedelta(days=28)),
            today=read(source, "today"),
            scale=[str(read(step, "word")) for step in read(source, "scale")],
            points=sorted(points, key=lambda p: p.on),
            check_on=check_on,
            names=read(source, "names") or {},
        )

    def word(self, level):
        return self.scale[level - 1]

    def name(self, voice):
        return str(self.names.get(voice) or voice_name(voice))

    @property
    def voices(self):
        """The voices that have spoken, student first."""
        spoken = {p.voice for p in self.points}
        return [{"voice": voice, "name": self.name(voice)} for voice in VOICES if voice in spoken]

    @property
    def summary(self):
        """The chart in one sentence, for those who do not see it."""
        if not self.points:
            return _("%(title)s: no check-ins yet.") % {"title": self.title}
        first, last, count = self.points[0], self.points[-1], len(self.points)
        sentence = ngettext(
            "%(title)s: one check-in, on %(last)s: %(now)s.",
            "%(title)s: %(count)d check-ins from %(first)s to %(last)s, from %(then)s to %(now)s.",
            count,
        )
        return sentence % {
            "title": self.title,
            "count": count,
            "first": day(first.on),
            "last": day(last.on),
            "then": self.word(first.level),
            "now": self.word(last.level),
        }

    @property
    def rows(self):
        """The same facts as a table."""
        return [
            {
                "on": p.on,
                "who": p.label or self.name(p.voice),
                "voice": p.voice,
                "level": p.level,
                "word": self.word(p.level),
                "words": p.words,
                "lang": p.lang,
                "thing": p.thing,
            }
            for p in self.points
        ]


def day(value):
    """A day on a drawing, which has room for no year: "Nov 17"."""
    return date_format(value, _("M j"))


def number(value):
    """A coordinate as SVG wants it: a point for the decimals, whatever the reader's language."""
    return f"{value:.1f}".removesuffix(".0")


def flag(kind, at, text_x, anchor, label):
    return {"kind": kind, "x": number(at), "text_x": number(text_x), "anchor": anchor, "label": label}


class Drawing:
    """One width of the chart: every coordinate already worked out, so that the template only writes."""

    def __init__(self, facts, width):
        self.facts = facts
        longest = max(len(word) for word in facts.scale)
        self.left = max(100 if width == NARROW else 112, STONE + 7 + longest * LETTER + 8)
        self.right = width - RIGHT_MARGIN
        self.width, self.height = width, BOTTOM + 26
        self.days = (facts.end - facts.start).days
        self.kind = "narrow" if width == NARROW else "wide"

    def x(self, on):
        return self.left + (self.right - self.left) * (on - self.facts.start).days / self.days

    def y(self, level, voice):
        return TOP + (4 - level) * LANE + LANE / 2 + OFFSET[voice]

    @property
    def lanes(self):
        """Top to bottom, the highest level first."""
        for row, level in enumerate(range(4, 0, -1)):
            top = TOP + row * LANE
            yield {
                "level": level,
                "word": self.facts.word(level),
                "shaded": row % 2 == 0,
                "x": number(self.left),
                "y": number(top),
                "width": number(self.right - self.left),
                "height": LANE,
                "text_y": number(top + 21.5),
                "stone_y": number(top + 9),
                "stones": [{"kind": kind, "box": [number(v) for v in box]} for kind, *box in stone_shapes(level)],
                "fill": LEVEL_INK[level],
            }

    @property
    def months(self):
        """A tick on the first of each month; where months crowd, every second or third is named."""
        firsts = [d for d in (self.facts.start + timedelta(days=n) for n in range(self.days + 1)) if d.day == 1]
        step = 1
        if len(firsts) > 1:
            gap = min(self.x(b) - self.x(a) for a, b in pairwise(firsts))
            step = max(1, -(-32 // int(gap or 1)))
        for place, first in enumerate(firsts):
            fits = self.x(first) + 28 < self.width
            label = date_format(first, "M") if place % step == 0 and fits else ""
            yield {"x": number(self.x(first)), "text_x": number(self.x(first) + 4), "label": label}

    @property
    def flags(self):
        """Today and the check date, with labels that do not run into each other."""
        flags, taken = [], None
        if self.facts.check_on:
            label = day(self.facts.check_on)
            label = _("Check: %(day)s") % {"day": label} if self.kind == "wide" else label
            at = self.x(self.facts.check_on)
            end = min(at + 5, self.right)
            taken = (max(end - len(label) * LETTER, self.left), end)
            flags.append(flag("check", at, end, "end", label))
        if self.facts.today and self.facts.start <= self.facts.today <= self.facts.end:
            flags.append(self.today_flag(taken))
        return flags

    def today_flag(self, taken):
        """Today's line; its label moves aside from the stretch that the check date's label has taken."""
        at, half = self.x(self.facts.today), len(_("Today")) * LETTER / 2
        anchor, text_x = "middle", min(max(at, self.left + half), self.width - half)
        if taken and at + half + 4 > taken[0] and at - half - 4 < taken[1]:
            before = at <= self.x(self.facts.check_on)
            anchor, text_x = ("end", taken[0] - 6) if before else ("start", taken[1] + 6)
        return flag("today", at, text_x, anchor, _("Today"))

    @property
    def lines(self):
        """A thin line per voice: solid, dashed, dotted."""
        for voice in VOICES:
            spots = [(self.x(p.on), self.y(p.level, voice)) for p in self.facts.points if p.voice == voice]
            if len(spots) > 1:
                path = "M" + " L".join(f"{number(x)},{number(y)}" for x, y in spots)
                yield {"voice": voice, "path": path, "stroke": VOICE_INK[voice], "dash": DASH[voice]}

    @property
    def points(self):
        """The marks: circle, square, diamond, each with its own title."""
        for p in self.facts.points:
            x, y = self.x(p.on), self.y(p.level, p.voice)
            yield {
                "voice": p.voice,
                "x": number(x),
                "y": number(y),
                "corner_x": number(x - 5.4),
                "corner_y": number(y - 5.4),
                "top": number(y - 7),
                "fill": VOICE_INK[p.voice],
                "title": f"{p.label or self.facts.name(p.voice)}, {day(p.on)}: {self.facts.word(p.level)}",
            }


def drawings(facts, *, for_print=False):
    """The widths a page needs: both on a screen, the wide one on paper."""
    return [Drawing(facts, WIDE)] if for_print else [Drawing(facts, WIDE), Drawing(facts, NARROW)]
