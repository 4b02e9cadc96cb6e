"""A problem: something in a list that a person should see, and sometimes decide, before anything is written.

A problem is a kind and its facts. The sentence is made when the page is made, in the reader's language. A kind with
choices and no default must be decided before the list can be applied; one with a default only offers other ways; one
without choices says what we did.
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Problem:
    """One kind of trouble with the facts of this one case (plain JSON values)."""

    kind: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return str(KINDS[self.kind].sentence) % self.facts


@dataclass(frozen=True)
class Choice:
    """One way out of a problem, in the words of the person choosing."""

    code: str
    label: Any
    asks: str = ""  # "date", "text" or "grade" when the choice wants something typed beside it


@dataclass(frozen=True)
class Kind:
    """What a kind of problem says and what may be chosen."""

    sentence: Any
    choices: tuple[Choice, ...] = ()
    default: str = ""


SET_ASIDE = Choice("set_aside", _("Leave this row out"))
NO_DATE = Choice("no_date", _("Bring it in without a date; keep what the list says as a staff note"))
TYPE_DATE = Choice("type_date", _("The date is"), asks="date")

KINDS: dict[str, Kind] = {
    # who the child is
    "name_missing": Kind(_("There is no name in this row, so it is left out.")),
    "name_one_word": Kind(
        _("“%(text)s” is only one name."),
        (
            Choice("family", _("It is the family name; the given name is"), asks="text"),
            Choice("given", _("It is the given name; the family name is"), asks="text"),
            SET_ASIDE,
        ),
    ),
    "name_split": Kind(
        _("“%(text)s” could be split in more than one way."),
        tuple(
            Choice(f"given_{count}", label)
            for count, label in (
                (1, _("The first word is the given name, the rest the family name")),
                (2, _("The first two words are the given name")),
                (3, _("The first three words are the given name")),
            )
        ),
        default="given_1",
    ),
    "grade_missing": Kind(
        _("This student is new, and the list does not say the grade."),
        (Choice("grade", _("The grade is"), asks="grade"), SET_ASIDE),
    ),
    "grade_unusual": Kind(
        _("Grade %(text)s is unusual at %(school)s, where students are in grades %(first)s to %(last)s."),
        (
            Choice("as_written", _("Bring it in as written")),
            Choice("grade", _("The grade is"), asks="grade"),
        ),
        default="as_written",
    ),
    "grade_unreadable": Kind(_("We could not read “%(text)s” as a grade. It is kept as a staff note.")),
    "id_damaged": Kind(
        _("The number “%(text)s” was shortened by a spreadsheet. It is kept as a staff note and not used as an ID.")
    ),
    "state_id_unusual": Kind(_("State IDs have ten digits; this one is “%(text)s”. It is brought in as written.")),
    "row_not_a_student": Kind(
        _("This row holds only “%(text)s”."),
        (SET_ASIDE, Choice("student", _("It is a student: bring it in"))),
        default="set_aside",
    ),
    # areas and dates
    "area_unknown": Kind(
        _("We do not know “%(text)s” as an area. Give it a meaning among the short forms, or it stays a staff note.")
    ),
    "areas_missing": Kind(
        _("The list names no area for this student, so there is no identification to bring in."),
        (
            Choice("moved_in", _("Moved in, under review")),
            Choice("talent_pool", _("Talent pool")),
            Choice("referred", _("Referred")),
        ),
        default="moved_in",
    ),
    "date_future": Kind(_("%(date)s has not come yet, so it cannot be the day of a decision."), (NO_DATE, TYPE_DATE)),
    "date_too_old": Kind(_("%(date)s is too long ago for a student of today."), (NO_DATE, TYPE_DATE)),
    "date_unreadable": Kind(_("We could not read “%(text)s” as a date."), (NO_DATE, TYPE_DATE), default="no_date"),
    "date_without_day": Kind(_("“%(text)s” names no day. It is kept as that month, without a day.")),
    # flags
    "exceptionality_unclear": Kind(
        _("“%(text)s” says twice-exceptional, but not whether there is an IEP or a 504 plan."),
        (
            Choice("unknown", _("Twice-exceptional; which plan is not known yet")),
            Choice("iep", _("IEP")),
            Choice("504", _("504 plan")),
            Choice("both", _("Both an IEP and a 504 plan")),
            Choice("no", _("Not twice-exceptional")),
        ),
        default="unknown",
    ),
    "exceptionality_unreadable": Kind(_("We could not read “%(text)s” under twice-exceptional. It is kept as a note.")),
    "learner_unreadable": Kind(_("We could not read “%(text)s” as an English-learner status. It is kept as a note.")),
    "language_unknown": Kind(_("“%(text)s” is too long for a language. It is kept as a staff note.")),
    # evidence
    "score_unreadable": Kind(_("“%(text)s” is not a score we know. It is kept as printed, without a percentile.")),
    "score_fraction": Kind(_("“%(text)s” looks like a percentage; it is read as percentile %(percentile)s.")),
    # the adults
    "email_unreadable": Kind(_("“%(text)s” is not an e-mail address. It is kept with the contact.")),
    "email_many": Kind(
        _("There are two addresses in one square: %(first)s and %(others)s. They may belong to two people."),
        (
            Choice("first", _("Use the first; keep the other as a staff note")),
            Choice("second", _("Use the second; keep the first as a staff note")),
            Choice("none", _("Use neither; keep both as a staff note")),
        ),
        default="first",
    ),
    "email_barred": Kind(
        _("%(text)s belongs to a student’s account or a closed one. It is kept as words, and opens nothing.")
    ),
    "email_shared": Kind(
        _("Another adult has the same address: %(text)s. Whoever reads its mail would see both children."),
        (
            Choice("same", _("It is the same person")),
            Choice("another", _("It is another person: bring them in without this address")),
        ),
    ),
    "email_note": Kind(_("“%(text)s”: no address is stored, and the words are kept with the contact.")),
    "phone_unreadable": Kind(_("“%(text)s” is not a telephone number. It is kept with the contact.")),
    "contact_without_name": Kind(
        _("There is an address or number for a parent or guardian without a name. It is kept as a staff note.")
    ),
    # rows against each other and against what we have
    "same_student_twice": Kind(
        _("Rows %(rows)s share the ID %(shared)s, so they are the same student."),
        (
            Choice("merge", _("One student: add the areas and facts of both rows together")),
            Choice("first", _("Use only row %(first)s")),
            Choice("last", _("Use only row %(last)s")),
        ),
    ),
    "read_together": Kind(_("This row and row %(row)s are both about %(student)s, so they are read together.")),
    "same_name_twice": Kind(
        _("Rows %(rows)s have the same name and grade, and nothing else to tell them apart."),
        (
            Choice("two", _("They are two students")),
            Choice("merge", _("One student: add the facts of both rows together")),
        ),
    ),
    "matched_by_name": Kind(
        _("%(student)s, grade %(grade)s, is already here. There is no shared ID to be sure it is the same child."),
        (
            Choice("same", _("The same student: update")),
            Choice("new", _("A different student: add")),
            SET_ASIDE,
        ),
        default="same",
    ),
    "id_of_another": Kind(
        _("This ID belongs to %(student)s here, and the row says %(text)s."),
        (
            Choice("same", _("The same student under another name: update")),
            Choice("new", _("A different student: add, without this ID")),
            SET_ASIDE,
        ),
    ),
    "local_id_lost": Kind(
        _("The list has no local ID for %(student)s any more; here it is %(known)s."),
        (
            Choice("keep", _("Keep %(known)s")),
            Choice("take_away", _("Take it away here too")),
        ),
        default="keep",
    ),
    "local_id_changed": Kind(
        _("The local ID of %(student)s is %(known)s here and %(text)s in the list."),
        (
            Choice("list", _("%(text)s is right")),
            Choice("keep", _("Keep %(known)s")),
            SET_ASIDE,
        ),
        default="list",
    ),
    "local_id_differs": Kind(
        _("%(student)s, grade %(grade)s, is already here with the local ID %(known)s; the row says %(text)s."),
        (
            Choice("same", _("The same student: update, also the local ID")),
            Choice("new", _("A different student: add")),
            SET_ASIDE,
        ),
    ),
    "local_id_of_another": Kind(
        _("The local ID in this row belongs to another student (%(other)s), so it is not brought in.")
    ),
    "ids_disagree": Kind(
        _("The state ID belongs to %(student)s and the local ID to %(other)s."),
        (
            Choice("same", _("It is %(student)s")),
            SET_ASIDE,
        ),
    ),
    "out_of_reach": Kind(_("This student is at a school whose list you do not keep. The row is left out.")),
    "school_unknown": Kind(
        _("The list says “%(text)s”, and you are bringing in students of %(school)s."),
        (
            Choice("here", _("This student is at %(school)s")),
            SET_ASIDE,
        ),
    ),
}


def choices_of(found: Problem) -> list[Choice]:
    """The choices of one problem, those that fit it. A name of three words can be split in two ways only."""
    choices = list(KINDS[found.kind].choices)
    if found.kind == "name_split":
        return choices[: len(found.facts["text"].split()) - 1]
    return choices


def problem(kind: str, **facts: Any) -> Problem:
    """A problem of a known kind. Raises KeyError for a kind nobody wrote a sentence for."""
    KINDS[kind]
    return Problem(kind, facts)
