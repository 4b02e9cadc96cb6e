"""Notes about a child, each with its reader chosen before typing."""

from django.db import transaction

from history.clock import ONE_SENDING, now
from students.actions.writing import refuse, remember, save
from students.models import Note, Reader, Student
from students.rules import reasons_not_to_withdraw


@transaction.atomic
def write_note(*, student, words, by, reader=Reader.STAFF, at=None):
    """Write a note about a child. The event says that there is one, never its words. The same note sent twice at
    once is one."""
    at = at or now()
    Student.objects.select_for_update(of=("self",)).get(pk=student.pk)
    said = {"words": words.strip(), "reader": reader, "written_by": by, "withdrawn_at": None}
    if twice := student.notes.filter(**said, written_at__range=(at - ONE_SENDING, at + ONE_SENDING)).first():
        return twice
    note = save(Note(student=student, words=words.strip(), reader=reader, written_at=at, written_by=by))
    target = f"students.note:{note.pk}"
    remember("note_written", target, subject=student, by=by, at=at, audience=reader)
    return note


@transaction.atomic
def withdraw_note(*, note, by, reason="", at=None):
    """Take back a note written by mistake. It stays in history."""
    refuse(reasons_not_to_withdraw(note))
    note.withdrawn_at = at or now()
    note.withdrawn_by = by
    save(note, fields=["withdrawn_at", "withdrawn_by"])
    target = f"students.note:{note.pk}"
    at = note.withdrawn_at
    remember("note_withdrawn", target, subject=note.student, by=by, at=at, audience=note.reader, reason=reason.strip())
    return note
