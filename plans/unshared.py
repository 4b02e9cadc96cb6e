"""What waits to be shared, as its page lists it: each change with who made it, when, and its undo."""

import datetime
from dataclasses import dataclass

from django.apps import apps

from history.models import Event, key
from plans.queries import names_of
from plans.wording import Changed, Line, changed_things


@dataclass(frozen=True)
class Waiting:
    """A changed thing with its lines, whoever touched it last, and the version an undo begins from.

    What was added or taken out is undone as a whole; what was changed, line by line.
    """

    thing: Changed
    lines: list
    version: int
    by: str
    at: datetime.datetime | None

    @property
    def is_whole(self):
        return self.thing.is_new or self.thing.is_gone


@dataclass(frozen=True)
class WaitingLine:
    """One changed line, and whoever wrote it so."""

    line: Line
    by: str
    at: datetime.datetime | None


def waiting_changes(plan, standing, content, changes):
    """The `Waiting` changes of a plan's promise, in page order, in six queries.

    `content` and `changes` are those of `plans.actions.unshared_changes`.
    """
    things = changed_things(changes, plan.revision.content if plan.revision else None, content)
    rows = rows_of(plan)
    touched = touches(plan, standing, {key(row): name for name, row in rows.items()})
    return [waiting(thing, rows, touched) for thing in things]


def waiting(thing, rows, touched):
    name = f"{thing.kind}:{thing.code}"
    last = touched.get((name, ""), ("", None))
    lines = [WaitingLine(line, *touched.get((name, line.field), last)) for line in thing.lines]
    return Waiting(thing, lines, rows[name].version, *last)


def rows_of(plan):
    """Everything of a plan that holds a promise, withdrawn or not: `{"goal:<id>": row}`."""
    goals = apps.get_model("goals", "Goal").objects.filter(plan=plan)
    return (
        {f"section:{row.code}": row for row in plan.sections.all()}
        | {f"goal:{row.public_id}": row for row in goals}
        | {f"programming:{row.public_id}": row for row in plan.programming.all()}
    )


def touches(plan, standing, names):
    """Who touched what last since the last sharing: `{(thing, field): (name, moment)}`; a thing as a
    whole stands under the field ''. `names` are the things by their key in history."""
    events = Event.objects.about(plan.student).filter(target__in=names).readable(standing.readers)
    if plan.shared_at:
        events = events.filter(at__gt=plan.shared_at)
    events = list(events)
    called = names_of({event.actor for event in events})
    found = {}
    for event in events:
        by = called.get(event.actor, event.actor_name), event.at
        for field in ("", *fields_of(event, names[event.target])):
            found.setdefault((names[event.target], field), by)
    return found


def fields_of(event, name):
    """The fields of the promise that an event changed, by the names that `plans.snapshot` gives them."""
    if name.startswith("programming:"):
        return {"words"}
    lines = {f"at_{place}:{one['line']}" for one in event.changes if "line" in one for place in ("school", "home")}
    return lines | {one["field"] for one in event.changes if "line" not in one}
