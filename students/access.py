"""Who is what to which child. One queryset method answers every access question.

`Student.objects.granting(permission, to=principal)` is the filter of every list and the lock of
every door. It is a UNION of student ids, one part per kind of relation, each starting from the
few rows that belong to the asker, so that its cost does not grow with the district.
"""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q, Value
from django.http import Http404

from accounts.permissions import GRANTS, Permission, Role, Voice, roles_granting, voice_of
from history.clock import today
from students.names import InOrder

EVERY_ROLE = frozenset(Role)
SCHOOL_ROLES = {Role.SPECIALIST, Role.COUNSELOR, Role.SCHOOL_LEADER}

# What a responsibility for one child makes of somebody.
RESPONSIBLE_AS = {
    "plan_manager": Role.SPECIALIST,
    "teacher": Role.TEACHER,
    "mentor": Role.TEACHER,
    "case_manager": Role.TEACHER,
    "counselor": Role.COUNSELOR,
}

READER_PERMISSIONS = {
    "student": Permission.READ_TO_STUDENT,
    "adults": Permission.READ_ABOUT,
    "staff": Permission.READ_STAFF,
    "home": Permission.READ_HOME,
    "circle": Permission.READ_CIRCLE,
    "follow_up": Permission.FOLLOW_UP,
}


def audience(reader, *, close):
    """Who may read a word: its reader, and, on what is kept close, only those of them in the circle."""
    return f"circle:{reader}" if close and reader != "circle" else reader


class StudentQuerySet(models.QuerySet):
    def granting(self, permission, *, to, on=None, roles=EVERY_ROLE):
        """The students for whom `to` (a user or a pass) holds `permission` on day `on`, by standing to
        them in one of `roles`. Only records that are `standing`."""
        if not to.is_authenticated or not to.is_active:
            return self.none()
        if to.key.startswith("pass:"):
            held = permission in to.granted and to.role in roles
            return self.standing().filter(public_id=to.student_public_id) if held else self.none()
        parts = ways(to.pk, on or today(), roles_granting(permission) & roles)
        return self.standing().filter(pk__in=united(parts)) if parts else self.none()

    def standing(self):
        """Without the records that were merged into another, or came by mistake: those are nobody's any more."""
        return self.filter(merged_into=None, withdrawn_at=None)

    def sorted(self):
        return self.order_by(InOrder("sort_name"), "pk")


def current(prefix, day):
    """A condition: the dated row at `prefix` is in force on `day`."""
    started = Q(**{f"{prefix}starts_on__lte": day})
    return started & (Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": day}))


@lru_cache(maxsize=512)
def ways(user_key, day, roles):
    """The ways in which somebody can stand in one of these roles to a child on `day`: a tuple of
    querysets of student ids, one for each kind of relation.

    Beginning, end, rights and no-contact are in each. Staff relations hold only while the person
    has a posting, so that ending somebody's work ends all of it at once. What is remembered from one
    question to the next is the wording of these queries, never an answer.
    """
    students = apps.get_app_config("students").get_model
    posting = apps.get_model("schools", "Posting").objects.on(day).filter(user=user_key)
    employed = {"user": user_key, "user__in": posting.values("user")}
    children, ties = students("Student").objects.standing(), []
    if in_schools := roles & SCHOOL_ROLES:
        schools = posting.filter(role__in=sorted(in_schools)).values("school")
        ties.append(students("Enrollment").objects.on(day).filter(school__in=schools))
    if kinds := [kind for kind, role in RESPONSIBLE_AS.items() if role in roles]:
        ties.append(students("Responsibility").objects.on(day).filter(kind__in=kinds, **employed))
    if Role.TEACHER in roles:
        taught = students("ClassTeacher").objects.on(day).filter(**employed).values("section")
        ties.append(students("ClassMembership").objects.on(day).filter(section__in=taught))
    if Role.FAMILY in roles:
        ties.append(students("Guardianship").objects.rightful(day).filter(guardian__user=user_key))
    found = [tie.values("student") for tie in ties]
    if Role.COORDINATOR in roles:
        districts = posting.filter(role=Role.COORDINATOR).values("district")
        found.append(children.filter(district__in=districts).values(student=F("pk")))
    if Role.STUDENT in roles:
        found.append(children.filter(user=user_key).values(student=F("pk")))
    return tuple(found)


def united(parts):
    """One queryset of the ids in all of these."""
    return parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0]


