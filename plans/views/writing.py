"""Writing the plan: start it, its sections, what the school provides."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from plans.access import may_write_section, plan_or_404, section_for
from plans.actions import start_plan
from plans.addresses import next_address, plan_address
from plans.forms.writing import ProgrammingForm, SectionForm, WithdrawProgrammingForm
from plans.models import Plan, ProgrammingOption
from plans.parts import type_of
from plans.views.acting import bound, form_page, with_plan
from schools.queries import current_year
from students.access import student_or_404


@require_POST
def start(request):
    """Begins a student's plan for a school year of the district, the present one unless named."""
    try:
        student_id = UUID(request.POST.get("student", ""))
    except ValueError:
        raise Http404 from None
    student, _standing = student_or_404(student_id, Permission.WRITE_PLAN, to=request.principal)
    year = student.district.years.filter(name=request.POST.get("year", "")).first() or current_year(student.district)
    if year is None:
        messages.error(request, _("Your district has not entered its school year yet. Ask a coordinator to add it."))
        return redirect(next_address(request) or "dashboards:home")
    try:
        plan = start_plan(student=student, year=year, by=request.principal)
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
        plan = Plan.objects.for_year(year).get(student=student)
    return redirect(plan_address(plan))


@with_plan(Permission.VIEW_PLAN, open_only=True)
def section(request, plan, standing, code):
    """One section of the plan's text, to write in. On the plan's page it takes the section's place."""
    entry = type_of(plan).section(code)
    if entry is None or entry.audience not in standing.readers:
        raise Http404
    if not may_write_section(entry, standing):
        raise PermissionDenied
    written = section_for(standing, plan, code)
    form = SectionForm(bound(request), plan=plan, standing=standing, entry=entry, section=written)
    return form_page(request, form, template="plans/section.html", entry=entry, section=written)


@with_plan(Permission.WRITE_PLAN, open_only=True)
def programming_add(request, plan, standing):
    return form_page(request, ProgrammingForm(bound(request), plan=plan, standing=standing))


def option_or_404(request, public_id):
    """One programming option with its plan, for those who write the plan."""
    row = get_object_or_404(ProgrammingOption.objects.select_related("plan"), public_id=public_id, withdrawn_at=None)
    plan, standing = plan_or_404(row.plan.public_id, Permission.WRITE_PLAN, to=request.principal)
    if not plan.is_open:
        raise PermissionDenied
    return row, plan, standing


@require_http_methods(["GET", "POST"])
def programming_edit(request, public_id):
    row, plan, standing = option_or_404(request, public_id)
    form = ProgrammingForm(bound(request), row=row, plan=plan, standing=standing)
    return form_page(request, form, template="plans/programming.html")


@require_http_methods(["GET", "POST"])
def programming_withdraw(request, public_id):
    row, plan, standing = option_or_404(request, public_id)
    return form_page(request, WithdrawProgrammingForm(bound(request), row=row, plan=plan, standing=standing))
