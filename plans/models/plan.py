"""The plan of one student for one school year, its sections and its programming."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission, roles_granting
from schools.models import SchoolYear
from students.access import EVERY_ROLE
from students.models import Student


def reviewed_and_shared(principal, *, on=None):
    """The students whose plans `principal` reads as one of those who write or review them, and those whose
    plans `principal` reads as family or student, from the first sharing on."""
    reviewing = roles_granting(Permission.READ_STAFF)
    seen = {"permission": Permission.VIEW_PLAN, "to": principal, "on": on}
    return (
        Student.objects.granting(**seen, roles=reviewing),
        Student.objects.granting(**seen, roles=EVERY_ROLE - reviewing),
    )


def kept_in_sight(prefix=""):
    """A condition: the plan at `prefix` was not withdrawn as wrong. One that gave way can still be read."""
    return Q(**{f"{prefix}withdrawn_at": None}) | Q(**{f"{prefix}gave_way_to__isnull": False})


class PlanQuerySet(models.QuerySet):
    def granting(self, permission, *, to, on=None):
        """The plans of the students for whom `to` holds `permission`. A family or a student never
        sees a plan that has not been shared with them (see `visible_to`)."""
        return self.filter(student__in=Student.objects.granting(permission, to=to, on=on))

    def visible_to(self, principal, *, on=None):
        """The plans this principal may open: drafts only for those who write or review plans."""
        reviewed, shared = reviewed_and_shared(principal, on=on)
        return self.filter(kept_in_sight(), Q(student__in=reviewed) | Q(student__in=shared) & Q(revision__isnull=False))

    def with_beside(self):
        """Each with `has_beside`: whether the student has another plan for the same year that can be read."""
        others = Plan.objects.filter(kept_in_sight(), student=OuterRef("student"), year=OuterRef("year"))
        return self.annotate(has_beside=Exists(others.exclude(pk=OuterRef("pk"))))

    def for_year(self, year):
        return self.filter(year=year, withdrawn_at=None)


class Plan(models.Model):
    """What school, family and student promise each other for a year (ECEA 12.01(2), 12.02(2)(f)).

    A plan that `gave_way_to` another was the second one of its year, on another record of the same child:
    withdrawn as the plan of the year, and still there to be read.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        WITH_FAMILY = "with_family", _("With family")
        ACTIVE = "active", _("Active")
        CLOSED = "closed", _("Closed")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    student = models.ForeignKey(Student, on_delete=models.PROTECT, related_name="plans")
    year = models.ForeignKey(SchoolYear, on_delete=models.PROTECT, related_name="plans")
    type_code = models.CharField(max_length=60)
    type_edition = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("due"), null=True, blank=True)
    answer_by = models.DateField(_("the family answers by"), null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    activated_at = models.DateTimeField(null=True, blank=True)
    activated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gave_way_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="gave_way")
    revision = models.ForeignKey(
        "plans.Revision", on_delete=models.PROTECT, null=True, blank=True, related_name="in_force_for"
    )

    # Kept by `plans.actions.touch`, for lists. `manage.py rebuild_plan_columns` compares and mends.
    parts_met = models.PositiveSmallIntegerField(default=0)
    parts_total = models.PositiveSmallIntegerField(default=0)
    parts_missing = models.JSONField(default=list)
    unshared_count = models.PositiveSmallIntegerField(default=0)
    last_check_in_on = models.DateField(null=True, blank=True)
    open_question_at = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        indexes = [models.Index(fields=["year", "student"], name="plan_year_student")]
        constraints = [
            models.UniqueConstraint(
                fields=["student", "year"],
                condition=Q(withdrawn_at=None),
                name="one_plan_per_student_and_year",
                violation_error_message=_("This student already has a plan for this year."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft", revision=None) | Q(revision__isnull=False),
                name="a_plan_leaves_draft_only_with_a_revision",
            ),
            models.CheckConstraint(
                condition=Q(gave_way_to=None) | Q(withdrawn_at__isnull=False) & ~Q(gave_way_to=F("pk")),
                name="a_plan_that_gave_way_is_the_plan_of_no_year",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{act}_at": None, f"{act}_by": None})
                    | Q(**{f"{act}_at__isnull": False, f"{act}_by__isnull": False}),
                    name=f"a_plan_{act}_says_by_whom",
                )
                for act in ("shared", "activated", "closed", "withdrawn")
            ),
        ]

    def __str__(self):
        return f"{self.student}, {self.year}"

    @property
    def is_open(self):
        """Whether the plan may still be written."""
        return self.state != self.State.CLOSED and self.withdrawn_at is None

    @property
    def is_shared(self):
        return self.revision_id is not None


class Section(models.Model):
    """One section of a plan's text; which sections there are, the plan type says.

    A student who signed in with a card has no account: then `written_by` is empty and `said_by` names them.
    `is_set_aside` keeps the words that stand here from the shared pages (see `SectionAside`).
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    code = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="en")
    version = models.PositiveIntegerField(default=1)
    said_by = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    is_set_aside = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="one_section_of_a_code_per_plan"),
            models.CheckConstraint(
                condition=~Q(written_by=None, said_by=""), name="a_section_says_whose_words_it_holds"
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def writer(self):
        """The name of whoever wrote it down."""
        return str(self.written_by or self.said_by)

    def words_for(self, standing):
        """The words as this `Standing` may read them: nothing where they are set aside from it."""
        return "" if self.is_set_aside and not standing.sees_set_aside else self.words

    @property
    def is_students_own(self):
        """Whether the student wrote it without anybody's help, so that quotation marks are true."""
        student = self.plan.student
        return self.written_by_id is None or (
            self.written_by_id == student.user_id and (not self.said_by or student.is_called(self.said_by))
        )

    @property
    def is_said_by_student(self):
        """Whether the student said it, whoever wrote it down."""
        return self.is_students_own or self.plan.student.is_called(self.said_by)


class ProgrammingOption(models.Model):
    """A curriculum, course, activity or service of the unit that serves the goals (12.02(2)(f)(iii))."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HAPPENING = "happening", _("Happening")
        ENDED = "ended", _("Ended")
        NOT_PROVIDED = "not_provided", _("Could not be provided")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="programming")
    option = models.CharField(_("option"), max_length=60)
    words = models.CharField(_("what exactly"), max_length=300, blank=True)
    who = models.CharField(_("who provides it"), max_length=200, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.PLANNED)
    version = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="programming_ends_after_it_starts",
                violation_error_message=_("The last day must not come before the first day."),
            )
        ]

    def __str__(self):
        return self.words or self.option
