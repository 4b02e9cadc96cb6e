"""Who could read somebody's words, who looked, and who may know of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils.dateparse import parse_datetime

from accounts.models import Pass, User
from accounts.permissions import Permission
from checkins.models import CheckIn, Comment, FollowUp
from checkins.queries import writer_of
from checkins.readers import who_reads
from goals.models import Goal
from history.clock import day_of
from history.models import Event, Visit, key
from students.access import Standing
from students.models import Reader


def may_read(row, actor, *, on=None):
    """Whether somebody's words are written to the principal of an actor key, as things stand for them on a day.
    Whether the words were set aside since is not asked: it would tell their author."""
    kind, _colon, pk = actor.partition(":")
    principal = {"user": User, "pass": Pass}[kind].objects.get(pk=pk)
    standing = Standing.of(principal, row.plan.student, on=on)
    return type(row).objects.filter(pk=row.pk).written_to(standing).exists()


def looks_at(row):
    """The first look at the plan since these words were said, of everybody else who could read them then."""
    said = Event.objects.of(row).last()
    looks = Visit.objects.filter(
        subject=key(row.plan.student), target=key(row.plan), at__gte=said.at if said else row.said_at
    )
    first = {}
    for look in looks.exclude(actor=row.author).order_by("pk"):
        first.setdefault(look.actor, look)
    return [look for look in first.values() if may_read(row, look.actor, on=day_of(look.at))]


def open_follow_ups(students):
    """What waits for somebody who looks after these students, the longest waiting first."""
    rows = FollowUp.objects.filter(student__in=students, done_at=None)
    return rows.select_related("student", "asked_by")


def keys_not_read(students, standing):
    """The history's keys of what this reader may not read now about these students, for use inside a query:
    check-ins, comments, and goals that are kept close. What was taken back stays told."""
    for kind, student in ((CheckIn, "goal__plan__student"), (Comment, "plan__student")):
        rows = kind.objects.filter(**{f"{student}__in": students})
        yield keys_in(rows.filter(withdrawn_at=None).exclude(pk__in=rows.readable(standing).values("pk")))
    if Reader.CIRCLE not in standing.readers:
        yield keys_in(Goal.objects.filter(plan__student__in=students, audience=Reader.CIRCLE))


def keys_in(rows):
    """The history's keys of these rows, for use inside a query."""
    named = Concat(Value(f"{rows.model._meta.label_lower}:"), Cast("pk", CharField()), output_field=CharField())
    return rows.order_by().annotate(key=named).values("key")


def may_change_readers(row, standing):
    """Whether the readers of these words are this person's to change."""
    return row.author == standing.principal.key or standing.may(Permission.WRITE_PLAN)


@dataclass(frozen=True)
class Readdressing:
    """One change of who reads somebody's words: by whom, when, why, and who had seen them until then."""

    name: str
    at: datetime
    reason: str
    before: str
    after: str
    seen: list


def readdressings(row, standing):
    """Every change of who reads these words that this reader may know of, the newest first: whoever wrote
    them knows of each. When somebody looked is for the school to know; their names are for the author, too."""
    events = Event.objects.of(row).filter(verb="checkins.readers_changed")
    if row.author != standing.principal.key:
        events = events.readable(standing.readers, actor=standing.principal.key)
    student, close = row.plan.student, bool(row.goal and row.goal.is_close)
    writer = writer_of(row, standing)
    return [
        Readdressing(
            event.actor_name, event.at, event.reason,
            *(who_reads(event.changes[0][side], student, close=close, writer=writer) for side in ("before", "after")),
            seen_by(event, row, standing),
        )
        for event in events
    ]  # fmt: skip


def seen_by(event, row, standing):
    """Pairs of a name and a moment, without the moment for who is not of the school."""
    if not may_change_readers(row, standing):
        return []
    of_school = standing.may(Permission.READ_STAFF)
    return [(one["name"], parse_datetime(one["at"]) if of_school else None) for one in event.data["seen"]]
