"""The letters of this room: they carry a link and say nothing about a child."""

from django.urls import reverse

from accounts.permissions import Permission
from history.clock import day_of
from notices.actions import queue
from plans.models import Plan
from students.models import Guardianship


def families_of(student, *, on):
    """The guardians of a student who may hear from the school on day `on` and can be written to."""
    rows = Guardianship.objects.rightful(on).filter(student=student, guardian__user__is_active=True)
    return [row.guardian for row in rows.select_related("guardian__user") if row.guardian.user.email]


def tell_families(plan, revision, *, at):
    """Queue one letter to each guardian: there is something new to read."""
    for guardian in families_of(plan.student, on=day_of(at)):
        queue(
            letter="plan_shared",
            user=guardian.user,
            data={"plan": str(plan.public_id)},
            dedupe_key=f"plan_shared:{revision.sha256}:{guardian.user.pk}",
            at=at,
        )


def may_still_hear_of_plan(message, user):
    """Whether the person may still open the plan that a letter points to, asked again at send."""
    plans = Plan.objects.granting(Permission.VIEW_PLAN, to=user)
    return plans.filter(public_id=message.data["plan"], withdrawn_at=None).exists()


def plan_address(message):
    """Where a letter about a plan leads."""
    return reverse("dashboards:plan", args=[message.data["plan"]])
