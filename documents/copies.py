"""Which copy of a plan a person may print, and what each copy leaves out."""

from dataclasses import dataclass

from accounts.permissions import Permission, Voice
from documents.models import Paper
from history.clock import today
from plans.queries import OPEN_MEANINGS
from plans.readable import close_by_now
from students.models import Guardianship


@dataclass(frozen=True)
class Copy:
    """One kind of copy: what it shows, and to whom.

    Home notes stay with their author and the school: the family copy holds none, the school copy
    their date and level only. Goals kept close go on paper only for those who may read them.
    """

    kind: str
    close: bool
    home_notes: bool
    household: int = 0  # the home of a family copy, or, negative, the one guardian of it
    hidden: frozenset = frozenset()  # goals kept close by now, whatever they were when they were frozen
    people: frozenset = frozenset()
    names: frozenset = frozenset()

    @property
    def readers(self):
        """Whose words are on the copy, as readers: a family copy holds nothing for staff only."""
        return {"student", "adults"} | ({"staff"} if self.kind != Paper.Copy.FAMILY else set())

    @property
    def tells_what_is_missing(self):
        """Whether the copy says what a missing part lacks: the sentence may name a goal not shared or kept close."""
        return self.kind == Paper.Copy.SCHOOL

    def shows_home(self, household):
        """Whether help at home of this household (0: of any) is on the copy."""
        return self.kind != Paper.Copy.FAMILY or not household or int(household) == self.household

    def shows_said(self, said):
        """Whether an acknowledgement is on the copy. A family copy is one paper for everybody of a home: it leaves
        out the other home, and who does not agree or wants to talk, which is between that person and the school."""
        if self.kind != Paper.Copy.FAMILY:
            return True
        return said.meaning in OPEN_MEANINGS and (said.voice != Voice.FAMILY or said.person in self.people)

    def names_guardian(self, name):
        """Whether an adult of the family is named: a family copy names those of its own home."""
        return self.kind != Paper.Copy.FAMILY or name in self.names

    def shows_moment(self, moment):
        """Whether a moment of taking part is on the copy: a family copy leaves out the other home's."""
        return self.kind != Paper.Copy.FAMILY or moment.voice != Voice.FAMILY or moment.who in self.names


def copy_for(standing):
    """The copy a `Standing` prints: family, whole school file, or the school's without what is kept close.

    Raises what `Standing.require` raises when the person may not print.
    """
    standing.require(Permission.PRINT_PLAN)
    if not standing.may(Permission.READ_STAFF):
        return family_copy(standing)
    close = standing.may(Permission.READ_CIRCLE)
    kind = Paper.Copy.SCHOOL if close else Paper.Copy.TEAM
    return Copy(kind=kind, close=close, home_notes=True, hidden=close_by_now(standing))


def family_copy(standing):
    """The copy of the home that the asking guardian belongs to."""
    ties = Guardianship.objects.on(today()).filter(student=standing.student).select_related("guardian__user")
    mine = ties.filter(guardian__user=standing.principal).latest("starts_on", "pk")
    home = mine.household_id or -mine.guardian_id
    there = [tie for tie in ties if tie.household_id == home or tie == mine]
    people = frozenset(f"user:{tie.guardian.user_id}" for tie in there)
    names = {tie.guardian.name for tie in there} | {tie.guardian.user.name for tie in there if tie.guardian.user}
    return Copy(
        kind=Paper.Copy.FAMILY, close=True, home_notes=False, household=home, people=people, names=frozenset(names)
    )
