"""How a page of this room with a form goes: the door, the questions, the act, and back to the record."""

from functools import wraps

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from students.access import Standing, student_or_404


def see_other(address):
    """After an act: go and look at the page."""
    return HttpResponseRedirect(address, status=303)


def bound(request):
    """The answers sent with a request, or None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def edits_record(view):
    """A page with a form for those who keep this student's record; the view gets the student."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def guarded(request, public_id, **where):
        student, _standing = student_or_404(public_id, Permission.EDIT_RECORD, to=request.principal)
        return view(request, student, **where)

    return guarded


def form_page(request, form, *, section="", above=(), back="", files=None):
    """Show a form about a student, or carry it out and go to its section of the record."""
    if form.is_bound and form.is_valid() and form.carry_out():
        messages.success(request, form.said, extra_tags=form.undo and f"undo:{form.undo}")
        return see_other(back or record_address(request.principal, form.student, section))
    back = back or (record_url(form.student, section) if form.student else reverse("students:find"))
    shown = {"form": form, "has_errors": bool(form.errors), "above": above or way_to(form.student), "back": back}
    shown["files"] = files
    return render(request, "students/form.html", shown, status=422 if form.is_bound else 200)


def way_to(student=None):
    """The breadcrumbs above a page: the list, and the student's record."""
    above = [{"label": _("Students"), "url": reverse("students:find")}]
    return [*above, {"label": student, "url": record_url(student)}] if student else above


def record_url(student, section=""):
    """The address of a student's record, at one of its sections."""
    address = reverse("students:detail", args=[student.public_id])
    return f"{address}#{section}" if section else address


def class_url(section):
    """The address of a class."""
    return reverse("students:class", args=[section.public_id])


def record_address(principal, student, section=""):
    """Where to go after an act: the record, or the list when the act closed the record to its author."""
    if Standing.of(principal, student).may(Permission.VIEW_RECORD):
        return record_url(student, section)
    return reverse("students:find")
