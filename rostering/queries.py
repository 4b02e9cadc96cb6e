"""What an import needs to know of the students who are here: found in bulk, a few queries however long the list."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Prefetch, Q

from accounts.models import User
from accounts.permissions import Permission, Role
from history.clock import today
from rostering.models import WAS_APPLIED, AreaShortForm, ColumnMapping, ImportRun, StagedRow
from rostering.proposals import evidence_place
from schools.access import districts_granting, schools_granting
from schools.models import Posting
from students.models import (
    Enrollment,
    Evidence,
    Guardian,
    Guardianship,
    Identification,
    Note,
    ProgramStatus,
    Responsibility,
    Student,
)
from students.names import sort_name

CHUNK = 500
COMING = (StagedRow.Proposal.CREATE, StagedRow.Proposal.UPDATE)
FACTS = (
    "legal_first", "legal_last", "chosen_first", "state_id", "local_id",
    "home_language", "english_learner", "has_iep", "has_504",
)  # fmt: skip


def schools_to_import(user):
    """The schools into which this person may bring students, by name."""
    return schools_granting(Permission.IMPORT_STUDENTS, to=user).select_related("district").order_by("name", "pk")


def runs_of(user):
    """The imports of one person: only whoever brought a list sees it."""
    return ImportRun.objects.filter(by=user, school__in=schools_to_import(user)).select_related("school__district")


def runs_to_take_back(user):
    """The lists brought in that this person answers for: one's own, and for a coordinator all of the district."""
    own = Q(by=user, school__in=schools_to_import(user))
    overseen = Q(school__district__in=districts_granting(Permission.IMPORT_STUDENTS, to=user))
    runs = ImportRun.objects.filter(own | overseen, state__in=WAS_APPLIED)
    return runs.select_related("school__district", "by", "taken_back_by")


def runs_shown_to(user):
    """The lists whose pages a person sees: one's own, and those brought in that they answer for."""
    seen = Q(pk__in=runs_of(user).values("pk")) | Q(pk__in=runs_to_take_back(user).values("pk"))
    return ImportRun.objects.filter(seen).select_related("school__district", "by", "taken_back_by")


def lists_since(run):
    """The lists brought in later that changed some of the same students, each with how many (`touched`)."""
    later = Q(applied_at__gt=run.applied_at) | Q(applied_at=run.applied_at, pk__gt=run.pk)
    same = Q(rows__proposal__in=COMING, rows__student__in=run.rows.filter(proposal__in=COMING).values("student"))
    runs = ImportRun.objects.filter(later, state__in=("applied", "taking_back"))
    return runs.annotate(touched=Count("rows", filter=same)).filter(touched__gt=0).order_by("-applied_at", "-pk")


def is_kept(run) -> bool:
    """Whether it is known of every row what bringing it in changed."""
    return not run.rows.filter(proposal__in=COMING, made=[]).exists()


def remembered_columns(user) -> dict[str, ColumnMapping]:
    """What this person said before about columns, by folded name."""
    return {one.header: one for one in ColumnMapping.objects.filter(owner=user)}


def short_forms_of(user) -> dict[str, str]:
    """This person's own short forms: folded word → code of an area, or "" for none."""
    return dict(AreaShortForm.objects.filter(owner=user).values_list("folded", "area"))


def grades_at(school) -> Counter[str]:
    """How many students a school has in each grade today."""
    here = Enrollment.objects.on(today()).filter(school=school)
    return Counter(here.values_list("grade", flat=True))


