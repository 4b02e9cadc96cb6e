"""One child's record, and the pages about its facts, school, program and notes."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.permissions import Permission
from history.actions import record_visit
from history.clock import now, today
from history.models import Visit
from students.access import student_or_404
from students.circle import named_without_access
from students.forms import facts, program, schooling
from students.queries import for_record, notes_for
from students.views.pages import bound, edits_record, form_page, way_to
from students.views.shown import homes_of, in_force, may_do


@require_GET
def detail(request, public_id):
    """The record of one child, for those who keep or review it. Opening it is remembered."""
    student, standing = student_or_404(public_id, Permission.VIEW_RECORD, to=request.principal)
    record_visit(what=Visit.What.OPENED, target=student, subject=student, by=request.principal, at=now())
    student = for_record(student)
    day = today()
    shown = {
        "student": student,
        "above": way_to(),
        "may": may_do(standing),
        "family": homes_of(student.family, on=day),
        "people": in_force(student.held, on=day),
        "named": named_without_access(student, on=day),
        "seats": in_force(student.seats, on=day),
        "attends": in_force(student.enrollments.all(), on=day),
        "stands": in_force(student.statuses.all(), on=day),
        "plan": next((one for one in student.plans.all() if one.year.starts_on <= day <= one.year.ends_on), None),
        "notes": notes_for(student, standing),
    }
    return render(request, "students/detail.html", shown)


@edits_record
def correct(request, student):
    return form_page(request, facts.CorrectFactsForm(bound(request), student=student, by=request.principal))


@edits_record
def address(request, student):
    """Gives a child an account that signs in by email, or corrects its address."""
    form = facts.AddressForm(bound(request), student=student, by=request.principal)
    return form_page(request, form, section="sign-in")


@edits_record
def move(request, student):
    form = schooling.MoveForm(bound(request), student=student, by=request.principal)
    return form_page(request, form, section="school")


@edits_record
def enrollment_correct(request, student, pk):
    one = get_object_or_404(student.enrollments.select_related("school__district"), pk=pk)
    form = schooling.CorrectEnrollmentForm(bound(request), thing=one, student=student, by=request.principal)
    return form_page(request, form, section="school")


@edits_record
def enrollment_end(request, student, pk):
    one = get_object_or_404(student.enrollments.select_related("school"), pk=pk, ends_on=None)
    form = schooling.EndEnrollmentForm(bound(request), thing=one, student=student, by=request.principal)
    return form_page(request, form, section="school")


@edits_record
def status(request, student):
    form = schooling.StatusForm(bound(request), student=student, by=request.principal)
    return form_page(request, form, section="program")


@edits_record
def area_add(request, student):
    return form_page(request, program.AreaForm(bound(request), student=student, by=request.principal), section="areas")


@edits_record
def area_correct(request, student, area_id):
    one = get_object_or_404(student.identifications, public_id=area_id)
    form = program.AreaForm(bound(request), thing=one, student=student, by=request.principal)
    return form_page(request, form, section="areas")


@edits_record
def evidence_add(request, student):
    form = program.EvidenceForm(bound(request), student=student, by=request.principal)
    return form_page(request, form, section="evidence")


@edits_record
def evidence_correct(request, student, evidence_id):
    one = get_object_or_404(student.evidence.filter(withdrawn_at=None), public_id=evidence_id)
    form = program.EvidenceForm(bound(request), thing=one, student=student, by=request.principal)
    return form_page(request, form, section="evidence")


@edits_record
def evidence_withdraw(request, student, evidence_id):
    one = get_object_or_404(student.evidence.filter(withdrawn_at=None), public_id=evidence_id)
    form = program.WithdrawEvidenceForm(bound(request), thing=one, student=student, by=request.principal)
    return form_page(request, form, section="evidence")


@edits_record
def note_write(request, student):
    return form_page(request, program.NoteForm(bound(request), student=student, by=request.principal), section="notes")


@edits_record
def note_withdraw(request, student, note_id):
    one = get_object_or_404(student.notes.filter(withdrawn_at=None), public_id=note_id)
    form = program.WithdrawNoteForm(bound(request), thing=one, student=student, by=request.principal)
    return form_page(request, form, section="notes")
