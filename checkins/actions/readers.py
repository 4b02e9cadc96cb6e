"""Changing who reads somebody's words: at once, with a reason, and with who saw them meanwhile kept on record."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from checkins.looks import looks_at, may_read
from checkins.models import CheckIn, Comment
from checkins.readers import narrowest, readers_left
from history.actions import differences, record
from history.clock import now
from history.models import key
from plans.actions.plan import lock


@transaction.atomic
def change_readers(*, words, reader, reason, by, voice, at=None):
    """Let somebody else read a check-in's words or a comment, and its answers, from now on. Returns the row.

    Its author may choose any reader of the voice; whoever writes the plan may only pull it back. Who
    could read the words, looked, and no longer can is kept in the event.

    Raises ValidationError without a reason, and for a reader that may not be chosen.
    """
    at = at or now()
    row = locked(words)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why. It stands beside the words.")})
    if reader not in readers_left(row, is_author=row.author == by.key):
        raise ValidationError({"reader": _("Choose who reads these words from now on.")})
    before, looks = row.reader, looks_at(row)
    row.reader, row.readdressed_at, row.readdressed_by = reader, at, str(by)
    row.readdressed_because = reason.strip()
    row.save(update_fields=["reader", "readdressed_at", "readdressed_by", "readdressed_because"])
    for answer in answers_of(row):
        answer.reader = reader
        answer.save(update_fields=["reader"])
    seen = [{"name": look.actor_name, "at": look.at.isoformat()} for look in looks if not may_read(row, look.actor)]
    remember(
        row, "checkins.readers_changed", reader=narrowest(before, reader), by=by, voice=voice, at=at,
        changes=differences({"reader": before}, {"reader": reader}), reason=reason.strip(), seen=seen,
    )  # fmt: skip
    return row


def locked(words):
    """The row of these words, held until the transaction ends, and its plan before it."""
    lock(words.plan)
    around = ("goal__plan__student",) if isinstance(words, CheckIn) else ("plan__student", "goal")
    rows = type(words).objects.select_for_update(of=("self",)).select_related(*around)
    row = rows.get(pk=words.pk)
    if row.withdrawn_at:
        raise ValidationError(_("These words were taken back."))
    return row


def answers_of(row):
    """The answers to a question, which are read by whoever reads the question."""
    return row.replies.all() if isinstance(row, Comment) else []


def remember(row, verb, *, reader, by, voice, at, changes=(), reason="", **data):
    """Record it for those who can read the words both before and after."""
    record(
        verb=verb, target=key(row), subject=row.plan.student, by=by, voice=voice, at=at, changes=changes, reason=reason,
        audience=row.audience_for(reader), data=row.told | data,
    )  # fmt: skip
