"""Putting earlier words back: a section, or what the school provides, as a new change by whoever does it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from history.clock import now
from plans.actions.plan import lock
from plans.actions.programming import correct_programming, save, withdraw_programming
from plans.actions.sections import write_section
from plans.models import ProgrammingOption


def put_back_section(*, plan, shared, version, by, voice, at=None):
    """Give a section the words it was last shared with (`shared`, as a revision keeps them)."""
    said_by = "" if shared["said_by"] == str(by) else shared["said_by"]
    return write_section(
        plan=plan, code=shared["code"], words=shared["words"], version=version, by=by, voice=voice, said_by=said_by,
        language=shared["language"], at=at,
    )  # fmt: skip


@transaction.atomic
def put_back_programming(*, option, shared, version, by, at=None):
    """Undo what was done to a programming option since the last sharing. One that was added (`shared` is
    None) is withdrawn, one that was taken out comes back, one that was changed says again what it said."""
    plan = lock(option.plan)
    option = ProgrammingOption.objects.select_for_update().get(pk=option.pk)
    if option.version != version:
        raise ValidationError(_("Somebody changed this meanwhile. Look at it again."))
    if shared is None:
        return withdraw_programming(option=option, by=by, reason="", at=at)
    fields = {"option": shared["code"], "words": shared["words"], "who": shared["who"]}
    if option.withdrawn_at is None:
        return correct_programming(row=option, version=version, by=by, at=at, **fields)
    option.withdrawn_at, option.withdrawn_by = None, None
    return save(option, plan, fields, "plans.programming_added", by=by, at=at or now())
