"""The wordings that a field had, as far as somebody may read them.

Staff read them from the events of the working plan. Family and student read what people agree to from
the revisions, and the live layer, which is theirs at once, from its events. A wording is compared with
the one before it in this very list, so that nothing a reader may not read shows in a comparison.
"""

import datetime
from dataclasses import dataclass, replace
from itertools import pairwise

from django.db import models
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from history.days import day_said
from history.models import Event
from history.wordings import pieces
from plans.queries import names_of
from plans.readable import projection
from plans.set_aside import told as left_told
from students.areas import name_of
from students.languages import language_name


@dataclass(frozen=True)
class Wording:
    """One wording of a field: the words, what changed in them, by whom, when and why. One that stood before
    anybody changed it here has nobody."""

    words: str
    who: str = ""
    voice: str = ""
    at: datetime.datetime | None = None
    reason: str = ""
    event: int = 0
    number: int = 0
    before: str | None = None
    stands: bool = False
    may_return: bool = True  # it says something else than what stands now
    said_by: str = ""  # whose words they are, when somebody else wrote them down

    @property
    def pieces(self):
        return [("same", self.words)] if self.before is None else pieces(self.before, self.words)


def told(found, name, standing):
    """The wordings of a field by the events of its thing, the newest first, in two queries."""
    return newest_first(wordings_of(pairs_of(found, name, standing)))


def told_of_record(found, name, standing):
    """The same for a record, where a row may have come without an event that told its fields: what the first
    change took the place of stands first."""
    pairs = pairs_of(found, name, standing)
    first = [Wording(pairs[0][1]["before"])] if pairs and pairs[0][1]["before"] else []
    return newest_first([*first, *wordings_of(pairs)])


def pairs_of(found, name, standing):
    """The events that changed a field, the oldest first, each with the change."""
    events = Event.objects.of(found.row).readable(standing.readers, actor=standing.principal.key).exclude(changes=[])
    events = reversed(left_told(events, standing))
    return [(event, change) for event in events if (change := change_of(event, name, found.line)) is not None]


def change_of(event, name, line):
    """What an event made of a field, or None."""
    return next((one for one in event.changes if one["field"] == name and one.get("line", "") == line), None)


def wordings_of(pairs):
    """The wordings that events gave a field."""
    called = names_of({event.actor for event, _change in pairs})
    return [
        Wording(
            change["after"], called.get(event.actor, event.actor_name), event.voice, event.at, event.reason, event.pk,
            said_by=said_by(event, change),
        )
        for event, change in pairs
    ]  # fmt: skip


def said_by(event, change):
    """Whose words a section holds by an event, when it was somebody else than who wrote them."""
    said = event.data.get("said_by", "") if change["field"] == "words" else ""
    return "" if said == event.actor_name else said


def frozen(plan, standing, found, name):
    """The wordings of a field by the revisions this reader may read, the newest first, in three queries."""
    left, wordings = projection(standing), []
    for row in plan.revisions.select_related("shared_by").order_by("number"):
        words = words_in(left(row.content), found, name)
        if words is not None and (not wordings or wordings[-1].words != words):
            wordings.append(
                Wording(words, str(row.shared_by), Voice.STAFF, row.shared_at, row.reason, number=row.number)
            )
    return newest_first(wordings)


def words_in(content, found, name):
    """The wording of a field in a content, None where the thing is not in it."""
    if found.part == "lines":
        things = [line for goal in content["goals"] for line in goal["strategies"]]
    else:
        things = content[found.part]
    by = "code" if found.part == "sections" else "id"
    one = next((one for one in things if one[by] == found.code), None)
    renamed = "code" if found.part == "programming" and name == "option" else name
    return (one[renamed] or "") if one else None


def newest_first(wordings):
    """Wordings from the oldest on, each beside the one before it, turned round. One that says what stands now
    is not offered again."""
    found = wordings[:1] + [replace(one, before=last.words) for last, one in pairwise(wordings)]
    now = {one.words for one in found[-1:]}
    found = [replace(one, may_return=one.words not in now) for one in found]
    return [replace(one, stands=True) for one in found[:-2:-1]] + found[-2::-1]


def in_plain(wording, found, name, kind):
    """A wording with names for codes and days in words. `kind` is the plan's type, None for a record."""
    before = None if wording.before is None else value(found, name, wording.before, kind)
    return replace(wording, words=value(found, name, wording.words, kind), before=before)


CODES = {
    "area": lambda kind, code: name_of(code),
    "domain": lambda kind, code: kind.domain(code),
    "kind": lambda kind, code: kind.goal_kind(code),
    "option": lambda kind, code: kind.option(code),
    "home_language": lambda kind, code: language_name(code),
    "language": lambda kind, code: language_name(code),
}


def value(found, name, text, kind):
    """A field's value as people read it."""
    if not text:
        return text
    if name.endswith("_on"):
        return day_said(parse_date(text))
    column = found.column(name)
    if isinstance(column, models.BooleanField):
        return _("Yes") if text == "yes" else _("No")
    if column is not None and column.choices:
        return str(dict(column.flatchoices).get(text, text))
    return str(CODES[name](kind, text) or text) if name in CODES else text
