"""Two records of one child made one, so that it can be taken apart again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from students.models.student import Student


class Merge(models.Model):
    """Two records of one child became one. Every value that changed is kept, so that undoing it puts
    every row back; nothing is deleted."""

    kept = models.ForeignKey(Student, on_delete=models.PROTECT, related_name="merges")
    other = models.ForeignKey(Student, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("why"), max_length=300)
    changes = models.JSONField(default=list)  # [table, row, columns before, columns after], in order
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=models.F("other")), name="two_records_are_merged"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="an_undone_merge_says_by_whom",
            ),
        ]

    def __str__(self):
        return f"{self.other} → {self.kept}"
