"""The conversation of a plan: every word has its reader, and a question stays open until answered."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from checkins.actions.readers import locked
from checkins.letters import tell_asker, tell_keeper
from checkins.models import Comment
from checkins.readers import readers_for
from history.actions import record
from history.clock import ONE_SENDING, now
from plans.actions import touch
from plans.actions.plan import lock
from plans.rules import reasons_not_to_write
from students.access import Standing
from students.models import Reader


@transaction.atomic
def comment(*, plan, words, reader, by, voice, goal=None, is_question=False, language="en", at=None):
    """Say something in a plan's conversation, to a stated reader. Returns the comment."""
    at = at or now()
    plan = lock(plan)
    if reasons := reasons_not_to_write(plan):
        raise ValidationError(reasons)
    if reader not in readers_for(voice):
        raise ValidationError({"reader": _("Choose who reads your words.")})
    goal = goal and plan.goals.get(pk=goal.pk)
    if goal and not goal.is_shared and reader != Reader.STAFF:
        raise ValidationError({"reader": _("The family cannot see this goal yet. Share it, or write to staff only.")})
    row, is_new = write(
        plan=plan, goal=goal, words=words, reader=reader, by=by, voice=voice, is_question=is_question,
        language=language, at=at,
    )  # fmt: skip
    if is_question and is_new:
        tell_keeper(row, at=at)
    return row


@transaction.atomic
def answer(*, question, words, by, language="en", at=None):
    """Answer a question, to the reader it was asked to, and close it. Returns the answer. What was asked in a
    plan that is closed is answered, too.

    Raises ValidationError when nothing is said, when the question was taken back, or was answered meanwhile.
    """
    at = at or now()
    question = locked(question)
    row, is_new = write(
        plan=question.plan, goal=question.goal, answers=question, words=words, reader=question.reader, by=by,
        voice=Voice.STAFF, is_question=False, language=language, at=at,
    )  # fmt: skip
    if is_new:
        question.answered_at, question.answered_by = at, by
        question.save(update_fields=["answered_at", "answered_by"])
        tell_asker(question, at=at)
        touch(question.plan, promise=False)
    return row


def write(*, plan, goal, words, reader, by, voice, is_question, language, at, answers=None):
    """The row of these words and whether it is new: the same words sent twice at once are one."""
    words = words.strip()
    if not words:
        raise ValidationError({"words": _("Write a sentence first.")})
    said = {"goal": goal, "answers": answers, "author": by.key, "words": words, "reader": reader, "voice": voice}
    twice = plan.comments.filter(
        **said, is_question=is_question, withdrawn_at=None, said_at__range=(at - ONE_SENDING, at + ONE_SENDING)
    )
    if row := twice.first():
        return row, False
    if answers and answers.answered_at:
        refuse_another_answer(answers, by=by)
    row = Comment.objects.create(
        plan=plan, author_name=str(by), language=language, is_question=is_question, said_at=at,
        is_set_aside=bool(answers and answers.is_set_aside), **said,
    )  # fmt: skip
    verb = "checkins.answered" if answers else "checkins.asked" if is_question else "checkins.commented"
    remember(row, verb, by=by, voice=voice, at=at)
    touch(plan, promise=False)
    return row, True


def refuse_another_answer(question, *, by):
    """Raise ValidationError for a question that was answered. Who answered is told to whoever may read it."""
    told = question.replies.readable(Standing.of(by, question.plan.student)).last()
    sentence = _(
        "%(name)s answered this question while you were writing. Your words are still in the box: copy them, and"
        " write them in the conversation."
    )
    raise ValidationError(sentence % {"name": told.author_name if told else _("Somebody")})


@transaction.atomic
def withdraw_comment(*, comment, by, voice, at=None):
    """Take one's own words back. They leave every page and stay in history. The answers to a question go with
    it: without the question they would tell of it. A question whose answers were all taken back waits again."""
    at = at or now()
    lock(comment.plan)
    rows = Comment.objects.select_for_update(of=("self",)).select_related("plan__student", "goal", "answers")
    row = rows.get(pk=comment.pk)
    if row.withdrawn_at:
        return row
    if row.author != by.key:
        raise ValidationError(_("Only %(name)s can take these words back.") % {"name": row.author_name})
    for one in (row, *rows.filter(answers=row, withdrawn_at=None).order_by("pk")):
        one.withdrawn_at, one.withdrawn_by = at, by.key
        one.save(update_fields=["withdrawn_at", "withdrawn_by"])
        remember(one, "checkins.comment_withdrawn", by=by, voice=voice, at=at)
    wait_again(row.answers)
    touch(row.plan, promise=False)
    return row


def wait_again(question):
    """Let a question wait whose answers were all taken back."""
    if question and question.answered_at and not question.replies.filter(withdrawn_at=None).exists():
        question.answered_at, question.answered_by = None, None
        question.save(update_fields=["answered_at", "answered_by"])


def remember(row, verb, *, by, voice, at):
    """Record that it was said, for its reader. The words themselves stay in the comment."""
    record(
        verb=verb, target=f"checkins.comment:{row.pk}", subject=row.plan.student, by=by, voice=voice, at=at,
        audience=row.audience_for(row.reader), data=row.told,
    )  # fmt: skip
