"""Why something stays, in words: what somebody changed or added since."""

from django.utils.translation import gettext_lazy as _

STUDENT, GUARDIAN, USER = "students.Student", "students.Guardian", "accounts.User"
ENROLLMENT, SEAT, CHARGE = "students.Enrollment", "students.ClassMembership", "students.Responsibility"
TIE, STATUS = "students.Guardianship", "students.ProgramStatus"

# By table, and for a child by column where one says more.
CHANGED = {
    STUDENT: _("the facts were corrected"),
    "user_id": _("the student was given a sign-in"),
    "merged_into_id": _("the record was merged with another"),
    ENROLLMENT: _("the school or the grade was changed"),
    STATUS: _("the place in the program was changed"),
    "students.Identification": _("an area was corrected"),
    "students.Evidence": _("the body of evidence was corrected"),
    "students.Note": _("a note was changed"),
    TIE: _("an adult’s rights were changed"),
    GUARDIAN: _("how to reach an adult of the family was corrected"),
    USER: _("an adult of the family signed in, or their account was corrected"),
    CHARGE: _("who looks after the student was changed"),
    SEAT: _("a class was changed"),
}
ADDED = {
    "plans.Plan": _("a plan was begun"),
    SEAT: _("the student was put in a class"),
    CHARGE: _("a person was named who looks after the student"),
    TIE: _("an adult of the family was added"),
    ENROLLMENT: _("the school or the grade was changed"),
    STATUS: _("the place in the program was changed"),
    "students.Identification": _("an area was added"),
    "students.Evidence": _("the body of evidence grew"),
    "students.Note": _("a note was written"),
    "students.Household": _("a home was named"),
    "students.Merge": _("another record was merged into this one"),
    "accounts.Pass": _("a sign-in card was given"),
}
BEYOND = _("somebody else keeps this record now")
IN_THE_WAY = _("what was there before has no place beside what is there now")
