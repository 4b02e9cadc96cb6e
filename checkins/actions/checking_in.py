"""Checking in: one per goal, voice and school day; a later tap that day amends it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from checkins.models import CheckIn
from checkins.queries import newest_level, own_check_in
from checkins.readers import KEEPS_READER, readers_for, usual_reader
from files.actions import keep
from goals.models import Goal
from history.actions import differences, record
from history.clock import day_of, now
from plans.actions import touch
from plans.actions.plan import lock
from plans.rules import reasons_not_to_write
from students.access import audience
from students.actions.writing import save
from students.models import Reader
from students.turns import same

SAID = ("level", "number", "words", "reader")


@transaction.atomic
def check_in(*, goal, by, voice, level=None, number=None, words=None, reader=None, happened_on=None, said_for="",
             work=None, language="en", at=None):  # fmt: skip
    """Say where a goal is. `level` is 1 to 4 (a family may leave it out), `number` is against the
    measure, `work` a photo or document of the work (`files.reading.Content`), which takes the place of an
    earlier one. What is None stays as it was said earlier that day. What was set aside stays so: what is said
    later that day stands beside it, for its readers. Returns the check-in.

    Raises ValidationError when nothing is said, the day lies ahead, the plan is closed, or words of that day
    would change their reader: that is `change_readers`, which asks why.
    """
    at = at or now()
    lock(goal.plan)
    goal = Goal.objects.select_for_update(of=("self",)).select_related("plan__student").get(pk=goal.pk)
    happened_on = happened_on or day_of(at)
    reader = reader or (None if words is None else usual_reader(voice))
    refuse_what_cannot_be(goal, voice, reader, happened_on, on=day_of(at))
    said = {"level": level, "number": number, "words": words if words is None else words.strip(), "reader": reader}
    row = own_check_in(goal, by=by, voice=voice, on=happened_on)
    refuse_another_reader(row, reader)
    if row and row.is_set_aside:
        row, said = beside(row, said, work)
    row = row or CheckIn(goal=goal, author=by.key, voice=voice, happened_on=happened_on, reader=usual_reader(voice))
    before = {name: getattr(row, name) for name in SAID} if row.pk else {}
    amend(row, **said, author_name=str(by), said_for=said_for or None, language=None if words is None else language)
    after = {name: getattr(row, name) for name in SAID}
    if before == after and work is None:
        return row
    if work:
        row.work = keep(content=work, by=by, at=at, replaces=row.work)
    row.said_at = at
    save(row)
    keep_level(goal)
    keep_earlier_words(row, before.get("words"), by=by, at=at)
    if before != after:
        remember(row, "checkins.amended" if before else "checkins.checked_in", by=by, at=at, before=before, after=after)
    if work:
        remember(row, "checkins.work_added", by=by, at=at)
    touch(goal.plan, promise=False)
    return row


def beside(row, said, work):
    """Where what is said stands when the check-in of the day is set aside, and what of it is new: another one, or
    the same where nothing is new. Words that were only sent along once more stay where they are."""
    said = said | {"words": None if same(said["words"], row.words) else said["words"]}
    if not work and all(value in (None, getattr(row, name)) for name, value in said.items()):
        return row, said
    new = CheckIn(
        goal=row.goal, author=row.author, voice=row.voice, happened_on=row.happened_on, reader=row.reader,
        nth=row.nth + 1,
    )  # fmt: skip
    return new, said


def refuse_another_reader(row, reader):
    """Raise ValidationError when words that stand would change their reader without a reason."""
    if row and row.words and reader not in {None, row.reader}:
        raise ValidationError({"reader": KEEPS_READER})


def amend(row, **said):
    """Put what was said on a check-in; what is None stays as it was."""
    for name, value in said.items():
        if value is not None:
            setattr(row, name, value)


def keep_earlier_words(row, earlier, *, by, at):
    """Keep in history the words that later ones replaced the same day, for their author and for those
    of the school's staff who read everything about the goal."""
    if not earlier or earlier == row.words:
        return
    goal = row.goal
    record(
        verb="checkins.reworded", target=f"checkins.checkin:{row.pk}", subject=goal.plan.student, by=by,
        voice=row.voice, at=at, audience=audience(Reader.STAFF, close=True),
        changes=differences({"words": earlier}, {"words": ""}),
        data=goal.told,
    )  # fmt: skip


def refuse_what_cannot_be(goal, voice, reader, happened_on, *, on):
    """Raise ValidationError when such a check-in cannot be made."""
    reasons = reasons_not_to_write(goal.plan)
    if goal.state != Goal.State.OPEN or goal.withdrawn_at:
        reasons.append(_("This goal is closed. Check in on another goal."))
    if happened_on > on:
        reasons.append(_("Pick a day up to today."))
    if reader and reader not in readers_for(voice):
        reasons.append(_("Choose who reads your words."))
    if reasons:
        raise ValidationError(reasons)


def keep_level(goal):
    """Keep on the goal, for lists, the newest level anybody gave."""
    level = newest_level(goal)
    for name, value in level.items():
        setattr(goal, name, value)
    goal.save(update_fields=[*level])


@transaction.atomic
def withdraw_check_in(*, check_in, by, voice, at=None):
    """Take a check-in back, whether or not its plan is still open. It leaves every page and stays in history."""
    at = at or now()
    lock(check_in.goal.plan)
    row = CheckIn.objects.select_for_update(of=("self",)).select_related("goal__plan__student").get(pk=check_in.pk)
    if row.withdrawn_at:
        return row
    if row.author != by.key:
        raise ValidationError(_("Only %(name)s can take this check-in back.") % {"name": row.author_name})
    row.withdrawn_at, row.withdrawn_by = at, by.key
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    keep_level(row.goal)
    remember(row, "checkins.withdrawn", by=by, at=at)
    touch(row.goal.plan, promise=False)
    return row


def remember(row, verb, *, by, at, before=None, after=None, reason="", voice=""):
    """Record it for the reader of the words. Words themselves stay in the check-in, under its reader."""
    goal = row.goal
    shown = {name: value for name, value in (after or {}).items() if name in ("level", "number")}
    record(
        verb=verb, target=f"checkins.checkin:{row.pk}", subject=goal.plan.student, by=by, voice=voice or row.voice,
        at=at, audience=row.audience_for(row.reader), changes=differences(before or {}, shown), reason=reason,
        data=row.told | {"level": row.level, "has_words": bool(row.words), "said_for": row.said_for},
    )  # fmt: skip
