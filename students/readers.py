"""Who reads what a student writes, said to the student: the sentence above every box of theirs."""

from django.utils.translation import gettext as _


def who_reads_student(*, close=False):
    """The readers of a student's own words. `close`: of what is kept to the circle."""
    if close:
        return _("You, your family, the specialist and the counselor")
    return _("You, your family and your school team")
