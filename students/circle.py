"""Who can see a child today, and why: `students.access.relations` read from the child's side.

Each line is a fact with its dates. A test holds that these people are exactly those for whom
`granting` contains the child.
"""

import datetime
from dataclasses import dataclass
from types import SimpleNamespace

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.permissions import Permission, Role, Voice, roles_granting, voice_of
from history.clock import now, today
from schools.models import Posting
from students.access import RESPONSIBLE_AS, SCHOOL_ROLES
from students.models import ClassTeacher, Guardianship, Responsibility
from students.queries import open_cards

GROUPS = (
    ("school", gettext_lazy("At the school")),
    ("class", gettext_lazy("In class")),
    ("charge", gettext_lazy("Looking after this student")),
    ("district", gettext_lazy("For the district")),
    ("family", gettext_lazy("Family")),
    ("student", gettext_lazy("The student")),
)


@dataclass(frozen=True)
class Reason:
    """One fact that lets one person see a child: the group it belongs to, the fact, and its days."""

    group: str
    user: User
    role: str
    fact: object
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None

    @property
    def voice(self):
        return voice_of(self.role)

    @property
    def sentence(self):
        """Why, in words."""
        fact = self.fact
        match self.group:
            case "school":
                return _("%(role)s at %(school)s") % {"role": fact.get_role_display(), "school": fact.school}
            case "class":
                return _("Teaches %(class)s") % {"class": fact.section}
            case "charge" if fact.subject:
                return f"{fact.get_kind_display()}: {fact.subject}"
            case "charge":
                return fact.get_kind_display()
            case "district":
                return _("Coordinator of %(district)s") % {"district": fact.district}
            case "family":
                return _("%(relationship)s, with education rights") % {"relationship": fact.get_relationship_display()}
        return _("The student")


def people_shown_to(standing):
    """Who can see the child, for one reader: groups of reasons, cards, and for staff those without access.

    Staff see everybody. A family and a child see the adults of the schools and themselves; the
    adults of the other home are not named to them.
    """
    student = standing.student
    reasons = reasons_to_see(student)
    for_staff = standing.may(Permission.READ_STAFF)
    if not for_staff:
        own = standing.principal.key
        reasons = [one for one in reasons if one.voice == Voice.STAFF or one.user.key == own or one.group == "student"]
    groups = [(label, [one for one in reasons if one.group == group]) for group, label in GROUPS]
    return SimpleNamespace(
        groups=[(label, lines) for label, lines in groups if lines],
        cards=open_cards(student, at=now()),
        without_access=without_access(student) if standing.may(Permission.VIEW_RECORD) else [],
        for_staff=for_staff,
    )


def reasons_to_see(student, *, on=None):
    """Every `Reason` for which somebody sees this child on a day, in the order of the page."""
    day = on or today()
    found = [*by_school(student, day), *by_charge(student, day), *by_class(student, day)]
    found += [*by_district(student, day), *by_family(student, day), *by_being(student)]
    allowed = roles_granting(Permission.VIEW_STUDENT)
    return [reason for reason in found if reason.role in allowed and reason.user.is_active]


def by_school(student, day):
    """Specialists, counselors and leaders of the school the child attends."""
    schools = student.enrollments.on(day).values("school")
    postings = Posting.objects.on(day).filter(school__in=schools, role__in=SCHOOL_ROLES)
    for one in in_order(postings.select_related("user", "school")):
        yield Reason("school", one.user, one.role, one, one.starts_on, one.ends_on)


def by_district(student, day):
    """Coordinators of the child's district."""
    postings = Posting.objects.on(day).filter(district=student.district_id, role=Role.COORDINATOR)
    for one in in_order(postings.select_related("user", "district")):
        yield Reason("district", one.user, one.role, one, one.starts_on, one.ends_on)


def by_charge(student, day):
    """People made responsible for this child, while they work for the schools."""
    held = Responsibility.objects.on(day).filter(student=student, user__in=employed(day))
    for one in in_order(held.select_related("user")):
        yield Reason("charge", one.user, RESPONSIBLE_AS[one.kind], one, one.starts_on, one.ends_on)


def by_class(student, day):
    """Teachers of the classes the child sits in, while they work for the schools."""
    sections = student.memberships.on(day).values("section")
    taught = ClassTeacher.objects.on(day).filter(section__in=sections, user__in=employed(day))
    for one in in_order(taught.select_related("user", "section")):
        yield Reason("class", one.user, Role.TEACHER, one, one.starts_on, one.ends_on)


def by_family(student, day):
    """Adults of the family with education rights, no bar on contact, and an account."""
    rightful = Guardianship.objects.rightful(day).filter(student=student)
    for one in in_order(rightful.filter(guardian__user__isnull=False).select_related("guardian__user"), "guardian__"):
        yield Reason("family", one.guardian.user, Role.FAMILY, one, one.starts_on, one.ends_on)


def by_being(student):
    """The child."""
    if student.user:
        yield Reason("student", student.user, Role.STUDENT, student)


def without_access(student, *, on=None):
    """Those near the child who see nothing, for staff: adults of the family and names not matched."""
    day = on or today()
    barred = Q(education_rights=False) | Q(no_contact=True) | Q(guardian__user=None)
    family = Guardianship.objects.on(day).filter(barred, student=student).select_related("guardian")
    held = Responsibility.objects.on(day).filter(student=student).exclude(user__in=employed(day))
    lines = [SimpleNamespace(who=one.guardian.name, why=bar_of(one)) for one in family.order_by("guardian__name", "pk")]
    for one in held.select_related("user").order_by("named", "pk"):
        why = _("Works for the schools no longer") if one.user else _("A name nobody matched to a person yet")
        lines.append(SimpleNamespace(who=one.who, why=why))
    named = named_without_access(student, on=day)
    return lines + [
        SimpleNamespace(who=user.name, why=_("Named in the plan. Nobody gave access yet")) for user in named
    ]


def named_in_plans(student):
    """The people whom a plan names for something they do at school, on a goal that is open."""
    goal = {"state": "open", "withdrawn_at": None, "plan__student": student, "plan__withdrawn_at": None}
    line = {"place": "school", "withdrawn_at": None} | {f"goal__{name}": value for name, value in goal.items()}
    named = User.objects.filter(**{f"strategies__{name}": value for name, value in line.items()})
    return named.distinct().order_by("name", "pk")


def named_without_access(student, *, on=None):
    """Those named in a plan who cannot open it: being named gives nobody access, a class or a
    responsibility does."""
    seeing = {reason.user for reason in reasons_to_see(student, on=on)}
    return [user for user in named_in_plans(student) if user not in seeing]


def bar_of(guardianship):
    """Why an adult of the family sees nothing."""
    if guardianship.no_contact:
        return _("No contact")
    return _("No account") if guardianship.education_rights else _("No education rights")


def employed(day):
    """The ids of everybody with a posting in force."""
    return Posting.objects.on(day).values("user")


def in_order(rows, prefix=""):
    return rows.order_by(f"{prefix}user__name", "pk")
