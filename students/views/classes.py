"""Classes as they meet: the list, one class, who teaches it and who sits in it."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import Permission
from history.clock import today
from schools.access import not_your_work, schools_granting
from students.actions import withdraw_tie
from students.forms import classes as forms
from students.models import ClassMembership, Student
from students.names import InOrder
from students.queries import for_class_list, sections_seen_by
from students.views.pages import bound, class_url, form_page, see_other, way_to
from students.views.shown import in_force


def keeps_class(view):
    """A page with a form for those who keep records at the class's school; the view gets the class."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def guarded(request, section_id, **where):
        sections = sections_seen_by(request.principal).select_related("school__district")
        return view(request, get_object_or_404(sections, public_id=section_id), **where)

    return guarded


def class_page(request, section, form):
    """Show a form about a class, or carry it out and go back to the class."""
    address = class_url(section)
    above = [*way_to_classes(), {"label": section, "url": address}]
    return form_page(request, form, above=above, back=address)


def way_to_classes():
    """The breadcrumbs above a class."""
    return [*way_to(), {"label": _("Classes"), "url": reverse("students:classes")}]


@require_GET
def classes(request):
    """The classes of the schools where this person keeps records."""
    if not schools_granting(Permission.EDIT_RECORD, to=request.principal).exists():
        raise PermissionDenied(not_your_work())
    sections = for_class_list(sections_seen_by(request.principal).filter(year__ends_on__gte=today()))
    return render(request, "students/classes.html", {"sections": sections, "above": way_to()})


@require_http_methods(["GET", "POST"])
def class_open(request):
    """Adds a class."""
    if not schools_granting(Permission.EDIT_RECORD, to=request.principal).exists():
        raise PermissionDenied(not_your_work())
    form = forms.SectionForm(bound(request), by=request.principal)
    if form.is_bound and form.is_valid() and form.carry_out():
        return see_other(class_url(form.section))
    back = reverse("students:classes")
    return form_page(request, form, above=way_to_classes(), back=back)


@require_GET
def class_detail(request, section_id):
    """One class: who teaches it and who sits in it."""
    section = get_object_or_404(sections_seen_by(request.principal), public_id=section_id)
    seen = Student.objects.granting(Permission.VIEW_RECORD, to=request.principal)
    seats = (
        section.memberships.filter(student__in=seen, withdrawn_at=None)
        .select_related("student")
        .order_by(InOrder("student__sort_name"), "pk")
    )
    teachers = section.teachers.filter(withdrawn_at=None)
    shown = {
        "section": section,
        "above": way_to_classes(),
        "teachers": in_force(teachers.select_related("user").order_by("user__name"), on=today()),
        "seats": in_force(seats, on=today()),
    }
    return render(request, "students/class.html", shown)


@keeps_class
def class_correct(request, section):
    return class_page(request, section, forms.SectionForm(bound(request), section=section, by=request.principal))


@keeps_class
def teacher_add(request, section):
    return class_page(request, section, forms.AddTeacherForm(bound(request), section=section, by=request.principal))


@keeps_class
def teacher_end(request, section, pk):
    one = get_object_or_404(section.teachers.lasting(today()).select_related("user", "section"), pk=pk)
    return class_page(request, section, forms.RemoveTeacherForm(bound(request), thing=one, by=request.principal))


@keeps_class
def seats_add(request, section):
    """Puts several students in the class at once, and offers to take that back."""
    form = forms.AddStudentsForm(bound(request), section=section, by=request.principal)
    if not form.is_bound or not form.is_valid() or not form.carry_out():
        return class_page(request, section, form)
    seats = "-".join(str(seat.pk) for seat in form.seats)
    undo = reverse("students:seats_undo", args=[section.public_id, seats])
    count = len(form.seats)
    told = ngettext("%(count)d student added.", "%(count)d students added.", count) % {"count": count}
    messages.success(request, told, extra_tags=f"undo:{undo}")
    return see_other(class_url(section))


@require_POST
def seats_undo(request, section_id, seats):
    """Takes back that students were put in the class, all or none; history keeps that they were."""
    section = get_object_or_404(sections_seen_by(request.principal), public_id=section_id)
    kept = {str(seat.pk): seat for seat in seats_kept_by(request.principal, section)}
    wanted = set(seats.split("-"))
    if not wanted <= kept.keys():
        raise Http404
    with transaction.atomic():
        for pk in wanted:
            withdraw_tie(tie=kept[pk], by=request.principal)
    messages.success(request, _("Taken back. The class is as it was before."))
    return see_other(class_url(section))


def seats_kept_by(principal, section):
    """The seats of the class that are not over, of the students whose record this person keeps."""
    kept = Student.objects.granting(Permission.EDIT_RECORD, to=principal)
    return ClassMembership.objects.lasting(today()).filter(section=section, student__in=kept)


@keeps_class
def seat_end(request, section, pk):
    """A student leaves the class; whoever ends the seat keeps that student's record."""
    seats = seats_kept_by(request.principal, section)
    one = get_object_or_404(seats.select_related("student", "section"), pk=pk)
    return class_page(
        request, section, forms.LeaveClassForm(bound(request), thing=one, by=request.principal, student=one.student)
    )
