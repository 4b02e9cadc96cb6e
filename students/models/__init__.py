"""The child, and the circle of adults around the child."""

from students.models.circle import (
    ClassMembership,
    ClassSection,
    ClassTeacher,
    Guardian,
    Guardianship,
    Household,
    Responsibility,
)
from students.models.identification import Evidence, Identification, Note
from students.models.merging import Merge
from students.models.reader import Reader
from students.models.student import Enrollment, ProgramStatus, Student

__all__ = [
    "ClassMembership",
    "ClassSection",
    "ClassTeacher",
    "Enrollment",
    "Evidence",
    "Guardian",
    "Guardianship",
    "Household",
    "Identification",
    "Merge",
    "Note",
    "ProgramStatus",
    "Reader",
    "Responsibility",
    "Student",
]
