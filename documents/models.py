"""Paper: what was printed is kept for ever."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models import Revision


class Paper(models.Model):
    """One rendered document: a revision, and the record as it stood at one event."""

    class Copy(models.TextChoices):
        FAMILY = "family", _("Family copy")
        SCHOOL = "school", _("School copy")
        TEAM = "team", _("School copy without goals that are kept close")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="papers")
    through_event = models.BigIntegerField(default=0)
    window_id = models.BigIntegerField(default=0)  # what the rule asks for depends on the reporting window
    copy = models.CharField(max_length=10, choices=Copy.choices)
    household_id = models.BigIntegerField(default=0)
    language = models.CharField(max_length=10)
    template_edition = models.CharField(max_length=20)
    file = models.FileField(upload_to="papers/%Y/%m/")
    file_sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "revision",
                    "through_event",
                    "window_id",
                    "copy",
                    "household_id",
                    "language",
                    "template_edition",
                ],
                name="one_paper_of_a_kind",
            )
        ]

    def __str__(self):
        return f"{self.revision}, {self.get_copy_display()}, {self.language}"
