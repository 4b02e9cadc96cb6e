"""Who reads what somebody writes: the sentence above every box of a student, and after every act."""

from django.utils.translation import gettext as _


def who_reads_student(*, close=False):
    """The readers of a student's own words. `close`: of what is kept to the circle."""
    if close:
        return _("You, your family, the specialist and the counselor")
    return _("You, your family and your school team")


def who_reads_of(student, *, close=False):
    """The readers of a student's own words, said to an adult who wrote them down."""
    said = {"name": student.first_name}
    if close:
        return _("%(name)s, the family, the specialist and the counselor") % said
    return _("%(name)s, the family and the school team") % said


def read_by(done, readers):
    """What was done, and who can read it from now on: the word of confirmation after somebody wrote."""
    end = "" if readers[-1:] in ".!?…" else "."
    return _("%(done)s Who can read it now: %(readers)s") % {"done": done, "readers": f"{readers}{end}"}
