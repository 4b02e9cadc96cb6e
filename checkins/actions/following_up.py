"""A private follow-up: the counselor is told at once, the words leave the shared pages, nothing is erased."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from checkins.actions.checking_in import keep_level
from checkins.actions.readers import answers_of, locked
from checkins.letters import tell_counselor
from checkins.models import CheckIn, Comment, FollowUp, Words, Worry
from drafts.actions import forget_words
from goals.actions import put_step_back, put_why_back, set_step_aside, set_why_aside
from goals.models import NextStep, WhyAside
from history.actions import record
from history.clock import now
from history.models import key
from plans.actions import put_section_back, set_section_aside, touch
from plans.actions.plan import lock
from plans.actions.translating import take_back_translations
from plans.models import SectionAside
from students.access import Standing

READ_BY = "follow_up"  # who may know of it: those who look after it

# What a follow-up is about, and how the student's own words leave the shared pages and come back.
NAMES = {CheckIn: "check_in", Comment: "comment", WhyAside: "reason", NextStep: "step", SectionAside: "section"}
OWN = {
    WhyAside: (set_why_aside, put_why_back),
    NextStep: (set_step_aside, put_step_back),
    SectionAside: (set_section_aside, put_section_back),
}


@transaction.atomic
def ask_follow_up(*, words, by, voice, why="", at=None):
    """Ask the counselor to look after somebody's words in private. Returns the follow-up.

    `words` are a check-in, a comment, a `NextStep`, or what the student says of a goal or of themselves as it
    was seen: `WhyAside.of` a goal, `SectionAside.of` a section. Asked twice it is one, and keeps what each
    asker wrote; the same again from the same person changes nothing. Who may know of it is nobody of the
    family, and not the student.
    """
    at = at or now()
    row = take_off(words, by=by, at=at)
    about, asked = {NAMES[type(row)]: row}, {"why": why.strip(), "asked_at": at, "asked_by": by}
    follow_up = FollowUp.objects.filter(**about, done_at=None).first()
    if follow_up is None:
        follow_up = FollowUp.objects.create(**about, student=row.plan.student, **asked)
    elif any(one.asked_by == by and asked["why"] in ("", one.why) for one in follow_up.askings):
        return follow_up
    else:
        Worry.objects.create(follow_up=follow_up, **asked)
    remember(follow_up, "checkins.follow_up_asked", by=by, voice=voice, at=at)
    tell_counselor(follow_up, by=by, at=at)
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
        put_on(row.about)
        touch(row.about.plan, promise=False)
    remember(row, "checkins.follow_up_done", by=by, voice=Voice.STAFF, at=at, put_back=put_back)
    return row


def take_off(words, *, by, at):
    """Take words off the shared pages, with what was translated of them and what others were typing over them.
    Returns the row that keeps them."""
    if isinstance(words, Words):
        row = locked(words)
        set_aside(row, True)
        return row
    row = OWN[type(words)][0](words)
    (thing, field), student = row.text, row.plan.student
    take_back_translations(plan=row.plan, thing=thing, field=field, by=by, at=at)
    forget_words(
        words=row.words, subject=student.public_id,
        spares=lambda principal: Standing.of(principal, student).sees_set_aside,
    )  # fmt: skip
    return row


def put_on(row):
    """Put words back on the shared pages, for those they were written to."""
    if isinstance(row, Words):
        set_aside(row, False)
    else:
        OWN[type(row)][1](row)


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
