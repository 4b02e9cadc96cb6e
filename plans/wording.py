"""Changes as people read them: by the name of the thing, by the label of the field, word by word."""

import datetime
from dataclasses import dataclass, replace

from django.apps import apps
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from history.days import day_said
from history.wordings import pieces
from plans.snapshot import kind_in
from plans.translations import NONE, WRITTEN_IN, Shown

GATHERED = {"words": _("Words"), "at_school": _("At school"), "at_home": _("At home")}
NAMED_BY = {"kind": "kind_label", "area": "area_label", "domain": "domain_label"}


@dataclass(frozen=True)
class Line:
    """One changed field of one thing, and what people translated of both wordings for whoever reads it."""

    field: str
    label: str
    before: str
    after: str
    was: Shown | None = None
    now: Shown | None = None

    @property
    def first(self):
        """The wording before, in the language of the reader when it is translated."""
        return self.was.words if self.was else self.before

    @property
    def second(self):
        """The wording after, likewise."""
        return self.now.words if self.now else self.after

    @property
    def credit(self):
        """Whose translation is shown, where everything shown is translated."""
        return (self.now or self.was) if self.is_read else None

    @property
    def is_read(self):
        return bool(self.now) if self.after else bool(self.was)

    @property
    def pieces(self):
        """Both wordings by word. A new one that alone is translated stands alone."""
        if not self.is_read:
            return self.original
        return pieces(self.first, self.second) if self.was else [("in", self.second)]

    @property
    def original(self):
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

    @property
    def is_changed(self):
        """Whether it stood before and still stands."""
        return not (self.is_new or self.is_gone)


def in_words(labels):
    """A frozen label in the language of the page, or in English; nothing where there was none."""
    labels = labels or {}
    return labels.get((get_language() or "en").split("-")[0]) or labels.get("en", "")


def changed_things(changes, before, after, translations=NONE):
    """The changes of `plans.snapshot.changes_between`, gathered by thing and told in words.

    `before` (None for a first sharing) and `after` are the contents that were compared; `translations` is what
    their reader has, of exactly these wordings.
    """
    sides = Content(before, translations), Content(after, translations)
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
        name = kind, code, row["field"]
        before, after = (one.value(*name, row[when]) for one, when in ((old, "before"), (new, "after")))
        shown = old.shown(*name, row["before"]), new.shown(*name, row["after"])
        lines.append(Line(row["field"], label(row["field"]), before, after, *shown))
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

    def __init__(self, content, translations=NONE):
        content = content or {"sections": [], "goals": [], "programming": []}
        self.translations = translations.of_old_pages()
        self.things = {
            "section": {section["code"]: section for section in content["sections"] if section["words"]},
            "goal": {goal["id"]: goal for goal in content["goals"]},
            "programming": {option["id"]: option for option in content["programming"]},
        }

    def name(self, kind, code):
        """What people call the thing."""
        thing = self.things[kind][code]
        return self.translations.label_of(code, thing["short_label"]) if kind == "goal" else in_words(thing["label"])

    def value(self, kind, code, field, plain):
        """A field's value as people read it: names for codes, days in words."""
        thing = self.things[kind].get(code, {})
        if field in NAMED_BY:
            return in_words(thing.get(NAMED_BY[field], {}))
        if field == "check_on" and plain:
            return day_said(datetime.date.fromisoformat(plain))
        if field == "audience" and plain:
            return str(dict(goal_field("audience").flatchoices).get(plain, plain))
        return plain or ""

    def shown(self, kind, code, field, plain):
        """What was translated of a field's words, or None."""
        thing = self.things[kind].get(code)
        if not (thing and plain):
            return None
        if kind == "section":
            return self.translations.of(f"section:{code}", "words", plain, thing["language"])
        if kind == "programming":
            found = self.translations.of(f"programming:{code}", "words", thing["words"])
            return found and in_line(found, in_words(thing["label"]), found.words, thing["who"])
        if kind_in(field) in GATHERED:
            return self.line_shown(thing, field.partition(":")[2])
        return self.translations.of(f"goal:{code}", field, plain, WRITTEN_IN)

    def line_shown(self, goal, code):
        """A line of who does what, with what stands beside its words."""
        line = next(line for line in goal["strategies"] if line["id"] == code)
        found = self.translations.of(f"line:{code}", "words", line["words"])
        often = self.translations.say(f"line:{code}", "how_often", line["how_often"])
        return found and in_line(found, found.words, line["who"], often)


def in_line(found, *words):
    """A translation with what stands beside its words."""
    return replace(found, words=" · ".join(filter(None, words)))


def label(field):
    """A field as its form calls it."""
    if kind_in(field) in GATHERED:
        return str(GATHERED[kind_in(field)])
    words = str(goal_field(field).verbose_name)
    return words[:1].upper() + words[1:]


def goal_field(name):
    """A field of a goal, looked up by name: this room stands below the goals."""
    return apps.get_model("goals", "Goal")._meta.get_field(name)
