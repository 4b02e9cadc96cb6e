"""A student's own page, with an account or with a card."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.permissions import Permission, Role
from dashboards.family.page import is_being_written, keeper_of, plan_in_sight, school_of
from dashboards.looks import remember_look
from dashboards.student.page import my_page
from students.access import Standing
from students.models import Student


@require_GET
def me(request):
    """My goals: how they are going, my next step, what my team said, and why I chose them."""
    student, standing = oneself_or_404(request.principal)
    plan = plan_in_sight(student)
    if plan is None:
        waiting = {"student": student, "is_begun": is_being_written(student)}
        waiting |= {"keeper": keeper_of(student), "school": school_of(student)}
        return render(request, "dashboards/me_waiting.html", waiting)
    remember_look(request, plan)
    return render(request, "dashboards/me.html", my_page(plan, standing) | {"next": request.path})


def oneself_or_404(principal):
    """The student who is asking and their `Standing`, which is a student's only; 404 for anybody else."""
    has_card = principal.key.startswith("pass:")
    oneself = {"public_id": principal.student_public_id} if has_card else {"user": principal}
    student = Student.objects.standing().select_related("district").filter(**oneself).first()
    standing = Standing.of(principal, student) if student else None
    if standing is None or Role.STUDENT not in standing.roles:
        raise Http404
    standing.require(Permission.VIEW_PLAN)
    return student, standing.as_only(Role.STUDENT)
