"""Who may do what, as data. A lay reader audits it on this one screen.

A person never holds a role in the abstract: a role is what somebody is *towards a student*
(`students/access.py` says how that comes about). `docs/access.md` and the page "What each role
may do" are made from this file.
"""

from functools import cache

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    SPECIALIST = "specialist", _("GT specialist")
    TEACHER = "teacher", _("Teacher")
    COUNSELOR = "counselor", _("Counselor")
    SCHOOL_LEADER = "school_leader", _("School leader")
    COORDINATOR = "coordinator", _("Coordinator")
    FAMILY = "family", _("Family")
    STUDENT = "student", _("Student")


class Voice(models.TextChoices):
    """Whose voice a word is: the shape and colour beside it."""

    STUDENT = "student", _("Student")
    STAFF = "staff", _("Staff")
    FAMILY = "family", _("Family")


class Permission(models.TextChoices):
    # see
    VIEW_STUDENT = "view_student", _("See that the student is in the program")
    VIEW_PLAN = "view_plan", _("Read the plan")
    VIEW_RECORD = "view_record", _("Read the student's record: family, scores, identification")
    VIEW_ACCESS = "view_access", _("See who can see this student, and why")
    VIEW_COUNTS = "view_counts", _("See counts by school")
    PRINT_PLAN = "print_plan", _("Print the plan")
    # read words by their reader
    READ_TO_STUDENT = "read_to_student", _("Read what is written to the student")
    READ_ABOUT = "read_about", _("Read what adults write to each other about the student")
    READ_STAFF = "read_staff", _("Read staff-only notes")
    READ_HOME = "read_home", _("Read notes from every home")
    READ_CIRCLE = "read_circle", _("Read goals kept to the student, family, specialist and counselor")
    FOLLOW_UP = "follow_up", _("Look after a private follow-up, and read the words it is about")
    # write the record
    ADD_STUDENT = "add_student", _("Add a student")
    IMPORT_STUDENTS = "import_students", _("Import students from a file")
    EDIT_RECORD = "edit_record", _("Correct the student's record")
    ISSUE_CARD = "issue_card", _("Give the student a sign-in card")
    # write the plan
    WRITE_PLAN = "write_plan", _("Write the plan and its goals")
    SHARE_PLAN = "share_plan", _("Share changes with the family and close the plan")
    SCRIBE = "scribe", _("Write down what the student says")
    RECORD_PART = "record_part", _("Record that a person took part")
    # take part
    WRITE_OWN_WORDS = "write_own_words", _("Say why, in the student's own words")
    SET_NEXT_STEP = "set_next_step", _("Change the next step")
    CHECK_IN = "check_in", _("Check in on a goal")
    COMMENT = "comment", _("Comment and ask")
    ANSWER = "answer", _("Answer a question")
    TRANSLATE = "translate", _("Translate what family and school write to each other")
    ACKNOWLEDGE = "acknowledge", _("Say that you read the plan")
    # run the place
    MANAGE_STAFF = "manage_staff", _("Invite staff and end their access")
    MANAGE_CALENDAR = "manage_calendar", _("Set school years, reporting windows and days off")


P = Permission

_TAKE_PART = {P.CHECK_IN, P.COMMENT, P.ACKNOWLEDGE}
_STAFF_READS = {P.VIEW_STUDENT, P.VIEW_PLAN, P.READ_TO_STUDENT, P.READ_ABOUT, P.READ_STAFF, P.READ_HOME}
_WRITES_PLANS = {P.WRITE_PLAN, P.SHARE_PLAN, P.SCRIBE, P.RECORD_PART, P.SET_NEXT_STEP, P.ANSWER, P.ISSUE_CARD}
_KEEPS_RECORDS = {P.VIEW_RECORD, P.VIEW_ACCESS, P.ADD_STUDENT, P.IMPORT_STUDENTS, P.EDIT_RECORD, P.PRINT_PLAN}

GRANTS: dict[str, frozenset[str]] = {
    Role.SPECIALIST: frozenset(
        _STAFF_READS | _TAKE_PART | _WRITES_PLANS | _KEEPS_RECORDS | {P.READ_CIRCLE, P.FOLLOW_UP, P.TRANSLATE}
    ),
    Role.TEACHER: frozenset(_STAFF_READS | _TAKE_PART | {P.SCRIBE, P.ANSWER}),
    Role.COUNSELOR: frozenset(
        _STAFF_READS
        | _TAKE_PART
        | {P.READ_CIRCLE, P.FOLLOW_UP, P.VIEW_RECORD, P.SCRIBE, P.ANSWER, P.RECORD_PART, P.PRINT_PLAN}
        | {P.TRANSLATE}
    ),
    Role.SCHOOL_LEADER: frozenset(
        _STAFF_READS | {P.VIEW_RECORD, P.VIEW_ACCESS, P.VIEW_COUNTS, P.PRINT_PLAN, P.COMMENT, P.ANSWER}
    ),
    Role.COORDINATOR: frozenset(
        _STAFF_READS
        | _KEEPS_RECORDS
        | {
            P.READ_CIRCLE,
            P.FOLLOW_UP,
            P.VIEW_COUNTS,
            P.RECORD_PART,
            P.COMMENT,
            P.ANSWER,
            P.TRANSLATE,
            P.MANAGE_STAFF,
            P.MANAGE_CALENDAR,
        }
    ),
    Role.FAMILY: frozenset(
        _TAKE_PART
        | {P.VIEW_STUDENT, P.VIEW_PLAN, P.VIEW_ACCESS, P.READ_TO_STUDENT, P.READ_ABOUT, P.READ_CIRCLE, P.PRINT_PLAN}
        | {P.SCRIBE}
    ),
    Role.STUDENT: frozenset(
        _TAKE_PART
        | {P.VIEW_STUDENT, P.VIEW_PLAN, P.READ_TO_STUDENT, P.READ_CIRCLE, P.WRITE_OWN_WORDS, P.SET_NEXT_STEP}
        | {P.VIEW_ACCESS}
    ),
}

VOICES: dict[str, str] = {Role.FAMILY: Voice.FAMILY, Role.STUDENT: Voice.STUDENT}


def voice_of(role):
    """The voice a role speaks with: student, family, or staff for everyone a school employs."""
    return VOICES.get(role, Voice.STAFF)


@cache
def roles_granting(permission):
    """The roles that grant `permission`, as a frozenset."""
    return frozenset(role for role, granted in GRANTS.items() if permission in granted)
