"""What a sharing changed, in plain words for family and student: who changed what from what to what, and why.

It is told from the revisions, through the same projection as every page of them.
"""

import datetime
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from dashboards.sentences import SENTENCES
from goals.cards import shown
from history.days import day_said
from plans.readable import projection
from plans.snapshot import changes_between, kind_in, promise
from plans.translations import NONE
from plans.wording import changed_things

WHOLE = {
    ("goal", "new"): SENTENCES["goals.added"],
    ("goal", "gone"): SENTENCES["goals.withdrawn"],
    ("programming", "new"): SENTENCES["plans.programming_added"],
    ("programming", "gone"): SENTENCES["plans.programming_withdrawn"],
    ("programming", "changed"): SENTENCES["plans.programming_changed"],
    ("section", "new"): SENTENCES["plans.section_written"],
    ("section", "changed"): SENTENCES["plans.section_written"],
    ("section", "gone"): _("{who} took out “{section}”"),
}

FIELDS = {
    ("check_on", "new"): _("{who} set the check date of {goal} to {after}"),
    ("check_on", "changed"): _("{who} moved the check date of {goal} from {before} to {after}"),
    ("check_on", "gone"): _("{who} took away the check date of {goal}, which was {before}"),
    ("target", "changed"): _("{who} changed the target of {goal} from “{before}” to “{after}”"),
    ("at_school", "new"): _("{who} added what happens at school for {goal}: “{after}”"),
    ("at_school", "changed"): _("{who} changed what happens at school for {goal}: “{before}” is now “{after}”"),
    ("at_school", "gone"): _("{who} took out what happened at school for {goal}: “{before}”"),
    ("at_home", "new"): _("{who} added a way to help at home with {goal}: “{after}”"),
    ("at_home", "changed"): _("{who} changed a way to help at home with {goal}: “{before}” is now “{after}”"),
    ("at_home", "gone"): _("{who} took out a way to help at home with {goal}: “{before}”"),
}
ANY_FIELD = _("{who} changed “{label}” of the goal {goal}")
SHORT_FIELD = _("{who} changed “{label}” of the goal {goal} from “{before}” to “{after}”")
SHORT = 60  # letters of a wording that still stands in a sentence
HANDFUL = 5  # changes of one sharing that stand open; the others unfold


@dataclass(frozen=True)
class Told:
    """One sharing: its number, who shared it when and why, and what it changed, a sentence for each change.
    `texts` are pairs of a translation that stands in a sentence and its original."""

    number: int
    name: str
    at: datetime.datetime
    reason: str
    sentences: list
    texts: list = field(default_factory=list)

    @property
    def first(self):
        return self.sentences[:HANDFUL]

    @property
    def more(self):
        return self.sentences[HANDFUL:]


@dataclass(frozen=True)
class SharedSince:
    """The sharings a reader has not read, oldest first, and what stood before them on the page, by the
    names of the tag `fresh`."""

    told: list = field(default_factory=list)
    befores: dict = field(default_factory=dict)


def shared_since(plan, standing, numbers, translations=NONE):
    """What the revisions of these numbers changed for this reader, in at most four queries. The first
    sharing of a plan changed nothing."""
    numbers = sorted(number for number in numbers if number > 1)
    if not numbers:
        return SharedSince()
    left = projection(standing)
    rows = plan.revisions.filter(number__gte=numbers[0] - 1).select_related("shared_by")
    contents = {row.number: left(row.content) for row in rows}
    told = [
        told_of(row, contents, translations)
        for row in sorted(rows, key=lambda row: row.number)
        if row.number in numbers
    ]
    before, after = contents[numbers[0] - 1], contents[max(contents)]
    return SharedSince([one for one in told if one.sentences], befores_in(before, after))


def told_of(revision, contents, translations):
    before, after = contents[revision.number - 1], contents[revision.number]
    changes = changes_between(before, after)
    plain = {(one["thing"], one["field"]): one for one in changes}
    things = changed_things(changes, before, after, translations)
    sentences = [line for thing in things for line in sentences_of(thing, plain, str(revision.shared_by))]
    texts = [pair for thing in things if thing.is_changed for line in thing.lines for pair in quoted(line)]
    return Told(revision.number, str(revision.shared_by), revision.shared_at, revision.reason, sentences, texts)


def quoted(line):
    """What of a changed field stands translated in its sentence, with its original."""
    if (kind_in(line.field), "changed") in FIELDS or any_field(line, "changed") == SHORT_FIELD:
        yield from ((one, words) for one, words in ((line.was, line.before), (line.now, line.after)) if one)


def sentences_of(thing, plain, who):
    """What happened to one thing: a sentence for the whole of it, or one for each changed field of a goal."""
    facts = {"who": format_html("<b>{}</b>", who), "goal": thing.name, "section": thing.name, "option": thing.name}
    if thing.kind != "goal" or thing.is_new or thing.is_gone:
        how = "new" if thing.is_new else "gone" if thing.is_gone else "changed"
        yield format_html(str(WHOLE[thing.kind, how]), **facts)
        return
    for line in thing.lines:
        change = plain[f"goal:{thing.code}", line.field]
        how = "changed" if line.before and line.after else "new" if line.after else "gone"
        words = FIELDS.get((kind_in(line.field), how), any_field(line, how))
        yield format_html(str(words), **facts, label=line.label, **wordings_of(line, change))


def any_field(line, how):
    """The sentence of a field that has none of its own: with both wordings where they are short."""
    is_short = how == "changed" and max(len(str(line.before)), len(str(line.after))) <= SHORT
    return SHORT_FIELD if is_short else ANY_FIELD


def wordings_of(line, change):
    """Both wordings of a field: days as days in a sentence."""
    if line.field != "check_on":
        return {"before": line.first, "after": line.second}
    return {when: change[when] and said(change[when]) for when in ("before", "after")}


def said(text):
    return day_said(datetime.date.fromisoformat(text))


def befores_in(before, after):
    """What stood where a content changed, by the names of the tag `fresh`."""
    old = promise(before)
    lines = {line["id"]: line["words"] for goal in before["goals"] for line in goal["strategies"]}
    options = {one["id"]: one for one in before["programming"]}
    goals = {goal["id"] for goal in before["goals"]}
    found = {}
    for change in changes_between(before, after):
        kind, _colon, code = change["thing"].partition(":")
        name, _colon, line = change["field"].partition(":")
        if line:
            found["line", line, "words"] = lines.get(line, "")
        elif kind == "programming":
            found |= {(kind, code, one): options.get(code, {}).get(one, "") for one in ("words", "who")}
        elif kind == "section" or code in goals or name == "statement":
            found[kind, code, name] = shown(name, old.get((change["thing"], change["field"]), ""))
    return found
