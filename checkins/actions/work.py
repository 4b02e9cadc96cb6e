"""Taking back the photo or document of a work, while the check-in stands."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from checkins.actions.checking_in import remember
from checkins.models import CheckIn
from files.actions import withdraw
from history.clock import now
from plans.actions import touch
from plans.actions.plan import lock


@transaction.atomic
def withdraw_work(*, check_in, by, voice, reason, at=None):
    """Take the work of a check-in back, with a reason, whether or not its plan is still open. It is kept for
    the history."""
    at = at or now()
    lock(check_in.plan)
    row = (
        CheckIn.objects.select_for_update(of=("self",))
        .select_related("goal__plan__student", "work")
        .get(pk=check_in.pk)
    )
    if row.work is None:
        raise ValidationError(_("No work hangs on this check-in."))
    file = withdraw(file=row.work, by=by, reason=reason, at=at)
    remember(row, "checkins.work_withdrawn", by=by, at=at, voice=voice, reason=file.withdrawn_because)
    touch(row.goal.plan, promise=False)
    return row
