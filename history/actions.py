"""The one way into the record of what happened."""

import datetime
from decimal import Decimal

from structlog.contextvars import get_contextvars

from history.models import Event, LastLook, Visit, key

SYSTEM = "system"


def record(*, verb, target, by, voice, at, audience, subject="", changes=(), data=None, reason=""):
    """Write one `Event` and return it. Call it inside the transaction of the change it tells of.

    `by` is a principal (it has `key` and `name`) or None for the system itself; `voice` is the hat
    it wore; `changes` is a list from `differences`; `audience` says who may read the event.
    """
    return Event.objects.create(
        at=at,
        actor=by.key if by else "",
        actor_name=by.name if by else SYSTEM,
        voice=voice,
        verb=verb,
        target=key(target),
        target_name=str(target)[:300],
        subject=key(subject) if subject else "",
        changes=list(changes),
        data=data or {},
        audience=audience,
        reason=reason,
        request=str(get_contextvars().get("request_id", "")),
    )


def record_visit(*, what, target, subject, by, at):
    """Remember that `by` opened, printed or exported `target`, a part of `subject`'s record."""
    return Visit.objects.create(
        at=at, actor=by.key, actor_name=by.name, what=what, target=key(target), subject=key(subject)
    )


def mark_read(*, subject, by, event, at):
    """Remember that `by` has read what happened around `subject` up to an event's id. Never moves back."""
    look, is_new = LastLook.objects.get_or_create(
        person=by.key, subject=key(subject), defaults={"event": event, "at": at}
    )
    if not is_new and look.event < event:
        look.event, look.at = event, at
        look.save(update_fields=["event", "at"])
    return look


def differences(before, after):
    """List the fields whose value differs between two dictionaries, as plain text.

    Fields absent from `before` count as empty, so that a new thing tells all it began with.
    """
    return [
        {"field": name, "before": plain(before.get(name)), "after": plain(value)}
        for name, value in after.items()
        if plain(before.get(name)) != plain(value)
    ]


def plain(value):
    """A value as the text that history keeps: dates as ISO, numbers as typed, nothing as ''."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime.datetime() | datetime.date():
            return value.isoformat()
        case Decimal():
            return format(value.normalize(), "f")
        case list() | tuple():
            return "\n".join(plain(item) for item in value)
        case _:
            return str(value)