def roles_towards(principal, student, *, on=None):
    """The roles a principal has towards one student, as a frozenset, in one query."""
    if not principal.is_authenticated or not principal.is_active:
        return frozenset()
    if principal.key.startswith("pass:"):
        return frozenset([principal.role]) if principal.student_public_id == student.public_id else frozenset()
    day = on or today()
    parts = [
        ids.filter(student=student.pk).annotate(as_role=Value(role)).values_list("as_role")
        for role in Role.values
        for ids in ways(principal.pk, day, frozenset([role]))
    ]
    return frozenset(role for (role,) in united(parts))


@dataclass(frozen=True)
class Standing:
    """What one principal is to one student: roles, what they may do, and which words they may read.

    `adult` is somebody of the family who has no account, where it is asked what they would read.
    """

    principal: object
    student: object
    roles: frozenset
    adult: object = None

    @classmethod
    def of(cls, principal, student, *, on=None):
        return cls(principal, student, roles_towards(principal, student, on=on))

    @cached_property
    def permissions(self):
        if self.principal.is_authenticated and self.principal.key.startswith("pass:"):
            return self.principal.granted if self.roles else frozenset()
        return frozenset().union(*(GRANTS[role] for role in self.roles))

    def may(self, permission):
        return permission in self.permissions

    @property
    def readers(self):
        """The audiences whose words this principal may read: plain readers, and, for those in the
        circle, the same readers on a goal that is kept close (see `audience`)."""
        plain = {reader for reader, needed in READER_PERMISSIONS.items() if needed in self.permissions}
        return frozenset(plain | {audience(reader, close=True) for reader in plain if "circle" in plain})

    @property
    def is_adult(self):
        """Whether somebody is here as a grown-up, and may ask for a private follow-up."""
        return bool({Voice.FAMILY, Voice.STAFF} & set(self.voices))

    @property
    def sees_set_aside(self):
        """Whether the child's own words that were set aside are still read: by the child, and by those who
        look after them. For everybody else nothing stands there."""
        return self.may(Permission.FOLLOW_UP) or Voice.STUDENT in self.voices

    @property
    def ties(self):
        """The guardianships in force by which this principal, or the `adult`, belongs to the child's family."""
        ties = apps.get_model("students", "Guardianship").objects.on(today()).filter(student=self.student)
        return ties.filter(guardian=self.adult) if self.adult else ties.filter(guardian__user=self.principal.pk or 0)

    @property
    def voices(self):
        """The voices this principal may speak with, the closest to the child first."""
        held = {voice_of(role) for role in self.roles}
        return [voice for voice in (Voice.STUDENT, Voice.FAMILY, Voice.STAFF) if voice in held]

    def voice(self, wanted=""):
        """The voice to speak with: the wanted one if it is held, else the closest to the child."""
        return wanted if wanted in self.voices else next(iter(self.voices), "")

    def as_only(self, role):
        """The same person with one hat on: a teacher on the page of their own child is a parent there.
        Raises 403 for whoever does not have that hat."""
        if role not in self.roles:
            raise PermissionDenied
        return replace(self, roles=frozenset({role}))

    def require(self, permission):
        """Raise 404 when the student may not be seen, 403 when seen but not permitted."""
        if Permission.VIEW_STUDENT not in self.permissions:
            raise Http404
        if permission not in self.permissions:
            raise PermissionDenied


def student_or_404(public_id, permission, *, to):
    """One student and the asker's `Standing`: 404 if unseen, 403 if seen but not permitted."""
    students = apps.get_model("students", "Student").objects.select_related("district")
    student = students.granting(Permission.VIEW_STUDENT, to=to).filter(public_id=public_id).first()
    if student is None:
        raise Http404
    standing = Standing.of(to, student)
    standing.require(permission)
    return student, standing


def seen_of(principal, subjects):
    """Which of these students, by public id as text, a principal sees now."""
    students = apps.get_model("students", "Student").objects.granting(Permission.VIEW_STUDENT, to=principal)
    return {str(one) for one in students.filter(public_id__in=subjects).values_list("public_id", flat=True)}


def who_may(*permissions):
    """A question for a registry: `may(principal, subject)`, whether somebody holds one of these permissions
    towards the student of a public id."""

    def may(principal, subject):
        students = apps.get_model("students", "Student").objects.filter(public_id=subject)
        return any(students.granting(permission, to=principal).exists() for permission in permissions)

    return may
