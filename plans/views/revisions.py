"""What was shared, as it was frozen."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.permissions import Permission
from plans.access import plan_or_404
from plans.frozen import frozen_page
from plans.queries import said_of
from plans.readable import readable
from plans.snapshot import changes_between
from plans.wording import changed_things


@require_GET
def revisions(request, public_id):
    """Every sharing of a plan: when, by whom, why."""
    plan, standing = plan_or_404(public_id, Permission.VIEW_PLAN, to=request.principal)
    rows = plan.revisions.select_related("shared_by", "corrects").defer("text", "corrects__text")
    shown = {"plan": plan, "student": plan.student, "standing": standing, "revisions": rows}
    return render(request, "plans/revisions.html", shown)


@require_GET
def revision(request, public_id, number):
    """One revision as it was frozen, and what it changed, as far as this reader may read it."""
    plan, standing = plan_or_404(public_id, Permission.VIEW_PLAN, to=request.principal)
    one = get_object_or_404(plan.revisions.select_related("shared_by", "corrects"), number=number)
    previous = plan.revisions.filter(number=number - 1).first()
    now = readable(one.content, standing)
    before = readable(previous.content, standing) if previous else None
    shown = {
        "plan": plan,
        "student": plan.student,
        "standing": standing,
        "revision": one,
        "frozen": frozen_page(now),
        "things": changed_things(changes_between(before, now), before, now) if previous else [],
        "said": [said for said in said_of(plan, standing) if said.revision_id == one.pk],
        "is_last": plan.revision_id == one.pk,
    }
    return render(request, "plans/revision.html", shown)
