"""The wordings of one field beside each other, with names for codes and days in words."""

import datetime
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goals.models import Goal
from history.wordings import pieces
from plans.models import ProgrammingOption
from students.areas import area


@dataclass(frozen=True)
class Wording:
    """One wording of a field: the words, what changed in them, by whom, when and why."""

    words: str
    who: str
    voice: str
    at: datetime.datetime
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


def newest_first(wordings):
    """Wordings from the oldest on, each beside the one before it, turned round. One that says what stands now
    is not offered again."""
    found = wordings[:1] + [replace(one, before=last.words) for last, one in pairwise(wordings)]
    now = {one.words for one in found[-1:]}
    found = [replace(one, may_return=one.words not in now) for one in found]
    return [replace(one, stands=True) for one in found[:-2:-1]] + found[-2::-1]


def in_plain(wording, name, one):
    """A wording with names for codes and days in words."""
    before = None if wording.before is None else value(name, wording.before, one)
    return replace(wording, words=value(name, wording.words, one), before=before)


NAMED = {
    "kind": lambda one, code: one.goal_kind(code),
    "area": lambda one, code: area(code),
    "domain": lambda one, code: one.domain(code),
    "option": lambda one, code: one.option(code),
    "audience": lambda one, code: dict(Goal.Audience.choices).get(code),
    "status": lambda one, code: dict(ProgrammingOption.Status.choices).get(code),
}


def value(name, text, one):
    """A field's value as people read it. `one` is the plan's type, None for facts about a student."""
    if name.endswith("_on") and text:
        return date_format(parse_date(text))
    if text in ("yes", "no") and name.startswith("has_"):
        return _("Yes") if text == "yes" else _("No")
    named = NAMED.get(name)
    return str(named(one, text) or text) if named and text else text
