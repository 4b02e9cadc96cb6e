"""Whose children a caseload page shows: those whose plan one keeps, the whole school, or a counselor's.

Each scope starts from `granting`, with a permission that only that hat gives, so that a specialist
who is also a mother finds her own child on her family page and not here.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission, Role
from dashboards.hats import PLAN_MANAGER
from history.clock import today
from students.models import ProgramStatus, Responsibility, Student


@dataclass(frozen=True)
class Scope:
    """A set of students, by its name in the address, and whether their plans may be written here."""

    code: str
    label: str
    writes: bool = True
    needs_plan: bool = False

    def students(self, principal):
        return SETS[self.code](principal)


MINE = Scope("mine", _("My caseload"))
SCHOOL = Scope("school", _("Whole school"))
COUNSELED = Scope("counseled", _("Students with plans"), writes=False, needs_plan=True)


def scopes_of(hats):
    """The scopes that a person's hats give, the closest first."""
    scopes = []
    if hats.keeps or Role.SPECIALIST in hats.roles:
        scopes.append(MINE)
    if Role.SPECIALIST in hats.postings:
        scopes.append(SCHOOL)
    if Role.COUNSELOR in hats.roles:
        scopes.append(COUNSELED)
    return scopes


def kept_by(principal):
    """The students whose plan this person keeps today."""
    kept = Responsibility.objects.on(today()).filter(user=principal, kind=PLAN_MANAGER)
    return written_by(principal).filter(pk__in=kept.values("student"))


def written_by(principal):
    """The students whose plan this person may write: a specialist's whole school."""
    return Student.objects.granting(Permission.WRITE_PLAN, to=principal)


def counseled_by(principal):
    """The students for whom this person is a counselor, and nothing else."""
    return Student.objects.granting(Permission.READ_CIRCLE, to=principal, roles={Role.COUNSELOR})


def talent_pool_of(principal):
    """The students of a specialist's school who stand in the talent pool: nobody keeps a plan of theirs yet."""
    pool = ProgramStatus.objects.on(today()).filter(status=ProgramStatus.Status.TALENT_POOL)
    return written_by(principal).filter(pk__in=pool.values("student"))


SETS = {MINE.code: kept_by, SCHOOL.code: written_by, COUNSELED.code: counseled_by}
