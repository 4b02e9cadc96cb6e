"""A family's pages: the children of somebody, and the page of one child."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts.permissions import Permission, Role
from dashboards.family.page import child_page, is_being_written, keeper_of, plan_in_sight, school_of
from dashboards.hats import hats_of
from dashboards.looks import remember_look
from dashboards.news import news_of
from plans.models import Plan
from students.access import student_or_404


@require_GET
def family(request):
    """One child: straight to the page. Several: their names, a page for each, nothing of them side by side."""
    children = hats_of(request).children
    if not children:
        raise Http404
    if len(children) == 1:
        return redirect("dashboards:family_child", children[0].public_id)
    news = {plan.student.public_id: one for plan, one in news_of_children(children, request.principal)}
    return render(
        request, "dashboards/family.html", {"children": [(child, news.get(child.public_id)) for child in children]}
    )


def news_of_children(children, principal):
    """What is new around each child whose plan is shared: pairs of the newest plan and its `News`."""
    plans = Plan.objects.filter(student__public_id__in=[child.public_id for child in children], withdrawn_at=None)
    shared = plans.filter(revision__isnull=False).order_by("year__starts_on", "pk").select_related("student")
    plans = {plan.student_id: plan for plan in shared}
    news = news_of(plans.values(), principal, Role.FAMILY)
    return [(plans[student], one) for student, one in news.items()]


@require_GET
def family_child(request, public_id):
    """One child for one parent: what to ask this week, the goals in plain words, and how to take part."""
    student, standing = student_or_404(public_id, Permission.VIEW_PLAN, to=request.principal)
    standing = standing.as_only(Role.FAMILY)
    shown = {"next": request.path, "several": len(hats_of(request).children) > 1}
    plan = plan_in_sight(student)
    if plan is None:
        waiting = {"student": student, "is_begun": is_being_written(student)}
        shown |= waiting | {"keeper": keeper_of(student), "school": school_of(student)}
        return render(request, "dashboards/family_waiting.html", shown)
    remember_look(request, plan)
    asked = request.GET.get("question", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 4 else 0
    return render(request, "dashboards/child.html", child_page(plan, standing, number=number) | shown)
