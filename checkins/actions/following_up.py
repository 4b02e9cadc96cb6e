"""A private follow-up: the counselor is told at once, the words leave the shared pages, nothing is erased."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from checkins.actions.checking_in import keep_level
from checkins.actions.readers import answers_of, locked
from checkins.letters import tell_counselor
from checkins.models import CheckIn, FollowUp
from history.actions import record
from history.clock import now
from history.models import key
from plans.actions import touch
from plans.actions.plan import lock

READ_BY = "follow_up"  # who may know of it: those who look after it


@transaction.atomic
def ask_follow_up(*, words, by, voice, why="", at=None):
    """Ask the counselor to look after a check-in or a comment in private. Returns the follow-up.

    Asked twice it is one. Who may know of it is nobody of the family, and not the student.
    """
    at = at or now()
    row = locked(words)
    about = {"check_in" if isinstance(row, CheckIn) else "comment": row}
    if open_one := FollowUp.objects.filter(**about, done_at=None).first():
        return open_one
    follow_up = FollowUp.objects.create(**about, student=row.plan.student, why=why.strip(), asked_at=at, asked_by=by)
    set_aside(row, True)
    remember(follow_up, "checkins.follow_up_asked", by=by, voice=voice, at=at)
    tell_counselor(follow_up, at=at)
    touch(row.plan, promise=False)
    return follow_up


@transaction.atomic
def finish_follow_up(*, follow_up, done, by, put_back=False, at=None):
    """Say what was done, which staff who look after it can read. `put_back` lets the words stand on the
    shared pages again, for those they were written to. Raises ValidationError when nothing is said."""
    at = at or now()
    lock(follow_up.about.plan)
    row = FollowUp.objects.select_for_update(of=("self",)).select_related("student").get(pk=follow_up.pk)
    if row.done_at:
        raise ValidationError(_("%(name)s has said what was done already.") % {"name": row.done_by.name})
    if not done.strip():
        raise ValidationError({"done": _("Say in a sentence what was done.")})
    row.done, row.done_at, row.done_by = done.strip(), at, by
    row.save(update_fields=["done", "done_at", "done_by"])
    if put_back:
        set_aside(row.about, False)
        touch(row.about.plan, promise=False)
    remember(row, "checkins.follow_up_done", by=by, voice=Voice.STAFF, at=at, put_back=put_back)
    return row


def set_aside(row, aside):
    """Take words and the answers to them off the shared pages, or put them back."""
    for one in (row, *answers_of(row)):
        one.is_set_aside = aside
        one.save(update_fields=["is_set_aside"])
    if isinstance(row, CheckIn):
        keep_level(row.goal)


def remember(follow_up, verb, *, by, voice, at, **data):
    record(
        verb=verb, target=key(follow_up.about), subject=follow_up.student, by=by, voice=voice, at=at,
        audience=READ_BY,
        data={"plan": follow_up.about.plan.pk, "follow_up": follow_up.pk} | data,
    )  # fmt: skip