class Reach:
    """The students of a district as one importer may touch them, looked up for a whole list at once."""

    def __init__(self, user, district):
        self.district = district
        self.mine = Student.objects.granting(Permission.IMPORT_STUDENTS, to=user).filter(district=district)

    def by_ids(self, field: str, numbers: Iterable[str]) -> dict[str, int]:
        """ID → student, within the district; students out of reach are there too, to be left alone."""
        found: dict[str, int] = {}
        for some in chunks(numbers):
            rows = Student.objects.standing().filter(district=self.district, **{f"{field}__in": some})
            found.update(rows.values_list(field, "pk"))
        return found

    def state_ids(self, pks: Iterable[int]) -> dict[int, str]:
        """Student → state ID, of any student of the district."""
        found: dict[int, str] = {}
        for some in chunks(pks):
            found.update(Student.objects.filter(pk__in=some).exclude(state_id=None).values_list("pk", "state_id"))
        return found

    def by_names(self, names: Iterable[tuple[str, str]]) -> dict[str, list[int]]:
        """Sort name → students in reach, for (given, family) pairs."""
        found: dict[str, list[int]] = defaultdict(list)
        for some in chunks({sort_name(first=given, last=family) for given, family in names}):
            for name, pk in self.mine.filter(sort_name__in=some).order_by("pk").values_list("sort_name", "pk"):
                found[name].append(pk)
        return found

    def barred_addresses(self, emails: Iterable[str]) -> set[str]:
        """Those of these addresses that no adult of a family may sign in with: a child's, or of a closed account."""
        found: set[str] = set()
        for some in chunks(emails):
            users = User.objects.filter(email__in=some)
            found.update(users.filter(Q(is_active=False) | Q(student__isnull=False)).values_list("email", flat=True))
        return found

    def owners_of(self, emails: Iterable[str]) -> dict[str, list[str]]:
        """Address → the adults here who have it; the name only of those whose child the importer may see."""
        found: dict[str, list[str]] = defaultdict(list)
        for some in chunks(emails):
            adults = Guardian.objects.filter(email__in=some, withdrawn_at=None)
            seen = set(adults.filter(guardianships__student__in=self.mine).values_list("pk", flat=True))
            for adult in adults.order_by("pk"):
                found[adult.email].append(adult.name if adult.pk in seen else "")
        return found

    def known(self, pks: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Student → everything a list could say of the child, for students in reach."""
        found: dict[int, dict[str, Any]] = {}
        for some in chunks(pks):
            found.update((student.pk, known_of(student)) for student in whole(self.mine.filter(pk__in=some)))
        return found


def whole(students):
    """Students with all that `known_of` reads, in a fixed number of queries."""
    day = today()
    return students.prefetch_related(
        Prefetch(
            "enrollments", Enrollment.objects.filter(ends_on=None).select_related("school"), to_attr="open_enrollments"
        ),
        Prefetch("statuses", ProgramStatus.objects.filter(ends_on=None), to_attr="open_statuses"),
        Prefetch("evidence", Evidence.objects.filter(withdrawn_at=None), to_attr="standing_evidence"),
        Prefetch("notes", Note.objects.filter(withdrawn_at=None), to_attr="standing_notes"),
        Prefetch("guardianships", Guardianship.objects.on(day).select_related("guardian"), to_attr="family"),
        Prefetch(
            "responsibilities",
            Responsibility.objects.filter(ends_on=None, kind=Responsibility.Kind.TEACHER).select_related("user"),
            to_attr="taught_by",
        ),
        Prefetch("identifications", Identification.objects.filter(withdrawn_at=None)),
    )


def known_of(student) -> dict[str, Any]:
    """One student as `rostering.proposals` compares a record with."""
    enrollment = student.open_enrollments[0] if student.open_enrollments else None
    facts = {field: getattr(student, field) for field in FACTS}
    return {
        "name": str(student),
        "facts": facts | {"born_on": student.born_on.isoformat() if student.born_on else None},
        "grade": enrollment.grade if enrollment else "",
        "school": enrollment.school_id if enrollment else None,
        "school_name": enrollment.school.name if enrollment else "",
        "status": student.open_statuses[0].status if student.open_statuses else "",
        "areas": {one.area: area_known(one) for one in student.identifications.all()},
        "evidence": {
            evidence_place(one.instrument, one.taken_text): {"id": one.pk, "score": one.score}
            for one in student.standing_evidence
        },
        "guardians": [guardian_known(one.guardian) for one in student.family],
        "teachers": [teacher_known(one) for one in student.taught_by],
        "notes": frozenset(" ".join(one.words.split()) for one in student.standing_notes),
    }


def area_known(one) -> dict[str, Any]:
    """One identification as a list would tell it."""
    on = one.decided_on.isoformat() if one.decided_on else ""
    return {"id": one.pk, "on": on, "text": one.decided_text}


def teacher_known(one) -> dict[str, Any]:
    """One teacher as a list would name them, matched to a person or not."""
    user_name = one.user.name if one.user else ""
    return {"id": one.pk, "subject": one.subject, "named": one.named, "user": one.user_id, "user_name": user_name}


def guardian_known(guardian) -> dict[str, Any]:
    """One adult as a list would name them."""
    fields = ("name", "email", "phone", "contact_note")
    return {"id": guardian.pk} | {field: getattr(guardian, field) for field in fields}


def chunks(items: Iterable[Any]):
    """Lists of at most `CHUNK`, without empty items."""
    left = [item for item in items if item]
    for start in range(0, len(left), CHUNK):
        yield left[start : start + CHUNK]


def keeps_plans_at(user, school) -> bool:
    """Whether this person is the specialist of the school, and so keeps the plans of the students they bring in."""
    return Posting.objects.on(today()).filter(user=user, school=school, role=Role.SPECIALIST).exists()
