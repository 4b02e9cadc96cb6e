"""Putting earlier words back: one field or one line of a goal, as a new change by whoever does it."""

import datetime

from django.db import transaction

from goals.actions.closing import bring_back_goal, withdraw_goal
from goals.actions.writing import as_seen, lock_goal, lock_plan, write_goal
from goals.models import Goal
from goals.people import people_for
from students.models import Household

TOGETHER = {"kind": ("kind", "area", "domain")}  # a kind without the answers it asks for would be refused


@transaction.atomic
def put_back_shared(*, goal, shared, field, version, by, at=None):
    """Undo what was done to a goal since the last sharing: all of it (no `field`), one field, or one line.

    `shared` are the goal's facts as a revision keeps them, None for a goal that is in none. A goal that
    was added is withdrawn, one that was taken out comes back. Raises `StaleGoal` or ValidationError, and
    then changes nothing.
    """
    if shared is None:
        return withdraw_goal(goal=as_seen(locked(goal), version), by=by, at=at)
    if goal.withdrawn_at:
        return bring_back_goal(goal=goal, by=by, at=at)
    kind, _colon, code = field.partition(":")
    if code:
        line = next((one for one in shared["strategies"] if one["id"] == code), None)
        return put_back_line(goal=goal, line=code, facts=line, version=version, by=by, at=at)
    words = {name: shared[name] for name in TOGETHER.get(kind, (kind,))}
    return put_back(goal=goal, words=words, version=version, by=by, at=at)


def put_back(*, goal, words, version, by, at=None):
    """Give fields of a goal the wordings in `words` again, `{field: text as history keeps it}`."""
    words = {name: day(text) if name == "check_on" else text for name, text in words.items()}
    values = {name: getattr(goal, name) for name in Goal.PROMISE} | words
    lines = list(lines_of(goal).values())
    return write_goal(plan=goal.plan, goal=goal, values=values, strategies=lines, version=version, by=by, at=at)


def put_back_line(*, goal, line, facts, version, by, at=None):
    """Give one line of who does what (by its public id as text) earlier `facts` again; None takes it out."""
    values = {name: getattr(goal, name) for name in Goal.PROMISE}
    lines = lines_of(goal)
    lines.pop(line, None)
    if facts is not None:
        lines[line] = line_again(goal, line, facts)
    lines = sorted(lines.values(), key=lambda one: one["position"])
    return write_goal(plan=goal.plan, goal=goal, values=values, strategies=lines, version=version, by=by, at=at)


def locked(goal):
    return lock_goal(goal, lock_plan(goal.plan))


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def lines_of(goal):
    """The lines of a goal as `write_goal` takes them, by public id as text."""
    names = ("public_id", "position", "place", "words", "user", "who", "how_often", "household")
    rows = goal.strategies.filter(withdrawn_at=None).select_related("user", "household")
    return {str(line.public_id): {name: getattr(line, name) for name in names} for line in rows}


def line_again(goal, line, facts):
    """An earlier line as `write_goal` takes it. History and revisions keep whoever carries it out by the
    name people use: an account of that name around the student is named again, else the name stands."""
    row = goal.strategies.get(public_id=line)
    homes = Household.objects.filter(student=goal.plan.student_id)
    users = {str(user): user for user in people_for(goal.plan.student, goal).users.values()}
    user = row.user if str(row.user) == facts["who"] else users.get(facts["who"])
    return {
        "public_id": row.public_id,
        "position": row.position,
        "place": facts["place"],
        "words": facts["words"],
        "how_often": facts["how_often"],
        "user": user,
        "who": "" if user else facts["who"],
        "household": homes.filter(pk=facts["household"]).first() if facts["household"] else None,
    }
