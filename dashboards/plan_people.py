"""The people on the plan page: the team, who took part, and what each said of what was shared."""

import datetime
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from checkins.models import CheckIn
from history.clock import today
from plans.models import Revision
from plans.queries import said_of, still_holding
from students.circle import named_in_plans
from students.models import ClassTeacher, Guardianship, Responsibility


@dataclass
class Person:
    """Somebody around the child: what they are here, and when they last checked in."""

    key: str
    name: str
    voice: str
    what: str
    has_account: bool = True
    last: datetime.date | None = None
    is_you: bool = False
    full: str = ""

    @property
    def initials_from(self):
        """The whole name, for the initials of people who are called by their last name."""
        return self.full or self.name


def team_of(plan, standing):
    """The student, the family, and everybody at school who has a part in the plan."""
    student, day = plan.student, today()
    people = [Person(user_key(student.user_id), str(student), Voice.STUDENT, "", has_account=bool(student.user_id))]
    people += [*family_of(student, day), *staff_of(student, day)]
    last = last_check_ins(plan, standing)
    for person in people:
        person.last = last.get(person.key)
        person.is_you = bool(person.key) and person.key == standing.principal.key
    return people


def family_of(student, day):
    """The adults of the family who have rights and may be written to."""
    ties = Guardianship.objects.rightful(day).filter(student=student)
    for tie in ties.select_related("guardian", "household").order_by("household__name", "pk"):
        home = f"{tie.get_relationship_display()}, {tie.household}" if tie.household else tie.get_relationship_display()
        key = user_key(tie.guardian.user_id)
        yield Person(key, tie.guardian.name, Voice.FAMILY, home, has_account=bool(key))


def staff_of(student, day):
    """Who looks after what for the child, who teaches the child's classes, and whom the plan names
    without either; each person once."""
    found = {}
    for held in Responsibility.objects.on(day).filter(student=student).select_related("user").order_by("pk"):
        what = " · ".join(filter(None, [held.get_kind_display(), held.subject]))
        meet(found, held.user, held.named, what)
    taught = ClassTeacher.objects.on(day).filter(section__in=student.memberships.on(day).values("section"))
    for one in taught.select_related("user", "section").order_by("section__period", "pk"):
        meet(found, one.user, "", str(one.section))
    for user in named_in_plans(student):
        if user.key not in found:
            meet(found, user, "", _("Named in the plan only"))
    return found.values()


def meet(found, user, named, what):
    """Add what somebody is to the person they are; a name nobody was matched to is a person too."""
    key = user.key if user else ""
    full = user.name if user else named
    new = Person(key, str(user or named), Voice.STAFF, "", has_account=bool(user), full=full)
    person = found.setdefault(key or named, new)
    person.what = ", ".join(filter(None, [person.what, what]))


def user_key(pk):
    return f"user:{pk}" if pk else ""


def last_check_ins(plan, standing):
    """The day of each person's newest check-in on this plan, `{actor key: day}`."""
    rows = CheckIn.objects.readable(standing).filter(goal__plan=plan).order_by()
    return dict(rows.values("author").annotate(last=Max("happened_on")).values_list("author", "last"))


def moments_of(plan):
    """The moments in which family or student took part, newest first."""
    rows = plan.participations.filter(withdrawn_at=None).select_related("recorded_by")
    return list(rows.order_by("-on", "-pk"))


@dataclass(frozen=True)
class Voiced:
    """One person and what they said: of the revision in force, or last of an earlier one."""

    name: str
    voice: str
    what: str
    now: list
    earlier: object
    is_you: bool = False


def acknowledgements_of(plan, standing, team):
    """Family, student and staff with what each said. Who has said nothing is information, never a fault."""
    if plan.revision is None:
        return []
    said = said_of(plan, standing)
    revisions = Revision.objects.filter(plan=plan).only("pk", "corrects_id", "number", "plan_id")
    holding = still_holding(revisions, plan.revision)
    people = {person.key or person.name: person for person in team if person.voice != Voice.STAFF}
    called = {person.key: person.name for person in team}
    for one in said:
        name = called.get(one.person, one.name)
        people.setdefault(one.person, Person(one.person, name, one.voice, one.role))
    rows = []
    for key, person in people.items():
        mine = [one for one in said if one.person == key]
        now = [one for one in mine if one.revision_id in holding]
        earlier = None if now or not mine else mine[-1]
        rows.append(Voiced(person.name, person.voice, person.what, now, earlier, key == standing.principal.key))
    return rows
