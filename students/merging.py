"""Two records of one child: what would move, what stands on both, and what stands in the way."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.formats import localize
from django.utils.translation import gettext as _

from accounts.permissions import Permission, roles_granting
from history.clock import today
from students.access import ways
from students.models import Household, Merge, Student
from students.registry import BROUGHT_TOGETHER

# What may stand once for a child: the relation, what makes two rows the same, which rows, and their facts.
ONCE = (
    ("enrollments", (), {"ends_on": None}, ("school", "grade", "year", "starts_on")),
    ("statuses", (), {"ends_on": None}, ("status", "starts_on", "reason")),
    ("responsibilities", (), {"ends_on": None, "kind": "plan_manager"}, ("user", "named", "starts_on")),
    ("identifications", ("area",), {"withdrawn_at": None}, ("status", "decided_on", "decided_text", "note")),
    (
        "guardianships", ("guardian_id",), {"ends_on": None},
        ("relationship", "education_rights", "no_contact", "starts_on"),
    ),
    ("memberships", ("section_id",), {"ends_on": None}, ()),
    ("households", ("name",), {}, ()),
)  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """The same thing on both records, such as the present enrolment. `facts` are the columns that differ."""

    kept: object
    other: object
    facts: tuple

    @property
    def key(self):
        return f"{self.kept._meta.model_name}_{self.kept.pk}"

    @property
    def label(self):
        return str(self.kept._meta.verbose_name).capitalize()

    def said(self, row):
        """What one of the two says, in a line."""
        name, facts = str(row), [shown(row, fact) for fact in self.facts]
        return " · ".join([name, *(fact for fact in facts if fact and fact not in name)])


def shown(row, name):
    """One value as people read it."""
    field, value = row._meta.get_field(name), getattr(row, name)
    if isinstance(value, bool):
        return f"{field.verbose_name}: {_('yes') if value else _('no')}"
    if name == "home_language":
        return row.home_language_name
    if field.choices:
        return str(getattr(row, f"get_{name}_display")())
    return localize(value) if value not in (None, "") else ""


def pairs_of(kept, other):
    """What stands on both records and may stand only once."""
    found = []
    for relation, same, narrowed, facts in ONCE:
        here = {tuple(getattr(row, name) for name in same): row for row in getattr(kept, relation).filter(**narrowed)}
        for row in getattr(other, relation).filter(**narrowed):
            mine = here.get(tuple(getattr(row, name) for name in same))
            if mine and (relation != "households" or is_one_home(mine, row)):
                differing = tuple(name for name in facts if getattr(mine, name) != getattr(row, name))
                found.append(Pair(mine, row, differing))
    return found


def people_in(home):
    """Who lives in a home now or will, `{guardian: name}`."""
    return dict(home.guardianships.lasting(today()).order_by("pk").values_list("guardian", "guardian__name"))


def is_one_home(mine, other):
    """Whether two homes of one name are the same: the same adults live there, or nobody in one of them. What
    belongs to a home is read there alone."""
    here, there = people_in(mine), people_in(other)
    return not here or not there or here.keys() == there.keys()


def homes_apart(kept, other):
    """The homes of the other record in which other people live than in this child's of the same name: pairs of
    a home and the name that tells it apart."""
    here, found = {home.name: home for home in kept.households.all()}, {}
    taken = {*here, *other.households.values_list("name", flat=True)}
    for home in other.households.order_by("pk"):
        mine = here.get(home.name)
        if mine and not is_one_home(mine, home):
            found[home] = name_apart(home, mine, taken={*taken, *found.values()})
    return list(found.items())


def name_apart(home, mine, *, taken):
    """A name for a home with those who live there and not in `mine`, cut to what the column holds."""
    there, here = people_in(home), people_in(mine)
    names = ", ".join([name for pk, name in there.items() if pk not in here] or there.values())
    named = f"{home.name[:50]} ({names[:40]})"
    return next(one for one in (named, *(f"{named} {n}" for n in range(2, len(taken) + 3))) if one not in taken)


def facts_that_differ(kept, other):
    """The facts about the child that both records know, and know differently."""
    return [name for name in Student.FACTS if known(kept, name) and known(other, name) and apart(kept, other, name)]


def facts_to_fill(kept, other):
    """The facts that only the other record knows."""
    return [name for name in Student.FACTS if not known(kept, name) and known(other, name)]


def known(student, name):
    return getattr(student, name) not in (None, "")


def apart(kept, other, name):
    return getattr(kept, name) != getattr(other, name)


def rows_that_move(kept, other):
    """Every row that hangs on the other record and may hang on the one that stays: pairs of a row and its column."""
    stays = {(pair.other._meta.label, pair.other.pk) for pair in pairs_of(kept, other)}
    for relation in hanging(Student):
        for row in relation.related_model.objects.filter(**{relation.field.name: other}).order_by("pk"):
            if (row._meta.label, row.pk) not in stays:
                yield row, relation.field


def rows_of_homes(kept, other):
    """What belongs to a home that both records know by the same name: (row, column, the home that stays)."""
    for pair in pairs_of(kept, other):
        if isinstance(pair.other, Household):
            for relation in hanging(Household):
                for row in relation.related_model.objects.filter(**{relation.field.name: pair.other}):
                    yield row, relation.field, pair.kept


def with_homes_before(homes, student):
    """These homes of a child, and those of the same names on records that were merged into this one: what was
    frozen there names them."""
    earlier = Household.objects.filter(student__merged_into=student, name__in=homes.values("name"))
    return Household.objects.filter(Q(pk__in=homes.values("pk")) | Q(pk__in=earlier.values("pk")))


def hanging(model):
    """The relations by which rows of any room hang on a row of a model."""
    return [one for one in model._meta.related_objects if one.related_model not in (Merge, Student)]


def counted(kept, other):
    """What moves, by name and number, for the preview."""
    found = {}
    for row, _field in rows_that_move(kept, other):
        name = str(row._meta.verbose_name_plural)
        found[name] = found.get(name, 0) + 1
    return sorted(found.items())


def reasons_not_to_merge(kept, other):
    """Why two records may not become one now."""
    if kept.pk == other.pk:
        return [_("These are the same record.")]
    if kept.district_id != other.district_id:
        return [_("The records belong to two districts.")]
    if kept.merged_into_id or other.merged_into_id:
        return [_("One of the records was merged already.")]
    return []


def will_keep(principal, merge):
    """Whether somebody keeps the record that comes back when a merge is undone, as it is then: for the district,
    which is the same, or by what hangs on it."""
    back = {}
    for label, pk, before, _after in merge.changes:
        if "student_id" in before:
            back.setdefault(label, []).append(pk)
    for rows in ways(principal.pk, today(), roles_granting(Permission.EDIT_RECORD)):
        own = Q(pk=merge.kept_id)
        if rows.model is not Student:
            own = Q(student=merge.other_id) | Q(pk__in=back.get(rows.model._meta.label, []))
        if rows.filter(own).exists():
            return True
    return False


def reasons_beyond(merge, by):
    """Why a merge is not for `by` to undo: it gives a record back to others."""
    if will_keep(by, merge):
        return []
    return [_("You do not keep the record that would come back. A coordinator of the district can undo this merge.")]


def reasons_not_to_part(merge, *, by):
    """Why two records that were made one may not be taken apart now by this person."""
    if merge.undone_at:
        return [_("This merge is undone already.")]
    if beyond := reasons_beyond(merge, by):
        return beyond
    if merge.kept.merged_into_id:
        return [_("The record that stayed was merged into another one since. Undo that merge first.")]
    return [reason for room in BROUGHT_TOGETHER.values() for reason in room.reasons_not_to_part(merge)]
