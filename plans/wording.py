"""Changes as people read them: by the name of the thing, by the label of the field, word by word."""

import datetime
from dataclasses import dataclass

from django.apps import apps
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from history.wordings import pieces
from plans.snapshot import kind_in

GATHERED = {"words": _("Words"), "at_school": _("At school"), "at_home": _("At home")}
NAMED_BY = {"kind": "kind_label", "area": "area_label", "domain": "domain_label"}


@dataclass(frozen=True)
class Line:
    """One changed field of one thing."""

    field: str
    label: str
    before: str
    after: str

    @property
    def pieces(self):
        return pieces(self.before, self.after)


@dataclass(frozen=True)
class Changed:
    """A section, a goal or a programming option with its changed fields."""

    kind: str
    code: str
    name: str
    lines: tuple
    is_new: bool
    is_gone: bool


def in_words(labels):
    """A frozen label in the language of the page, or in English; nothing where there was none."""
    labels = labels or {}
    return labels.get((get_language() or "en").split("-")[0]) or labels.get("en", "")


def changed_things(changes, before, after):
    """The changes of `plans.snapshot.changes_between`, gathered by thing and told in words.

    `before` (None for a first sharing) and `after` are the contents that were compared.
    """
    sides = Content(before), Content(after)
    by_thing = {}
    for change in changes:
        by_thing.setdefault(change["thing"], []).append(change)
    return [told(thing, rows, *sides) for thing, rows in by_thing.items()]


def told(thing, rows, old, new):
    """One changed thing."""
    kind, _colon, code = thing.partition(":")
    side = new if code in new.things[kind] else old
    lines = []
    for row in rows:
        before, after = (
            one.value(kind, code, row["field"], row[when]) for one, when in ((old, "before"), (new, "after"))
        )
        lines.append(Line(row["field"], label(row["field"]), before, after))
    return Changed(
        kind=kind,
        code=code,
        name=side.name(kind, code),
        lines=tuple(lines),
        is_new=code not in old.things[kind],
        is_gone=code not in new.things[kind],
    )


class Content:
    """The things of one snapshot by their codes, to find names and labels in."""

    def __init__(self, content):
        content = content or {"sections": [], "goals": [], "programming": []}
        self.things = {
            "section": {section["code"]: section for section in content["sections"] if section["words"]},
            "goal": {goal["id"]: goal for goal in content["goals"]},
            "programming": {option["id"]: option for option in content["programming"]},
        }

    def name(self, kind, code):
        """What people call the thing."""
        thing = self.things[kind][code]
        return thing["short_label"] if kind == "goal" else in_words(thing["label"])

    def value(self, kind, code, field, plain):
        """A field's value as people read it: names for codes, days in words."""
        thing = self.things[kind].get(code, {})
        if field in NAMED_BY:
            return in_words(thing.get(NAMED_BY[field], {}))
        if field == "check_on" and plain:
            return date_format(datetime.date.fromisoformat(plain))
        if field == "audience" and plain:
            return str(dict(goal_field("audience").flatchoices).get(plain, plain))
        return plain or ""


def label(field):
    """A field as its form calls it."""
    if kind_in(field) in GATHERED:
        return str(GATHERED[kind_in(field)])
    words = str(goal_field(field).verbose_name)
    return words[:1].upper() + words[1:]


def goal_field(name):
    """A field of a goal, looked up by name: this room stands below the goals."""
    return apps.get_model("goals", "Goal")._meta.get_field(name)
