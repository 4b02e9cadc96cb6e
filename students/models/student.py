"""The child: names, school, and standing in the gifted program."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schools.models import DatedQuerySet, District, School, SchoolYear
from students.access import StudentQuerySet
from students.languages import language_name
from students.models.withdrawing import Withdrawable, ends_after_it_starts


class Student(Withdrawable):
    """A child the gifted program knows: identified, in the talent pool, moved in or left.

    A record that came by mistake is withdrawn: it is on no page, and its IDs are free for the right one.
    """

    class EnglishLearner(models.TextChoices):
        NO = "no", _("No")
        CURRENT = "current", _("Yes")
        EXITED = "exited", _("Exited")

    FACTS = (
        "legal_first", "legal_last", "chosen_first", "state_id", "local_id", "born_on", "home_language",
        "english_learner", "has_iep", "has_504",
    )  # fmt: skip

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="students")
    legal_first = models.CharField(_("legal first name"), max_length=100)
    legal_last = models.CharField(_("legal last name"), max_length=100)
    chosen_first = models.CharField(_("chosen first name"), max_length=100, blank=True)
    sort_name = models.CharField(max_length=220, editable=False, db_index=True)
    search_name = models.CharField(max_length=420, editable=False)
    state_id = models.CharField(_("state student ID (SASID)"), max_length=20, null=True, blank=True)
    local_id = models.CharField(_("local student ID (LASID)"), max_length=20, null=True, blank=True)
    born_on = models.DateField(_("birth date"), null=True, blank=True)
    home_language = models.CharField(_("language at home"), max_length=40, blank=True)
    english_learner = models.CharField(
        _("English learner"), max_length=10, choices=EnglishLearner.choices, default=EnglishLearner.NO
    )
    has_iep = models.BooleanField(_("has an IEP"), default=False)
    has_504 = models.BooleanField(_("has a 504 plan"), default=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="student"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from", editable=False
    )

    objects = StudentQuerySet.as_manager()

    class Meta:
        verbose_name = _("student")
        verbose_name_plural = _("students")
        constraints = [
            models.UniqueConstraint(
                fields=["district", "state_id"],
                condition=Q(withdrawn_at=None),
                name="one_student_per_state_id",
                violation_error_message=_("Another student has this state ID. Find that student instead."),
            ),
            models.UniqueConstraint(
                fields=["district", "local_id"],
                condition=Q(withdrawn_at=None),
                name="one_student_per_local_id",
                violation_error_message=_("Another student has this local ID. Find that student instead."),
            ),
            models.CheckConstraint(
                condition=~Q(legal_first="") & ~Q(legal_last=""),
                name="a_student_has_a_legal_name",
                violation_error_message=_("Write the student's legal first and last name."),
            ),
            models.CheckConstraint(
                condition=(Q(state_id=None) | ~Q(state_id="")) & (Q(local_id=None) | ~Q(local_id="")),
                name="an_unknown_id_is_null_not_blank",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="a_withdrawn_student_says_by_whom",
            ),
        ]

    def __str__(self):
        return f"{self.first_name} {self.legal_last}"

    @property
    def first_name(self):
        """The name the child goes by."""
        return self.chosen_first or self.legal_first

    @property
    def legal_name(self):
        return f"{self.legal_first} {self.legal_last}"

    def is_called(self, name):
        """Whether somebody means this child by a name."""
        names = {str(self), self.first_name, self.legal_first, self.legal_name}
        return name.strip().casefold() in {one.casefold() for one in names}

    @property
    def address(self):
        """The email the child signs in with; blank for a child with a card or no sign-in yet."""
        return (self.user.email or "") if self.user else ""

    @property
    def home_language_name(self):
        """The language at home, in the language of the page; blank when nobody knows it."""
        return language_name(self.home_language) if self.home_language else ""

    @property
    def twice_exceptional(self):
        """Gifted and served under an IEP or Section 504 (C.R.S. 22-20-202; domain 2.3)."""
        return self.has_iep or self.has_504


class Enrollment(Withdrawable):
    """The dated fact that a child attends a school in a grade."""

    GRADES = [("PK", _("Preschool")), ("K", _("Kindergarten"))] + [(str(n), str(n)) for n in range(1, 13)]

    student = models.ForeignKey(Student, on_delete=models.PROTECT, related_name="enrollments")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="enrollments")
    year = models.ForeignKey(SchoolYear, on_delete=models.PROTECT, related_name="enrollments")
    grade = models.CharField(_("grade"), max_length=2, choices=GRADES)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrollment")
        verbose_name_plural = _("enrollments")
        indexes = [models.Index(fields=["school", "starts_on", "student"], name="enrollment_school")]
        constraints = [
            models.UniqueConstraint(
                fields=["student"],
                condition=Q(ends_on=None),
                name="one_open_enrollment_per_student",
                violation_error_message=_("End the present enrolment first."),
            ),
            models.CheckConstraint(
                condition=ends_after_it_starts,
                name="an_enrollment_ends_after_it_starts",
                violation_error_message=_("The last day must not come before the first day."),
            ),
        ]

    def __str__(self):
        return f"{self.school}, {self.get_grade_display()}"

    @property
    def grade_name(self):
        """The grade as it stands alone: "Grade 7", "Kindergarten"."""
        return name_of_grade(self.grade)


def name_of_grade(code):
    """A grade's name where no word "grade" stands beside it; blank for none."""
    name = dict(Enrollment.GRADES).get(code, "")
    return gettext("Grade %(n)s") % {"n": name} if str(name).isdigit() else str(name)


class ProgramStatus(Withdrawable):
    """Where a child stands in the gifted program, from a day on."""

    class Status(models.TextChoices):
        REFERRED = "referred", _("Referred")
        TALENT_POOL = "talent_pool", _("Talent pool")
        IDENTIFIED = "identified", _("Identified")
        DECLINED = "declined", _("Declined services")
        MOVED_IN = "moved_in", _("Moved in, under review")
        LEFT = "left", _("Left the program")

    student = models.ForeignKey(Student, on_delete=models.PROTECT, related_name="statuses")
    status = models.CharField(_("status"), max_length=20, choices=Status.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("why"), max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("place in the program")
        verbose_name_plural = _("places in the program")
        constraints = [
            models.UniqueConstraint(fields=["student"], condition=Q(ends_on=None), name="one_open_status_per_student"),
            models.CheckConstraint(condition=ends_after_it_starts, name="a_status_ends_after_it_starts"),
        ]

    def __str__(self):
        return self.get_status_display()
