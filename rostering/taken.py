"""What a list did to its students, as it was kept when it was brought in, and what would become of each of them."""

from collections import Counter
from collections.abc import Iterator

from accounts.permissions import Permission
from rostering.models import ImportRun, StagedRow
from rostering.queries import COMING
from students.fates import Fate, Fates
from students.models import Student
from students.traces import Trace

Taken = StagedRow.Taken
OWN_TABLES = ("rostering.StagedRow",)


def traces_of(run: ImportRun) -> Iterator[Trace]:
    """Everything bringing this list in changed, row by row."""
    for student, made in run.rows.filter(proposal__in=COMING).values_list("student", "made").order_by("number"):
        for table, row, before, after in made:
            yield Trace(student, table, row, before, after)


def fates_of(run: ImportRun, *, by, held: bool = False) -> Fates:
    """What would become of every student of a list, were it taken back now by this person."""
    mine = Student.objects.granting(Permission.IMPORT_STUDENTS, to=by)
    reach = set(mine.filter(pk__in=run.rows.values("student")).values_list("pk", flat=True))
    return Fates(traces_of(run), reach=reach, held=held, ignoring=OWN_TABLES)


def taken(fate: Fate) -> str:
    """What becomes of a student, in one word."""
    if fate.leaves:
        return Taken.LEFT
    if fate.stays:
        return Taken.PARTLY if fate.back else Taken.STAYS
    return Taken.BACK


def counted(fates: Fates) -> Counter[str]:
    """How many students leave, are put back, and stay."""
    return Counter(str(taken(fate)) for fate in fates.all.values())
