"""The one way into the record of what happened."""

import datetime
from decimal import Decimal

from django.db.models import F
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
    """Remember that `by` has read what happened around `subject` up to an event's id, and where they had
    read up to before. Never moves back."""
    look, is_new = LastLook.objects.get_or_create(
        person=by.key, subject=key(subject), defaults={"event": event, "at": at, "event_before": 0}
    )
    if not is_new:
        earlier = LastLook.objects.filter(pk=look.pk, event__lt=event)
        earlier.update(event_before=F("event"), before_at=F("at"), event=event, at=at)
        look.refresh_from_db()
    return look


def mark_unread(*, subject, by):
    """Take the last `mark_read` back, once: the look is again where it was. Returns it, or None."""
    look = LastLook.objects.filter(person=by.key, subject=key(subject)).first()
    if look is None or look.event_before is None:
        return look
    if look.before_at is None:
        look.delete()
        return None
    look.event, look.at, look.event_before, look.before_at = look.event_before, look.before_at, None, None
    look.save(update_fields=["event_before", "before_at", "event", "at"])
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
