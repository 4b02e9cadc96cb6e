"""How a child came into the program: areas with dates, the body of evidence, and staff notes."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from files.models import File
from students.areas import name_of
from students.models.reader import Reader
from students.models.student import Student
from students.models.withdrawing import Withdrawable


class Identification(Withdrawable):
    """A child's identification in one area of giftedness. Clocks run per area.

    The areas are data (`students/areas/colorado.toml`), ECEA 12.01(16).
    """

    class Status(models.TextChoices):
        IDENTIFIED = "identified", _("Identified")
        UNDER_REVIEW = "under_review", _("Under review")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    student = models.ForeignKey(Student, on_delete=models.PROTECT, related_name="identifications")
    area = models.CharField(_("area"), max_length=40)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.IDENTIFIED)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_text = models.CharField(_("date as it was written"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("area of identification")
        verbose_name_plural = _("areas of identification")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["student", "area"],
                condition=Q(withdrawn_at=None),
                name="one_identification_per_area",
                violation_error_message=_("This area is already there. Correct it instead."),
            )
        ]

    def __str__(self):
        return self.area

    @property
    def area_name(self):
        """The area in the language of the page."""
        return name_of(self.area)


class Evidence(Withdrawable):
    """One record of the body of evidence, with its score as printed (ECEA 12.02(2)(d))."""

    class Kind(models.TextChoices):
        ABILITY = "ability", _("Ability")
        ACHIEVEMENT = "achievement", _("Achievement")
        CREATIVITY = "creativity", _("Creativity")
        OBSERVATION = "observation", _("Observation scale")
        PERFORMANCE = "performance", _("Performance")
        OTHER = "other", pgettext_lazy("kind of evidence", "Other")

    class Bound(models.TextChoices):
        EXACTLY = "exactly", _("exactly")
        ABOVE = "above", _("above")
        BELOW = "below", _("below")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    student = models.ForeignKey(Student, on_delete=models.PROTECT, related_name="evidence")
    area = models.CharField(_("area"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    instrument = models.CharField(_("measure"), max_length=120)
    taken_on = models.DateField(_("date"), null=True, blank=True)
    taken_text = models.CharField(_("date as it was written"), max_length=60, blank=True)
    score = models.CharField(_("result as printed"), max_length=120)
    percentile = models.PositiveSmallIntegerField(_("percentile"), null=True, blank=True)
    percentile_bound = models.CharField(max_length=10, choices=Bound.choices, default=Bound.EXACTLY)
    qualifying = models.BooleanField(_("counts toward identification"), null=True, blank=True)
    tells = models.CharField(_("what it tells us"), max_length=300, blank=True)
    attachment = models.OneToOneField(File, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("pieces of evidence")
        ordering = [F("taken_on").desc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percentile=None) | Q(percentile__gte=0, percentile__lte=100),
                name="a_percentile_is_between_0_and_100",
                violation_error_message=_("Write a percentile between 1 and 99."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="withdrawn_evidence_says_by_whom",
            ),
        ]

    def __str__(self):
        return f"{self.instrument}: {self.score}"

    @property
    def area_name(self):
        """The area it speaks for, in the language of the page; blank for none in particular."""
        return name_of(self.area) if self.area else ""


class Note(Withdrawable):
    """A note about a child. "Staff only" keeps it from pages; the record can still be inspected."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    student = models.ForeignKey(Student, on_delete=models.PROTECT, related_name="notes")
    words = models.TextField(_("note"))
    reader = models.CharField(_("who reads it"), max_length=20, choices=Reader.choices, default=Reader.STAFF)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-pk"]

    def __str__(self):
        return self.words[:60]
