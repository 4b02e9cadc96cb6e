"""The circle of adults: family by household, teachers by class, and who is responsible for what."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from schools.models import DatedQuerySet, School, SchoolYear
from students.languages import language_name
from students.models.student import Student
from students.models.withdrawing import Withdrawable, ends_after_it_starts


class Tie(Withdrawable):
    """A dated fact that opens a child's record to an adult. One that was a mistake is withdrawn."""

    class Meta:
        abstract = True


class Household(models.Model):
    """One of a child's homes. Supports at home belong to a household, and stay in it."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="households")
    name = models.CharField(_("name of the home"), max_length=100)

    class Meta:
        verbose_name = _("home")
        verbose_name_plural = _("homes")
        constraints = [models.UniqueConstraint(fields=["student", "name"], name="one_home_of_a_name_per_student")]

    def __str__(self):
        return self.name


class Guardian(Withdrawable):
    """A parent or another adult who cares for a child, with an account or without."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("email"), blank=True)
    other_emails = models.CharField(_("other email addresses"), max_length=400, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    contact_note = models.CharField(_("how to reach them"), max_length=300, blank=True)
    language = models.CharField(_("language they read"), max_length=40, default="en")
    needs_interpreter = models.BooleanField(_("ask for an interpreter"), default=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="guardian"
    )

    class Meta:
        indexes = [models.Index(fields=["email"], name="guardian_email")]

    def __str__(self):
        return self.name

    @property
    def ways_to_reach(self):
        """What is known of how to reach them, as written."""
        return [known for known in (self.email, self.other_emails, self.phone, self.contact_note) if known]

    @property
    def language_name(self):
        """The language they read, in the language of the page."""
        return language_name(self.language)


class GuardianshipQuerySet(DatedQuerySet):
    def rightful(self, day):
        """Those in force on `day` by which an adult reads of a child: with education rights, and no bar on
        contact."""
        return self.unbarred(day).filter(education_rights=True)

    def unbarred(self, day):
        """Those in force on `day` of adults whom nothing bars from contact with the child: of two ties of one
        adult to one child, the one that bars holds."""
        bars = self.model.objects.on(day).filter(
            no_contact=True, guardian=OuterRef("guardian"), student=OuterRef("student")
        )
        return self.on(day).filter(~Exists(bars), no_contact=False)


class Guardianship(Tie):
    """What an adult is to a child, with which rights, from when until when."""

    class Relationship(models.TextChoices):
        MOTHER = "mother", _("Mother")
        FATHER = "father", _("Father")
        STEPPARENT = "stepparent", _("Stepparent")
        GRANDPARENT = "grandparent", _("Grandparent")
        GUARDIAN = "guardian", _("Guardian")
        OTHER = "other", _("Other")

    student = models.ForeignKey(Student, on_delete=models.PROTECT, related_name="guardianships")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="guardianships")
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, null=True, blank=True, related_name="guardianships"
    )
    relationship = models.CharField(
        _("relationship"), max_length=20, choices=Relationship.choices, default=Relationship.GUARDIAN
    )
    education_rights = models.BooleanField(_("has education rights"), default=True)
    no_contact = models.BooleanField(_("no contact"), default=False)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = GuardianshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("adult of the family")
        verbose_name_plural = _("adults of the family")
        indexes = [models.Index(fields=["guardian", "student"], name="guardianship_guardian")]
        constraints = [
            models.UniqueConstraint(
                fields=["student", "guardian"],
                condition=Q(ends_on=None),
                name="one_open_guardianship_per_adult_and_child",
                violation_error_message=_("This adult is already in the student's family."),
            ),
            models.CheckConstraint(condition=ends_after_it_starts, name="a_guardianship_ends_after_it_starts"),
        ]

    def __str__(self):
        return f"{self.guardian}, {self.get_relationship_display()}"


class ClassSection(models.Model):
    """A class as it meets: Math 7 Honors, period 3."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="sections")
    year = models.ForeignKey(SchoolYear, on_delete=models.PROTECT, related_name="sections")
    name = models.CharField(_("class"), max_length=100)
    period = models.CharField(_("period"), max_length=20, blank=True)

    class Meta:
        ordering = ["period", "name"]

    def __str__(self):
        return f"{self.name}, {self.period}" if self.period else self.name


class ClassTeacher(Tie):
    """The dated fact that somebody teaches a class."""

    section = models.ForeignKey(ClassSection, on_delete=models.CASCADE, related_name="teachers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="teaching")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["section", "user"],
                condition=Q(ends_on=None),
                name="a_teacher_is_in_a_class_once",
                violation_error_message=_("This teacher already teaches the class."),
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.section}"


class ClassMembership(Tie):
    """The dated fact that a child sits in a class."""

    section = models.ForeignKey(ClassSection, on_delete=models.CASCADE, related_name="memberships")
    student = models.ForeignKey(Student, on_delete=models.PROTECT, related_name="memberships")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        constraints = [
            models.UniqueConstraint(
                fields=["section", "student"],
                condition=Q(ends_on=None),
                name="a_student_is_in_a_class_once",
                violation_error_message=_("This student already sits in the class."),
            )
        ]

    def __str__(self):
        return f"{self.student}, {self.section}"


class Responsibility(Tie):
    """Who looks after what for a child. A name nobody could be matched to opens nothing."""

    class Kind(models.TextChoices):
        PLAN_MANAGER = "plan_manager", _("Keeps the plan")
        TEACHER = "teacher", _("Teaches")
        COUNSELOR = "counselor", _("Counselor")
        MENTOR = "mentor", _("Mentor")
        CASE_MANAGER = "case_manager", _("Special-education case manager")

    student = models.ForeignKey(Student, on_delete=models.PROTECT, related_name="responsibilities")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    subject = models.CharField(_("subject"), max_length=100, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="responsibilities"
    )
    named = models.CharField(_("name as it was written"), max_length=200, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        indexes = [models.Index(fields=["user", "kind", "student"], name="responsibility_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(named=""), name="a_responsibility_names_somebody"
            ),
            models.UniqueConstraint(
                fields=["student"],
                condition=Q(kind="plan_manager", ends_on=None),
                name="one_open_plan_manager_per_student",
                violation_error_message=_("Hand the plan over instead: one person keeps it at a time."),
            ),
            models.CheckConstraint(
                condition=ends_after_it_starts,
                name="a_responsibility_ends_after_it_starts",
                violation_error_message=_("The last day must not come before the first day."),
            ),
        ]

    def __str__(self):
        return f"{self.user or self.named}, {self.get_kind_display()}"

    @property
    def who(self):
        """The person's name, or the name as it was written."""
        return self.user.name if self.user else self.named
