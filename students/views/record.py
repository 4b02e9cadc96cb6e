"""One child's record, and the pages about its facts, school, program and notes."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.permissions import Permission
from files.forms import sent_files
from files.serving import file_or_404, opened
from files.shown import FilesShown
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
        "plan": plan_of(student, day),
        "notes": notes_for(student, standing),
    }
    return render(request, "students/detail.html", shown)


def plan_of(student, day):
    """The plan of the school year a day lies in, from `for_record`, or None."""
    standing = (one for one in student.plans.all() if one.withdrawn_at is None)
    return next((one for one in standing if one.year.starts_on <= day <= one.year.ends_on), None)


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
    standing = student.enrollments.filter(withdrawn_at=None)
    one = get_object_or_404(standing.select_related("school__district"), pk=pk)
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
    one = get_object_or_404(student.identifications.filter(withdrawn_at=None), public_id=area_id)
    form = program.AreaForm(bound(request), thing=one, student=student, by=request.principal)
    return form_page(request, form, section="areas")


@edits_record
def evidence_add(request, student):
    sent = {"files": sent_files(request), "student": student, "by": request.principal}
    return form_page(request, program.EvidenceForm(bound(request), **sent), section="evidence")


@edits_record
def evidence_correct(request, student, evidence_id):
    one = get_object_or_404(standing_evidence(student), public_id=evidence_id)
    sent = {"files": sent_files(request), "student": student, "by": request.principal}
    form = program.EvidenceForm(bound(request), thing=one, **sent)
    return form_page(request, form, section="evidence", files=files_of(one, student))


def standing_evidence(student):
    """The body of evidence without what was withdrawn, each record with its file."""
    return student.evidence.filter(withdrawn_at=None).select_related("attachment")


def files_of(evidence, student):
    """The files of a record as its form lists them: the one that hangs there, and those before it."""
    file = evidence.attachment
    return file and FilesShown.of(
        file,
        url=lambda one: reverse("students:evidence_file", args=[student.public_id, evidence.public_id, one.public_id]),
        withdraw=reverse("students:evidence_file_withdraw", args=[student.public_id, evidence.public_id]),
    )


@require_GET
def evidence_file(request, public_id, evidence_id, file_id):
    """The file of a record of evidence. What is withdrawn or replaced opens only for who keeps the record."""
    student, standing = student_or_404(public_id, Permission.VIEW_RECORD, to=request.principal)
    keeps = standing.may(Permission.EDIT_RECORD)
    rows = student.evidence.select_related("attachment") if keeps else standing_evidence(student)
    one = get_object_or_404(rows, public_id=evidence_id)
    return opened(request, file_or_404(one.attachment, file_id, sees_past=keeps), subject=student)


@edits_record
def evidence_file_withdraw(request, student, evidence_id):
    one = get_object_or_404(standing_evidence(student), public_id=evidence_id, attachment__withdrawn_at=None)
    if one.attachment is None:
        raise Http404
    form = program.WithdrawAttachmentForm(bound(request), thing=one, student=student, by=request.principal)
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
