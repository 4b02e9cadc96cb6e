"""Two records of one child: found, previewed, made one, and taken apart again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.permissions import Permission
from history.models import Event
from students.access import student_or_404
from students.forms.merging import MergeForm, UndoMergeForm
from students.merging import counted, homes_apart, reasons_beyond
from students.models import Student
from students.queries import like
from students.views.pages import bound, edits_record, record_url, see_other, way_to


@edits_record
def merge(request, student):
    """Which other record is the same child; then what moves and what differs; then the one act."""
    wanted = request.POST.get("other") or request.GET.get("other")
    if not wanted:
        return choose(request, student)
    other = other_or_404(request, wanted)
    form = MergeForm(bound(request), student=student, other=other, by=request.principal)
    reasons = form.reasons()
    if not reasons and form.is_bound and form.is_valid() and form.carry_out():
        messages.success(request, form.said)
        return see_other(reverse("students:merged", args=[student.public_id, form.merge.pk]))
    shown = {
        "form": form, "student": student, "other": other, "reasons": reasons, "moves": counted(student, other),
        "apart": homes_apart(student, other),
        "has_errors": bool(form.errors), "above": way_to(student), "back": record_url(student),
    }  # fmt: skip
    return render(request, "students/merge.html", shown, status=422 if form.is_bound else 200)


def choose(request, student):
    """The records that may be the same child, and all others this person keeps."""
    kept = Student.objects.granting(Permission.EDIT_RECORD, to=request.principal).filter(district=student.district_id)
    kept = kept.exclude(pk=student.pk)
    alike = like(
        district=student.district, legal_first=student.legal_first, legal_last=student.legal_last,
        born_on=student.born_on,
    )  # fmt: skip
    shown = {
        "student": student, "alike": kept.filter(pk__in=alike.values("pk")).sorted(), "others": kept.sorted(),
        "above": way_to(student), "back": record_url(student),
    }  # fmt: skip
    return render(request, "students/merge_choose.html", shown)


def other_or_404(request, wanted):
    """The other record, which this person keeps too."""
    try:
        other, _standing = student_or_404(wanted, Permission.EDIT_RECORD, to=request.principal)
    except ValidationError as error:  # not a name of a record at all
        raise Http404 from error
    return other


@edits_record
def merged(request, student, pk):
    """One merge: what became of the other record, what happened to it before, and the way back."""
    one = get_object_or_404(student.merges.select_related("other", "merged_by", "undone_by"), pk=pk)
    if request.method == "POST" and (beyond := reasons_beyond(one, request.principal)):
        raise PermissionDenied(*beyond)
    form = UndoMergeForm(bound(request), merge=one, student=student, by=request.principal)
    reasons = form.reasons()
    if not reasons and form.is_bound and form.is_valid() and form.carry_out():
        messages.success(request, form.said)
        return see_other(record_url(student))
    shown = {
        "form": form, "student": student, "one": one, "reasons": reasons,
        "events": Event.objects.about(one.other).count(),
        "has_errors": bool(form.errors), "above": way_to(student), "back": record_url(student),
    }  # fmt: skip
    return render(request, "students/merged.html", shown, status=422 if form.is_bound else 200)
