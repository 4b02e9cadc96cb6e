"""Classes as they meet: who teaches them and who sits in them."""

from django.db import transaction

from history.actions import differences
from history.clock import day_of, now
from students.actions.writing import change, correct, refuse, remember, save
from students.models import ClassMembership, ClassSection, ClassTeacher, Reader
from students.names import tidy
from students.rules import reasons_not_to_end


@transaction.atomic
def open_section(*, school, year, name, by, period="", at=None):
    """Open a class of a school for a year."""
    section = save(ClassSection(school=school, year=year, name=tidy(name), period=tidy(period)))
    told = differences({}, {"school": school, "year": year, "name": section.name, "period": section.period})
    remember("class_opened", section, subject="", by=by, at=at or now(), changes=told)
    return section


@transaction.atomic
def correct_section(*, section, by, at=None, **fields):
    """Correct the name or the period of a class."""
    return correct(section, fields, verb="class_corrected", subject="", by=by, at=at or now())


@transaction.atomic
def add_teacher(*, section, user, by, starts_on=None, at=None):
    """Say that somebody teaches a class: from then on they see its students' plans."""
    at = at or now()
    taught = save(ClassTeacher(section=section, user=user, starts_on=starts_on or day_of(at)))
    told = differences({}, {"user": user, "starts_on": taught.starts_on})
    remember("class_teacher_added", taught, subject="", by=by, at=at, changes=told)
    return taught


@transaction.atomic
def remove_teacher(*, teacher, on, by, reason="", at=None):
    """End somebody's teaching of a class with the day `on`."""
    refuse(reasons_not_to_end(teacher, on=on))
    told = change(teacher, {"ends_on": on})
    save(teacher, fields=["ends_on"])
    remember("class_teacher_removed", teacher, subject="", by=by, at=at or now(), changes=told, reason=tidy(reason))
    return teacher


@transaction.atomic
def join_class(*, student, section, by, starts_on=None, at=None):
    """Put a child in a class: its teachers see the child's plan."""
    at = at or now()
    member = save(ClassMembership(section=section, student=student, starts_on=starts_on or day_of(at)))
    told = differences({}, {"section": section, "starts_on": member.starts_on})
    remember("class_joined", member, subject=student, by=by, at=at, audience=Reader.ADULTS, changes=told)
    return member


@transaction.atomic
def leave_class(*, membership, on, by, reason="", at=None):
    """End a child's place in a class with the day `on`."""
    refuse(reasons_not_to_end(membership, on=on))
    told = change(membership, {"ends_on": on})
    save(membership, fields=["ends_on"])
    student = membership.student
    remember("class_left", membership, subject=student, by=by, at=at or now(), changes=told, reason=tidy(reason))
    return membership
