"""Ties that were a mistake: a wrong teacher, a child in the wrong class, an adult of another family."""

import datetime

from django.db import transaction

from history.clock import day_of, now
from students.actions.writing import change, refuse, remember, save
from students.models import ClassMembership, ClassTeacher, Guardianship, Responsibility
from students.names import tidy
from students.rules import reasons_not_to_withdraw

ONE_DAY = datetime.timedelta(days=1)
REMEMBERED = {
    ClassMembership: {"verb": "class_seat_withdrawn"},
    ClassTeacher: {"verb": "class_teacher_withdrawn"},
    Guardianship: {"verb": "guardianship_withdrawn"},
    Responsibility: {"verb": "responsibility_withdrawn"},
}


@transaction.atomic
def withdraw_tie(*, tie, by, reason="", at=None):
    """Take back a tie (see `students.models.circle.Tie`) that should never have been. It opens nothing from now
    on, and history keeps that it was there. Raises ValidationError when somebody was quicker."""
    at = at or now()
    tie = type(tie).objects.select_for_update(of=("self",)).get(pk=tie.pk)
    refuse(reasons_not_to_withdraw(tie))
    told = change(tie, {"ends_on": min(tie.starts_on, day_of(at)) - ONE_DAY})
    tie.withdrawn_at, tie.withdrawn_by = at, by
    save(tie, fields=["ends_on", "withdrawn_at", "withdrawn_by"])
    student = getattr(tie, "student", "")  # a class's teacher is nobody's in particular
    said = {"subject": student, "changes": told, "reason": tidy(reason)}
    remember(target=tie, by=by, at=at, **REMEMBERED[type(tie)], **said)
    return tie
