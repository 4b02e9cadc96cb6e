"""What pages about students need, each fetched whole in a fixed number of queries."""

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Prefetch, Q, Subquery

from accounts.models import Pass, User
from accounts.permissions import Permission
from history.clock import today
from schools.access import schools_granting
from schools.models import Posting, School
from students.access import current
from students.models import (
    ClassMembership,
    ClassSection,
    ClassTeacher,
    Enrollment,
    Evidence,
    Guardianship,
    Identification,
    Merge,
    ProgramStatus,
    Responsibility,
    Student,
)
from students.names import fold, sort_name

STAFF_SEES = Permission.READ_STAFF  # what every adult of a school holds towards a child, and no family


def works_here(principal):
    """Whether somebody works for the schools now. Families and children have pages of their own."""
    is_person = principal.key.startswith("user:")
    return is_person and Posting.objects.on(today()).filter(user=principal.pk).exists()


def students_seen_by(principal):
    """The students an adult of the schools may see in a list, each with school, grade and status.

    `may_open` says whether the adult reads the record too, or the plan only.
    """
    day = today()
    recorded = Student.objects.granting(Permission.VIEW_RECORD, to=principal).filter(pk=OuterRef("pk"))
    return (
        Student.objects.granting(STAFF_SEES, to=principal)
        .alias(
            attends=FilteredRelation("enrollments", condition=current("enrollments__", day)),
            stands=FilteredRelation("statuses", condition=current("statuses__", day)),
        )
        .annotate(
            school_name=F("attends__school__name"),
            grade=F("attends__grade"),
            status=F("stands__status"),
            may_open=Exists(recorded),
        )
    )


def found(students, *, words="", school=None, grade="", area="", status=""):
    """Narrow a list from `students_seen_by`: words in any order, in names or, for whoever reads the
    record, the start of an ID."""
    for word in fold(words).split():
        by_id = Q(local_id__istartswith=word) | Q(state_id__istartswith=word)
        students = students.filter(Q(search_name__contains=word) | by_id & Q(may_open=True))
    if school:
        students = students.filter(attends__school=school)
    if grade:
        students = students.filter(attends__grade=grade)
    if status:
        students = students.filter(stands__status=status)
    if area:
        students = students.filter(identifications__area=area, identifications__status=IDENTIFIED)
    return students


IDENTIFIED = Identification.Status.IDENTIFIED


def for_list(students):
    """The same students as the list shows them: by name, with the areas and plans of each."""
    areas = Identification.objects.filter(status=IDENTIFIED)
    return students.sorted().prefetch_related(Prefetch("identifications", queryset=areas), "plans__year")


def schools_of(students):
    """The schools a list of students is at, for its filter."""
    return School.objects.filter(pk__in=students.order_by().values("attends__school")).order_by("name")


def for_record(student):
    """One student with everything the record page shows, in a fixed number of queries."""
    ties = Guardianship.objects.filter(withdrawn_at=None)
    held = Responsibility.objects.filter(withdrawn_at=None)
    enrollments = Enrollment.objects.filter(withdrawn_at=None).select_related("school", "year")
    statuses = ProgramStatus.objects.filter(withdrawn_at=None)
    evidence = Evidence.objects.filter(withdrawn_at=None).select_related("attachment")
    return (
        Student.objects.select_related("district", "user")
        .prefetch_related(
            Prefetch("guardianships", by_home(ties), to_attr="family"),
            Prefetch("responsibilities", held.select_related("user").order_by("pk"), to_attr="held"),
            Prefetch("memberships", seats_for_record(), to_attr="seats"),
            Prefetch("identifications", Identification.objects.filter(withdrawn_at=None)),
            Prefetch("evidence", evidence, to_attr="record"),
            Prefetch("enrollments", enrollments.order_by("-starts_on", "-pk")),
            Prefetch("statuses", statuses.order_by("-starts_on", "-pk")),
            Prefetch("plans", plans_for_record(student)),
            Prefetch("merges", Merge.objects.select_related("other")),
        )
        .get(pk=student.pk)
    )


def seats_for_record():
    """The seats of a child in classes, each with who teaches there now."""
    taught = ClassTeacher.objects.on(today()).select_related("user")
    return (
        ClassMembership.objects.filter(withdrawn_at=None)
        .select_related("section")
        .prefetch_related(Prefetch("section__teachers", taught, to_attr="taught_by"))
        .order_by("section__period", "section__name")
    )


