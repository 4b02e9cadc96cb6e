"""Undoing, for a short while, that something of a record was ended or withdrawn: see `history.undoing`."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from files.actions import put_back as put_file_back
from history.clock import day_of, now
from history.undoing import act_to_undo, before_of
from students.actions.ties import REMEMBERED
from students.actions.writing import change, refuse, remember, save
from students.models import ClassMembership, ClassTeacher, Evidence, Guardianship, Note, Responsibility
from students.rules import reasons_not_to_stand_again

ENDED = {
    ClassMembership: "class_left",
    ClassTeacher: "class_teacher_removed",
    Guardianship: "guardianship_ended",
    Responsibility: "responsibility_ended",
}


@transaction.atomic
def put_tie_back(*, tie, by, at=None):
    """Undo that a tie was ended, or taken back as a mistake: it is as it was, and opens what it opened, to the same
    person. Raises ValidationError when something else has taken its place."""
    at = at or now()
    owner = getattr(tie, "student", None) or tie.section
    type(owner).objects.select_for_update(of=("self",)).get(pk=owner.pk)  # nobody puts the same there meanwhile
    tie = type(tie).objects.select_for_update(of=("self",)).get(pk=tie.pk)
    verbs = {f"students.{verb}" for verb in (ENDED[type(tie)], REMEMBERED[type(tie)]["verb"])}
    last_day = before_of(act_to_undo(tie, by=by, verbs=verbs, at=at), "ends_on")
    refuse(reasons_not_to_stand_again(tie, on=day_of(at)))
    told = change(tie, {"ends_on": datetime.date.fromisoformat(last_day) if last_day else None})
    tie.withdrawn_at = tie.withdrawn_by = None
    save(tie, fields=["ends_on", "withdrawn_at", "withdrawn_by"])
    remember("tie_put_back", tie, subject=getattr(tie, "student", ""), by=by, at=at, changes=told)
    return tie


@transaction.atomic
def put_evidence_back(*, evidence, by, at=None):
    """Undo that a record of the body of evidence was withdrawn."""
    at = at or now()
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("student").get(pk=evidence.pk)
    act_to_undo(evidence, by=by, verbs={"students.evidence_withdrawn"}, at=at)
    stand_again(evidence)
    remember("evidence_put_back", evidence, subject=evidence.student, by=by, at=at)
    return evidence


@transaction.atomic
def put_attachment_back(*, evidence, by, at=None):
    """Undo that the file of a record of evidence was taken back."""
    at = at or now()
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("student").get(pk=evidence.pk)
    act_to_undo(evidence, by=by, verbs={"students.evidence_file_withdrawn"}, at=at)
    file = put_file_back(file=evidence.attachment)
    remember("evidence_file_put_back", evidence, subject=evidence.student, by=by, at=at, data={"file": file.name})
    return evidence


@transaction.atomic
def put_note_back(*, note, by, at=None):
    """Undo that a note was withdrawn."""
    at = at or now()
    note = Note.objects.select_for_update(of=("self",)).select_related("student").get(pk=note.pk)
    target = f"students.note:{note.pk}"
    act_to_undo(target, by=by, verbs={"students.note_withdrawn"}, at=at)
    stand_again(note)
    remember("note_put_back", target, subject=note.student, by=by, at=at, audience=note.reader)
    return note


def stand_again(thing):
    """Take the withdrawal off a row."""
    if thing.withdrawn_at is None:
        raise ValidationError(_("This has changed in the meantime, so it cannot be undone from here."))
    thing.withdrawn_at = thing.withdrawn_by = None
    save(thing, fields=["withdrawn_at", "withdrawn_by"])
