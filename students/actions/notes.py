"""Notes about a child, each with its reader chosen before typing."""

from django.db import transaction

from history.clock import now
from students.actions.writing import refuse, remember, save
from students.models import Note, Reader
from students.rules import reasons_not_to_withdraw


@transaction.atomic
def write_note(*, student, words, by, reader=Reader.STAFF, at=None):
    """Write a note about a child. The event says that there is one, never its words."""
    at = at or now()
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
