"""Teachers as a list names them: each name once, whom it may mean at the school, and what was said about it before."""

from collections import defaultdict
from collections.abc import Mapping
from types import SimpleNamespace

from django.db.models import Q

from accounts.models import User
from history.clock import today
from rostering.models import ImportRun, TeacherName
from rostering.proposals import names_for, untitled
from schools.models import Posting
from students.names import fold

NAME_ONLY = "0"


class Teachers:
    """Who the teachers of one list are: as chosen for it, else as said before, else the only one so called."""

    def __init__(self, run: ImportRun):
        self.run = run
        self.staff = staff_of_school(run.school)
        self.called = by_what_they_are_called(self.staff)
        known = {str(user.pk) for user in self.staff} | {NAME_ONLY}
        said = remembered(run) | run.teachers
        self.said = {name: user for name, user in said.items() if user in known}

    def user_of(self, named: str) -> int | None:
        """The account of a teacher the list names, if any."""
        if (said := self.said.get(fold(named)[:100])) is not None:
            return int(said) or None
        found = self.called.get(untitled(named), [])
        return found[0].pk if len(found) == 1 else None

    def likely(self, named: str) -> list[User]:
        """The staff a name may mean: so called, or with the same last word."""
        whole = untitled(named)
        last = whole.rpartition(" ")[2]
        return list(dict.fromkeys([*self.called.get(whole, ()), *self.called.get(last, ())]))

    def lines(self) -> list[SimpleNamespace]:
        """Every teacher the list names, once: with how many students, the likely staff, and who it is so far."""
        found: dict[str, SimpleNamespace] = {}
        for named, count in self.run.named.items():
            line = found.setdefault(fold(named)[:100], SimpleNamespace(named=named, folded=fold(named)[:100], count=0))
            line.count += count
        for line in found.values():
            line.user, line.likely = self.user_of(line.named), self.likely(line.named)
            line.others = [user for user in self.staff if user not in line.likely]
        return [found[folded] for folded in sorted(found)]

    def chosen(self, said: Mapping[str, str]) -> dict[str, str]:
        """What somebody says of names on this list, as far as it is new: staff of the school, or "0" for nobody."""
        lines = {line.folded: str(line.user or NAME_ONLY) for line in self.lines()}
        known = {str(user.pk) for user in self.staff} | {NAME_ONLY}
        return {name: user for name, user in said.items() if user in known and lines.get(name, user) != user}


def remembered(run: ImportRun) -> dict[str, str]:
    """What was said of names at this school, for lists before: folded name → id of an account, or "0" for nobody."""
    names = TeacherName.objects.filter(owner=run.by, school=run.school)
    return {folded: str(user or NAME_ONLY) for folded, user in names.values_list("folded", "user")}


def staff_of_school(school) -> list[User]:
    """Everybody who works at a school or for its district today, by name."""
    here = Posting.objects.on(today()).filter(Q(school=school) | Q(district=school.district_id))
    return list(User.objects.filter(pk__in=here.values("user"), is_active=True).order_by("name", "pk"))


def by_what_they_are_called(staff: list[User]) -> dict[str, list[User]]:
    """Staff by everything a list may call them."""
    found: dict[str, list[User]] = defaultdict(list)
    for user in staff:
        for word in names_for(user.name) | {untitled(user.called)} - {""}:
            found[word].append(user)
    return found
