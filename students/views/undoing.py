"""Undo in the message after an end or a withdrawal: the address that the message offers, and what it does."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from accounts.permissions import Permission
from history.undoing import undone
from students.access import student_or_404
from students.actions import put_attachment_back, put_evidence_back, put_note_back, put_tie_back
from students.models import Student
from students.queries import sections_seen_by
from students.views.pages import class_url, record_address, see_other

# What of a record can be undone: the relation, the act, the name the act has for it, and its section of the page.
OF_RECORD = {
    "guardianship": ("guardianships", put_tie_back, "tie", "family"),
    "responsibility": ("responsibilities", put_tie_back, "tie", "people"),
    "evidence": ("evidence", put_evidence_back, "evidence", "evidence"),
    "file": ("evidence", put_attachment_back, "evidence", "evidence"),
    "note": ("notes", put_note_back, "note", "notes"),
}


@require_POST
def undo(request, public_id, kind, pk):
    """Puts back what this person has just ended or withdrawn in a record."""
    student, _standing = student_or_404(public_id, Permission.EDIT_RECORD, to=request.principal)
    if kind not in OF_RECORD:
        raise Http404
    relation, act, name, section = OF_RECORD[kind]
    one = get_object_or_404(getattr(student, relation), pk=pk)
    undone(request, act, **{name: one})
    return see_other(record_address(request.principal, student, section))


@require_POST
def class_undo(request, section_id, kind, pk):
    """Puts back a teacher or a student whom this person has just taken out of a class."""
    section = get_object_or_404(sections_seen_by(request.principal), public_id=section_id)
    if kind == "teacher":
        one = get_object_or_404(section.teachers, pk=pk)
    elif kind == "seat":
        kept = Student.objects.granting(Permission.EDIT_RECORD, to=request.principal)
        one = get_object_or_404(section.memberships.filter(student__in=kept).select_related("student"), pk=pk)
    else:
        raise Http404
    undone(request, put_tie_back, tie=one)
    return see_other(class_url(section))