def plans_for_record(student):
    """The plans of a child that stand, and those that gave way to another plan of their year and can be read."""
    rows = student.plans.filter(Q(withdrawn_at=None) | Q(gave_way_to__isnull=False))
    return rows.select_related("year").order_by("-year__starts_on", "pk")


def newest_plan(student):
    """The newest plan of a child that stands, or None."""
    return student.plans.filter(withdrawn_at=None).order_by("-year__starts_on", "-pk").first()


def by_home(guardianships):
    """The adults of families, home by home, those without a home last."""
    by_name = F("household__name").asc(nulls_last=True)
    return guardianships.select_related("guardian__user", "household").order_by(by_name, "pk")


def notes_for(student, standing):
    """The notes about a child that this person may read, newest first."""
    notes = student.notes.filter(withdrawn_at=None, reader__in=standing.readers)
    return notes.select_related("written_by").order_by("-written_at", "-pk")


def staff_of(districts):
    """Everybody who works in these districts now, with the name of a place they work at."""
    here = Posting.objects.on(today()).filter(Q(school__district__in=districts) | Q(district__in=districts))
    place = here.filter(user=OuterRef("pk")).order_by("pk").values("school__name")[:1]
    people = User.objects.filter(pk__in=here.values("user"), is_active=True)
    return people.annotate(place=Subquery(place)).order_by("name", "pk")


def like(*, district, legal_first, legal_last, born_on):
    """Students of a district who may be the same child: the same folded last name, and the same
    first name or birth date."""
    first, last = fold(legal_first), fold(legal_last)
    same_last = Student.objects.standing().filter(district=district, sort_name__startswith=f"{last}, ")
    same_day = Q(born_on=born_on) if born_on else Q(pk=None)
    return same_last.filter(Q(search_name__startswith=f"{first} ") | Q(sort_name=f"{last}, {first}") | same_day)


def withdrawn_record(*, school, facts):
    """The record that was withdrawn as a mistake and is of the child these facts tell of, or None: of the same name,
    and with the same ID, or with none known on either side and enrolled at this school."""
    named = {name: facts.get(name) or "" for name in ("legal_first", "legal_last", "chosen_first")}
    name = sort_name(first=named["chosen_first"] or named["legal_first"], last=named["legal_last"])
    gone = Student.objects.filter(district=school.district_id, merged_into=None, sort_name=name)
    for one in gone.exclude(withdrawn_at=None).select_related("district").order_by("-withdrawn_at", "pk"):
        pairs = [(getattr(one, number) or "", facts.get(number) or "") for number in ("state_id", "local_id")]
        if any(ours and theirs and ours != theirs for ours, theirs in pairs):
            continue
        if any(ours and ours == theirs for ours, theirs in pairs):
            return one
        same_day = one.born_on == facts.get("born_on")
        if same_day and not any(pair != ("", "") for pair in pairs) and one.enrollments.filter(school=school).exists():
            return one
    return None


def sections_seen_by(principal):
    """The classes of the schools where this person keeps records, newest year first."""
    schools = schools_granting(Permission.EDIT_RECORD, to=principal)
    return ClassSection.objects.filter(school__in=schools).select_related("school", "year")


def for_class_list(sections):
    """Classes as their list shows them: teachers by name, and how many of our students sit in each."""
    day = today()
    taught = ClassTeacher.objects.on(day).select_related("user")
    seated = Count("memberships", filter=current("memberships__", day))
    return (
        sections.annotate(seated=seated)
        .prefetch_related(Prefetch("teachers", taught, to_attr="taught_by"))
        .order_by("school__name", "-year__starts_on", "period", "name")
    )


def status_counts(students):
    """How many students of a list stand where in the program: {status: number}."""
    rows = students.order_by().values_list("stands__status").annotate(n=Count("pk", distinct=True))
    counted = dict(rows)
    return {status: counted.get(status, 0) for status in ProgramStatus.Status.values}


def students_to_seat(section, *, by):
    """The students of a class's school whose record `by` keeps and who do not sit in the class yet."""
    here = Enrollment.objects.on(today()).filter(school=section.school_id)
    kept = Student.objects.granting(Permission.EDIT_RECORD, to=by).filter(pk__in=here.values("student"))
    grade = here.filter(student=OuterRef("pk")).values("grade")[:1]
    seated = section.memberships.filter(ends_on=None).values("student")
    return kept.exclude(pk__in=seated).annotate(grade=Subquery(grade)).sorted()


def open_cards(student, *, at):
    """The sign-in cards that open a child's pages now."""
    return Pass.objects.current(at=at).filter(kind=Pass.Kind.CARD, student_public_id=student.public_id)
