"""Undoing, for a short while, that words or the work of a check-in were taken back: see `history.undoing`.

What may be taken back may be put back: neither asks whether the plan is still open.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from checkins.actions import checking_in, conversation
from checkins.models import CheckIn, Comment
from checkins.queries import own_check_in
from files.actions import put_back
from history.clock import now
from history.undoing import act_to_undo
from plans.actions import touch
from plans.actions.plan import lock
from students.actions.writing import refuse


@transaction.atomic
def put_check_in_back(*, check_in, by, at=None):
    """Undo that a check-in was taken back. Raises ValidationError when its author has checked in again since."""
    at = at or now()
    lock(check_in.goal.plan)
    row = locked(check_in)
    act_to_undo(f"checkins.checkin:{row.pk}", by=by, verbs={"checkins.withdrawn"}, at=at)
    refuse(reasons_not_to_put_back(row, by))
    row.withdrawn_at, row.withdrawn_by = None, ""
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    checking_in.keep_level(row.goal)
    checking_in.remember(row, "checkins.put_back", by=by, at=at)
    touch(row.goal.plan, promise=False)
    return row


def reasons_not_to_put_back(row, by):
    """Why a check-in may not stand again: another one has its place."""
    last = own_check_in(row.goal, by=by, voice=row.voice, on=row.happened_on)
    if last and last.nth >= row.nth:
        return [_("You have checked in again for that day. Change that check-in instead.")]
    return []


@transaction.atomic
def put_work_back(*, check_in, by, voice, at=None):
    """Undo that the work of a check-in was taken back."""
    at = at or now()
    lock(check_in.plan)
    row = locked(check_in)
    act_to_undo(f"checkins.checkin:{row.pk}", by=by, verbs={"checkins.work_withdrawn"}, at=at)
    put_back(file=row.work)
    checking_in.remember(row, "checkins.work_put_back", by=by, at=at, voice=voice)
    touch(row.goal.plan, promise=False)
    return row


def locked(check_in):
    rows = CheckIn.objects.select_for_update(of=("self",)).select_related("goal__plan__student", "work")
    return rows.get(pk=check_in.pk)


@transaction.atomic
def put_comment_back(*, comment, by, at=None):
    """Undo that somebody took their own words in the conversation back: the answers that went with a question
    come back with it, and a question whose answer comes back is answered again."""
    at = at or now()
    lock(comment.plan)
    rows = Comment.objects.select_for_update(of=("self",)).select_related("plan__student", "goal", "answers")
    row = rows.get(pk=comment.pk)
    act_to_undo(f"checkins.comment:{row.pk}", by=by, verbs={"checkins.comment_withdrawn"}, at=at)
    refuse(reasons_not_to_answer_again(row))
    for one in (row, *rows.filter(answers=row, withdrawn_at=row.withdrawn_at).order_by("pk")):
        one.withdrawn_at, one.withdrawn_by = None, ""
        one.save(update_fields=["withdrawn_at", "withdrawn_by"])
        conversation.remember(one, "checkins.comment_put_back", by=by, voice=row.voice, at=at)
    if (question := row.answers) and question.answered_at is None:
        question.answered_at, question.answered_by = row.said_at, by
        question.save(update_fields=["answered_at", "answered_by"])
    touch(row.plan, promise=False)
    return row


def reasons_not_to_answer_again(row):
    """Why an answer may not stand again: without its question it would tell of it."""
    if row.answers and row.answers.withdrawn_at:
        return [_("The question was taken back since, and an answer does not stand without it.")]
    return []
