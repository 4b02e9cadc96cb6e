"""The letters of the conversation: they carry a link and say nothing about a child."""

from accounts.models import User
from accounts.permissions import Permission
from checkins.models import Comment
from notices.actions import queue
from plans.models import Plan
from students.models import Responsibility


def tell_keeper(question, *, at):
    """Tell whoever keeps the plan that a question waits."""
    keepers = Responsibility.objects.filter(
        student=question.plan.student, kind=Responsibility.Kind.PLAN_MANAGER, ends_on=None, user__is_active=True
    )
    for row in keepers.select_related("user"):
        send("question_asked", row.user, question, at=at)


def tell_asker(question, *, at):
    """Tell whoever asked that there is an answer."""
    kind, _colon, pk = question.author.partition(":")
    asker = User.objects.filter(pk=pk, is_active=True).first() if kind == "user" else None
    if asker:
        send("question_answered", asker, question, at=at)


def send(letter, user, question, *, at):
    if user.email:
        queue(
            letter=letter, to=user.email, language=user.language, dedupe_key=f"{letter}:{question.pk}:{user.pk}", at=at,
            data={"plan": str(question.plan.public_id), "question": str(question.public_id), "user": user.pk},
        )  # fmt: skip


def may_still_answer(message, user):
    """Whether the question still waits and the keeper may still answer it, asked again at send."""
    waits = Comment.objects.waiting().filter(public_id=message.data["question"])
    return waits.filter(plan__in=Plan.objects.granting(Permission.ANSWER, to=user)).exists()
