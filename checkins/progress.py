"""Progress in one reporting window: what would be frozen, and what was, for each reader.

A family receives the frozen record, never the moving goals (ECEA 12.02(2)(f)(iv)).
"""

import datetime
import json
from dataclasses import dataclass

from django.utils.dateparse import parse_date

from accounts.permissions import Voice
from checkins.models import CheckIn
from history.clock import day_of, today
from plans.parts import type_of
from plans.readable import close_by_now
from plans.snapshot import labels, stringify
from plans.wording import in_words
from students.models import Reader


def window_progress(plan, window, *, until):
    """Each shared goal with the newest word of each person and reader within the window, as data."""
    said = newest_by_goal(plan, window, until)
    one = type_of(plan)
    return [
        {
            "id": goal.public_id,
            "label": goal.shared_label,
            "audience": goal.audience,
            "said": [said_facts(row, one) for row in said.get(goal.pk, {}).values()],
        }
        for goal in plan.goals.current().filter(is_shared=True)
    ]


def newest_by_goal(plan, window, until):
    """The newest check-in of each person and reader by goal, without what is for staff only."""
    rows = CheckIn.objects.filter(
        goal__plan=plan, withdrawn_at=None, is_set_aside=False, happened_on__gte=window.starts_on,
        happened_on__lte=min(window.ends_on, until),
    ).exclude(reader=Reader.STAFF)  # fmt: skip
    newest = {}
    for row in rows.exclude(reader=Reader.HOME, level=None, number=None).order_by("happened_on", "said_at", "pk"):
        newest.setdefault(row.goal_id, {})[row.voice, row.reader, row.author] = row
    return newest


def said_facts(row, one):
    """One check-in as a record keeps it."""
    return {
        "voice": row.voice,
        "reader": row.reader,
        "name": row.speaker,
        "scribe": row.scribe,
        "on": row.happened_on,
        "level": row.level,
        "level_label": labels(one.level(row.level)) if row.level else {},
        "number": row.number,
        "words": "" if row.reader == Reader.HOME else row.words,
        "language": row.language,
    }


@dataclass(frozen=True)
class Heard:
    """The newest word of one person on one goal in a window, as one reader may read it."""

    voice: str
    name: str
    on: datetime.date
    level: int
    word: str
    number: str
    text: str
    lang: str
    own: bool
    reader: str
    thing: str = ""  # the check-in that says it, where translations are found


@dataclass(frozen=True)
class WindowGoal:
    """One goal of a window's progress, with what each person said."""

    id: str
    label: str
    heard: list


@dataclass(frozen=True)
class Record:
    """A frozen progress record as one reader may read it."""

    number: int
    window_id: int
    window: str  # as it was called then
    sentence: str
    frozen_on: datetime.date
    frozen_by: str
    revision: int
    short_hash: str
    goals: list


def progress_preview(plan, window):
    """What freezing this window now would keep, for whoever freezes: a list of `WindowGoal`."""
    goals = stringify(window_progress(plan, window, until=today()))
    return [goal_read(goal, {Reader.STUDENT, Reader.ADULTS, Reader.HOME}) for goal in goals]


def progress_records(plan, standing):
    """The frozen records of a plan as this `Standing` may read them, the newest first, in four queries."""
    rows = list(plan.progress_records.select_related("revision", "frozen_by").order_by("-number"))
    close, now = close_by_now(standing), said_now(plan) if rows else {}
    return [record_read(row, standing.readers, now, close=close) for row in rows]


def said_now(plan):
    """The check-ins of a plan, in one query, by where their words stand in a record: {place: [check-in]}."""
    rows = CheckIn.objects.filter(goal__plan=plan).exclude(words="", is_set_aside=False, readdressed_at=None)
    found = {}
    for row in rows.select_related("goal").order_by("pk"):
        place = place_of(row.goal.public_id, row.voice, row.speaker, row.happened_on)
        found.setdefault(place, []).append(row)
    return found


def as_read_now(report, now):
    """A frozen record with the present reader of every word: what was pulled back or set aside since then
    leaves its pages and papers. The frozen text stays as it is. `thing` names the words for translations."""
    return report | {"goals": [goal | {"said": said_still(goal, now)} for goal in report["goals"]]}


def said_still(goal, now):
    """What is still said of one goal of a record, each word to its present reader."""
    kept = []
    for one in goal["said"]:
        rows = rows_of(one, now.get(place_of(goal["id"], one["voice"], one["name"], one["on"]), ()))
        moved = next((row for row in reversed(rows) if row.is_set_aside or row.readdressed_at), None)
        if moved is None or not moved.is_set_aside:
            reader = moved.reader if moved else one["reader"]
            kept.append(one | {"reader": reader, "thing": thing_of(rows)})
    return kept


def rows_of(said, rows):
    """Of the check-ins in one place those that said these words, or all where nobody knows."""
    return [row for row in rows if said["words"] and row.words == said["words"]] or rows


def thing_of(rows):
    """The check-in that said the words, by its id, or nothing."""
    return str(rows[0].public_id) if rows else ""


def place_of(goal, voice, name, on):
    """Where one person's word stands in a record: the goal, the voice, the name and the day."""
    return str(goal), voice, name, str(on)


def record_read(row, readers, now, *, close=frozenset()):
    """One record with only what these readers may read: no goal kept close from them, no other home."""
    report = as_read_now(json.loads(row.text), now)
    return Record(
        number=row.number,
        window_id=row.window_id,
        window=report["window"]["name"],
        sentence=row.sentence,
        frozen_on=day_of(row.frozen_at),
        frozen_by=str(row.frozen_by),
        revision=row.revision.number,
        short_hash=row.sha256[:12],
        goals=[
            goal_read(goal, readers)
            for goal in report["goals"]
            if goal["audience"] in readers and goal["id"] not in close
        ],
    )


def goal_read(goal, readers):
    """One goal of a record: what each person said last, as far as these readers may read it."""
    said = sorted(goal["said"], key=lambda one: (Voice.values.index(one["voice"]), one["on"], one["name"]))
    return WindowGoal(goal["id"], goal["label"], [heard(one) for one in said if one["reader"] in readers])


def heard(said):
    return Heard(
        voice=said["voice"],
        name=said["name"],
        on=parse_date(said["on"]),
        level=int(said["level"] or 0),
        word=in_words(said["level_label"]),
        number=said["number"] or "",
        text=said["words"],
        lang=said["language"],
        own=not said["scribe"],
        reader=said["reader"],
        thing=said.get("thing", ""),
    )
