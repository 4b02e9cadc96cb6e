"""The letters of the conversation: they carry a link and say nothing about a child."""

from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission, Role
from checkins.models import Comment, FollowUp
from history.clock import day_of
from notices.actions import queue
from plans.models import Plan
from schools.models import Posting
from students.models import Enrollment, Responsibility, Student

KIND = Responsibility.Kind


def tell_keeper(question, *, at):
    """Tell whoever keeps the plan that a question waits."""
    held = Responsibility.objects.on(day_of(at)).filter(student=question.plan.student, kind=KIND.PLAN_MANAGER)
    for row in held.filter(user__is_active=True).select_related("user"):
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
            letter=letter, user=user, dedupe_key=f"{letter}:{question.pk}:{user.pk}", at=at,
            data={"plan": str(question.plan.public_id), "question": str(question.public_id)},
        )  # fmt: skip


def tell_counselor(follow_up, *, by, at):
    """Tell whoever looks after this child that somebody should be followed up in private, once for each who
    asks for it."""
    for user in looking_after(follow_up.student, on=day_of(at)):
        if user.email:
            queue(
                letter="follow_up_asked", user=user, at=at, data={"follow_up": str(follow_up.public_id)},
                dedupe_key=f"follow_up_asked:{follow_up.pk}:{by.pk}:{user.pk}",
            )  # fmt: skip


def looking_after(student, *, on):
    """The counselors and specialists of a child; where there is none, the coordinators of the district."""
    here = Enrollment.objects.on(on).filter(student=student).values("school")
    posted = Posting.objects.on(on).filter(user__is_active=True)
    held = Responsibility.objects.on(on).filter(student=student, kind__in=(KIND.COUNSELOR, KIND.PLAN_MANAGER))
    at_school = posted.filter(school__in=here, role__in=(Role.COUNSELOR, Role.SPECIALIST))
    of_district = posted.filter(district=student.district, role=Role.COORDINATOR)
    named = posted.filter(user__in=held.values("user"))
    for rows in (named | at_school, of_district):
        if found := User.objects.filter(pk__in=rows.values("user")):
            return list(found)
    return []


def may_still_follow_up(message, user):
    """Whether the follow-up is still open and the person still looks after the child, asked again at send."""
    open_ones = FollowUp.objects.filter(public_id=message.data["follow_up"], done_at=None)
    return open_ones.filter(student__in=Student.objects.granting(Permission.FOLLOW_UP, to=user)).exists()


def follow_up_address(message):
    return reverse("checkins:follow_up", args=[message.data["follow_up"]])


def may_still_answer(message, user):
    """Whether the question still waits and the keeper may still answer it, asked again at send."""
    waits = Comment.objects.waiting().filter(public_id=message.data["question"])
    return waits.filter(plan__in=Plan.objects.granting(Permission.ANSWER, to=user)).exists()
