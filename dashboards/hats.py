"""Hats: what a person is here today, and which homes that opens.

Elena is a specialist and teaches one class; Ingrid is a teacher and, in another school, a mother.
Each hat has a home of its own, and each home shows only its part. All hats are read in one query.
"""

import uuid
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Case, CharField, Count, F, IntegerField, Value, When
from django.db.models.functions import Cast

from accounts.permissions import Permission, Role, roles_granting
from history.clock import today
from schools.models import Posting
from students.access import RESPONSIBLE_AS
from students.models import ClassTeacher, Guardianship, Responsibility, Student

PLAN_MANAGER = Responsibility.Kind.PLAN_MANAGER


@dataclass(frozen=True)
class Child:
    """A child of a parent who is signed in."""

    public_id: uuid.UUID
    name: str


@dataclass(frozen=True)
class Hats:
    """Everything one person is here, and how many plans they keep."""

    postings: frozenset = frozenset()
    charges: frozenset = frozenset()
    keeps: int = 0
    has_class: bool = False
    children: tuple[Child, ...] = ()
    is_student: bool = False

    @property
    def roles(self):
        """The roles at school: by posting, or by what they look after for one child."""
        return self.postings | {RESPONSIBLE_AS[kind] for kind in self.charges}

    @property
    def is_staff(self):
        return bool(self.postings)

    @property
    def has_caseload(self):
        return bool({Role.SPECIALIST, Role.COUNSELOR} & self.roles)

    @property
    def has_classes(self):
        return self.has_class or Role.TEACHER in self.roles

    @property
    def has_overview(self):
        return bool(self.postings & roles_granting(Permission.VIEW_COUNTS))

    def may_somewhere(self, permission):
        """Whether any posting of this person grants `permission`, for links that lead to such a page."""
        return bool(self.postings & roles_granting(permission))


def hats_of(request):
    """The hats of whoever asks, read once per request."""
    if not hasattr(request, "hats"):
        request.hats = read_hats(request.principal)
    return request.hats


def read_hats(principal, *, on=None):
    """The hats of one principal on a day, in one query. A pass is its student."""
    if not principal.is_authenticated or not principal.is_active:
        return Hats()
    if principal.key.startswith("pass:"):
        return Hats(is_student=principal.role == Role.STUDENT)
    facts = {"posting": [], "charge": [], "class": [], "child": [], "self": []}
    for fact, detail, name, count in relations(principal.pk, on or today()).all():
        facts[fact].append((detail, name, count))
    children = [Child(uuid.UUID(detail), name) for detail, name, _count in facts["child"]]
    return Hats(
        postings=frozenset(role for role, _name, _count in facts["posting"]),
        charges=frozenset(kind for kind, _name, _count in facts["charge"]),
        keeps=sum(count for kind, _name, count in facts["charge"] if kind == PLAN_MANAGER),
        has_class=bool(facts["class"]),
        children=tuple(sorted(children, key=lambda child: (child.name, child.public_id.hex))),
        is_student=bool(facts["self"]),
    )


@lru_cache(maxsize=512)
def relations(user_key, day):
    """One query for the facts a hat is made of, as rows of (fact, detail, name, count). What somebody does
    at school counts only while they are employed there. The query is remembered, never its answer."""
    postings = Posting.objects.on(day).filter(user=user_key)
    employed = {"user": user_key, "user__in": postings.values("user")}
    charges = Responsibility.objects.on(day).filter(**employed)
    classes = ClassTeacher.objects.on(day).filter(**employed)
    wards = Guardianship.objects.rightful(day).filter(guardian__user=user_key)
    return rows(postings.order_by(), "posting", "role").union(
        rows(charges.order_by(), "charge", "kind", count=Count("student", distinct=True)),
        rows(classes.order_by(), "class").distinct(),
        rows(wards.order_by(), "child", "student__public_id", name=called("student__")),
        rows(Student.objects.standing().filter(user=user_key).order_by(), "self"),
        all=True,
    )


def rows(queryset, fact, detail=None, *, name=None, count=None):
    """One fact in the four columns that all facts share."""
    text = CharField()
    shared = {
        "fact": Value(fact, output_field=text),
        "detail": Cast(F(detail), text) if detail else Value("", output_field=text),
        "label": name or Value("", output_field=text),
    }
    counted = count if count is not None else Value(1, output_field=IntegerField())
    return queryset.annotate(**shared).values_list("fact", "detail", "label").annotate(number=counted)


def called(prefix):
    """The name a child goes by, as the database finds it."""
    chosen = f"{prefix}chosen_first"
    return Case(When(**{chosen: ""}, then=F(f"{prefix}legal_first")), default=F(chosen), output_field=CharField())
