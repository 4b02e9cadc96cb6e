"""A plan as canonical JSON: what a revision freezes, and what two revisions are compared by.

Canonical means: sorted keys, no spaces, UTF-8 as it is, numbers as strings. Codes and editions
stand beside their label in every language offered, so that later edits of lists, names or plan
types never change what was agreed.
"""

import hashlib
import json

from history.actions import plain
from plans.parts import loaded
from plans.registry import CONTRIBUTORS

FORMAT = "alp-revision/1"


# The keys of a snapshot that hold the promise.
PROMISE = ("sections", "goals", "goal_fields", "programming")


def snapshot(plan):
    """The plan as it stands, as data: one key per registered contributor."""
    plan = loaded(plan, CONTRIBUTORS.values())
    return {"format": FORMAT} | {name: contribute(plan) for name, contribute in CONTRIBUTORS.items()}


def promise_in(plan):
    """The keys of a snapshot that hold the promise, of a plan that was `loaded` for `PROMISE`."""
    return {name: CONTRIBUTORS[name](plan) for name in PROMISE}


def canonical(data):
    """The one text of `data`."""
    return json.dumps(stringify(data), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def stringify(value):
    """JSON-like data with every number, date and moment as a string; true, false and null stay."""
    match value:
        case None | bool() | str():
            return value
        case dict():
            return {str(key): stringify(item) for key, item in value.items()}
        case list() | tuple():
            return [stringify(item) for item in value]
        case _:
            return plain(value)


def seal(text):
    """The SHA-256 of a canonical text, as hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def labels(entry):
    """A label in every language offered, for freezing."""
    return dict(entry.label.by_language) if entry else {}


def promise(content):
    """The lines of the promise in a snapshot: `{(thing, field): (label, words)}`, in page order.

    This is what *Share changes* shares and what counts as a change; the live layer is left out. Each
    line of who does what is a field of its goal, by its id.
    """
    lines = {}
    for section in content["sections"]:
        if section["layer"] == "promise":
            lines[f"section:{section['code']}", "words"] = section["words"]
    for goal in content["goals"]:
        thing = f"goal:{goal['id']}"
        for field in content["goal_fields"]:
            lines[thing, field] = goal[field]
        for line in goal["strategies"]:
            lines[thing, f"at_{line['place']}:{line['id']}"] = line["line"]
    for option in content["programming"]:
        lines[f"programming:{option['id']}", "words"] = option["line"]
    return lines


def changes_between(before, after):
    """What changed in the promise from one snapshot to the next, as a list of
    `{thing, field, before, after}`; `before` may be None for a first sharing."""
    old, new = promise(before) if before else {}, promise(after)
    return [
        {"thing": thing, "field": field, "before": old.get((thing, field), ""), "after": new.get((thing, field), "")}
        for thing, field in [*new, *(line for line in old if line not in new)]
        if (old.get((thing, field)) or "") != (new.get((thing, field)) or "")
    ]


def mark_of(changes):
    """A short mark of a list of changes, to tell whether it is still the one that somebody read."""
    return hashlib.sha256(canonical(changes).encode()).hexdigest()[:16]


def is_material(changes, plan_type):
    """Whether any of the changes touches a field that the plan type calls material."""
    kinds = {f"{kind_in(change['thing'])}.{kind_in(change['field'])}" for change in changes}
    return not kinds.isdisjoint(plan_type.material_fields)


def kind_in(name):
    """What a thing or a field is, without its code: `goal` of `goal:…`, `at_school` of `at_school:…`."""
    return name.partition(":")[0]
