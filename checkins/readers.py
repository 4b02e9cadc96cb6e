"""Which readers a voice may choose for its words, which one stands first, and how each is said."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Voice
from students.models import Reader
from students.readers import read_by, who_reads_student

CHOICES = {
    Voice.STUDENT: (Reader.STUDENT,),
    Voice.FAMILY: (Reader.HOME, Reader.ADULTS, Reader.STUDENT),
    Voice.STAFF: (Reader.STUDENT, Reader.ADULTS, Reader.STAFF),
}


KEEPS_READER = gettext_lazy("Your words of today have their readers already. “Change who reads this” asks you why.")
BY_NUMBER = (Reader.STAFF, Reader.HOME, Reader.ADULTS, Reader.STUDENT)  # from the fewest people to the most


def readers_for(voice):
    """The readers a voice may write to, the usual one first."""
    return CHOICES[voice]


def usual_reader(voice):
    return CHOICES[voice][0]


def narrowest(*readers):
    """Of several readers of one voice the fewest people."""
    return min(readers, key=BY_NUMBER.index)


def readers_left(row, *, is_author):
    """The readers that somebody's words may have instead of the present one: any of the voice for their
    author, fewer people for everybody else."""
    others = [reader for reader in readers_for(row.voice) if reader != row.reader]
    return others if is_author else [one for one in others if narrowest(one, row.reader) == one]


def reader_choices(voice, student, *, close=False):
    """(reader, sentence) pairs for a form, the usual one first."""
    if voice == Voice.STUDENT:
        return [(usual_reader(voice), who_reads_student(close=close))]
    return [(reader, who_reads(reader, student, close=close)) for reader in readers_for(voice)]


def who_reads(reader, student, *, close=False, writer=""):
    """Who reads a word, by name. `close` is a goal kept to the circle; `writer` is whoever wrote a word
    that somebody else is looking at."""
    school = _("the specialist and the counselor") if close else _("the school team")
    sentences = {
        Reader.STUDENT: _("%(name)s, the family, %(school)s") if close else _("%(name)s, the family and %(school)s"),
        Reader.ADULTS: _("The family, in each home, and %(school)s. Not %(name)s."),
        Reader.STAFF: _("School staff only. A family may ask to see the record."),
        Reader.HOME: _("%(writer)s and %(school)s. Not %(name)s, and no other home."),
    }
    if close:
        sentences[Reader.STAFF] = _("The specialist and the counselor only. A family may ask to see the record.")
    return sentences[reader] % {"name": student.first_name, "school": school, "writer": writer or _("You")}


def told_readers(done, row, *, to):
    """What was done with a check-in or a remark, and who can read it now, said `to` the standing that did it."""
    close = bool(row.goal and row.goal.is_close)
    if row.voice == Voice.STUDENT and to.voice() == Voice.STUDENT:
        return read_by(done, who_reads_student(close=close))
    writer = "" if row.author == to.principal.key else row.author_name
    return read_by(done, who_reads(row.reader, row.plan.student, close=close, writer=writer))
