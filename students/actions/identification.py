"""How a child came into the program: areas with their dates, and the body of evidence."""

from django.db import transaction

from files.actions import keep, withdraw
from history.actions import differences
from history.clock import now
from students.actions.writing import change, correct, refuse, remember, save
from students.areas import areas
from students.models import Evidence, Identification, Reader
from students.rules import reasons_not_to_identify, reasons_not_to_withdraw


@transaction.atomic
def identify(
    *,
    student,
    area,
    by,
    decided_on=None,
    decided_text="",
    note="",
    status=Identification.Status.IDENTIFIED,
    at=None,
):
    """Write that a team found a child gifted in an area. `decided_text` keeps a date nobody can read."""
    refuse(reasons_not_to_identify(area, known_areas()))
    one = Identification(student=student)
    fields = {"area": area, "status": status, "decided_on": decided_on, "decided_text": decided_text, "note": note}
    change(one, fields)
    save(one)
    told = differences({}, {"area": area, "status": status, "decided_on": decided_on, "decided_text": one.decided_text})
    remember("identified", one, subject=student, by=by, at=at or now(), audience=Reader.ADULTS, changes=told)
    return one


@transaction.atomic
def correct_identification(*, identification, by, at=None, **fields):
    """Correct an area, its status, its date or its note. Nothing is deleted: a mistake is "withdrawn"."""
    if "area" in fields:
        refuse(reasons_not_to_identify(fields["area"], known_areas()))
    verb = "identification_corrected"
    return correct(identification, fields, verb=verb, subject=identification.student, by=by, at=at or now())


@transaction.atomic
def record_evidence(*, student, kind, instrument, by, at=None, attachment=None, **fields):
    """Add one record to the body of evidence: its `score` is kept as printed, with the report or the
    work itself as its `attachment` (`files.reading.Content`).

    Other fields: area, taken_on, taken_text, percentile, percentile_bound, qualifying, tells.
    """
    if fields.get("area"):
        refuse(reasons_not_to_identify(fields["area"], known_areas()))
    evidence = Evidence(student=student)
    fields = {"kind": kind, "instrument": instrument, **fields}
    change(evidence, fields)
    save(evidence)
    told = differences({}, {name: getattr(evidence, name) for name in fields})
    remember("evidence_recorded", evidence, subject=student, by=by, at=at or now(), changes=told)
    if attachment:
        attach(evidence, attachment, by=by, at=at or now())
    return evidence


@transaction.atomic
def correct_evidence(*, evidence, by, at=None, attachment=None, **fields):
    """Correct one record of the body of evidence. An `attachment` takes the place of the one before."""
    if fields.get("area"):
        refuse(reasons_not_to_identify(fields["area"], known_areas()))
    correct(evidence, fields, verb="evidence_corrected", subject=evidence.student, by=by, at=at or now())
    if attachment:
        attach(evidence, attachment, by=by, at=at or now())
    return evidence


def attach(evidence, content, *, by, at):
    """Hang a file on a record of evidence, in place of the one before, which is kept."""
    earlier = evidence.attachment
    evidence.attachment = keep(content=content, by=by, at=at, replaces=earlier)
    save(evidence, fields=["attachment"])
    verb = "evidence_file_replaced" if earlier else "evidence_file_attached"
    remember(verb, evidence, subject=evidence.student, by=by, at=at, data={"file": evidence.attachment.name})


@transaction.atomic
def withdraw_attachment(*, evidence, by, reason, at=None):
    """Take the file of a record of evidence back. The record stands; the file is kept for the history."""
    at = at or now()
    file = withdraw(file=evidence.attachment, by=by, reason=reason, at=at)
    told = {"reason": file.withdrawn_because, "data": {"file": file.name}}
    remember("evidence_file_withdrawn", evidence, subject=evidence.student, by=by, at=at, **told)
    return evidence


@transaction.atomic
def withdraw_evidence(*, evidence, by, reason="", at=None):
    """Take a wrong record out of the body of evidence. It stays in history."""
    refuse(reasons_not_to_withdraw(evidence))
    evidence.withdrawn_at = at or now()
    evidence.withdrawn_by = by
    save(evidence, fields=["withdrawn_at", "withdrawn_by"])
    at = evidence.withdrawn_at
    remember("evidence_withdrawn", evidence, subject=evidence.student, by=by, at=at, reason=reason.strip())
    return evidence


def known_areas():
    """The codes of the areas the state lists."""
    return {one.code for one in areas()}
