"""Progress in reporting windows."""

from django.conf import settings
from django.db import models

from plans.models import Plan, Revision
from schools.models import ReportingWindow


class ProgressRecord(models.Model):
    """Progress in one reporting window, frozen: what the family receives (12.02(2)(f)(iv))."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="progress_records")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="progress_records")
    window = models.ForeignKey(ReportingWindow, on_delete=models.PROTECT, related_name="progress_records")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    sentence = models.TextField(blank=True)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="progress_records_are_numbered_once"),
        ]

    def __str__(self):
        return f"{self.plan}, {self.window}"
