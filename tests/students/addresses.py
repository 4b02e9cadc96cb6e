"""Every address of the students' room, for the tests that knock at each door."""

from django.urls import reverse

from students import actions

# Pages about one row of a child's record, and how to find the row.
ROWS = {
    "enrollment_correct": lambda child: child.enrollments.get().pk,
    "enrollment_end": lambda child: child.enrollments.get().pk,
    "area_correct": lambda child: child.identifications.first().public_id,
    "evidence_correct": lambda child: child.evidence.first().public_id,
    "evidence_withdraw": lambda child: child.evidence.first().public_id,
    "note_withdraw": lambda child: child.notes.first().public_id,
    "guardian_correct": lambda child: child.guardianships.first().pk,
    "guardianship_correct": lambda child: child.guardianships.first().pk,
    "guardianship_end": lambda child: child.guardianships.first().pk,
    "responsibility_match": lambda child: child.responsibilities.get(user=None).pk,
    "responsibility_end": lambda child: child.responsibilities.filter(kind="teacher").first().pk,
}
CLASS_ROWS = {
    "teacher_end": lambda section: section.teachers.first().pk,
    "seat_end": lambda section: section.memberships.first().pk,
}


def address_of(name, child, *, row_of=None):
    """The address of a page about a child, with one of the child's rows (or another's) where it needs one."""
    row = [ROWS[name](row_of or child)] if name in ROWS else []
    return reverse(f"students:{name}", args=[child.public_id, *row])


def class_address_of(name, section):
    row = [CLASS_ROWS[name](section)] if name in CLASS_ROWS else []
    return reverse(f"students:{name}", args=[section.public_id, *row])


def name_somebody_unknown(world):
    """A responsibility held by a name nobody matched, so that there is something to match."""
    return actions.take_responsibility(student=world.student, kind="teacher", named="Vega", by=world.specialist)
