"""Programming options: what the school provides."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from history.actions import differences, record
from history.clock import now
from plans.actions.plan import lock
from plans.actions.touching import touch
from plans.models import ProgrammingOption
from plans.parts import type_of
from plans.rules import reasons_not_to_write
from students.actions.writing import save as write
from students.models import Reader

FIELDS = ("option", "words", "who", "starts_on", "ends_on", "status")


@transaction.atomic
def add_programming(*, plan, by, at=None, **fields):
    """Add one option to a plan. `fields` are those of `ProgrammingOption`. Returns it."""
    plan = lock(plan)
    row = ProgrammingOption(plan=plan, version=0)
    return save(row, plan, fields, "plans.programming_added", by=by, at=at or now())


@transaction.atomic
def correct_programming(*, row, version, by, at=None, **fields):
    """Change an option (`row`): what, who, when, or how it is going. A stale `version` is refused."""
    plan = lock(row.plan)
    row = ProgrammingOption.objects.select_for_update().get(pk=row.pk)
    if row.version != version:
        raise ValidationError(_("Somebody changed this option while you were writing. Look at it again, then save."))
    return save(row, plan, fields, "plans.programming_changed", by=by, at=at or now())


@transaction.atomic
def withdraw_programming(*, option, by, reason, at=None):
    """Take an option out of the plan. What was shared of it stays in the revisions."""
    at = at or now()
    plan = lock(option.plan)
    if reasons := reasons_not_to_write(plan):
        raise ValidationError(reasons)
    option.withdrawn_at, option.withdrawn_by = at, by
    option.save(update_fields=["withdrawn_at", "withdrawn_by"])
    remember(option, plan, "plans.programming_withdrawn", by=by, at=at, reason=reason)
    touch(plan)
    return option


def save(row, plan, fields, verb, *, by, at):
    """Ask the rules, write the row and remember what changed."""
    if reasons := reasons_not_to_write(plan):
        raise ValidationError(reasons)
    if type_of(plan).option(fields["option"]) is None:
        raise ValidationError({"option": _("Choose an option from the list.")})
    before = {name: getattr(row, name) for name in FIELDS} if row.pk else {}
    for name in FIELDS:
        setattr(row, name, fields.get(name, getattr(row, name)))
    row.version += 1
    write(row)
    changes = differences(before, {name: getattr(row, name) for name in FIELDS})
    remember(row, plan, verb, by=by, at=at, changes=changes)
    touch(plan)
    return row


def remember(row, plan, verb, *, by, at, changes=(), reason=""):
    record(
        verb=verb, target=row, subject=plan.student, by=by, voice=Voice.STAFF, at=at, audience=Reader.STAFF,
        changes=changes, reason=reason, data={"plan": plan.pk},
    )  # fmt: skip
