"""The frozen promise."""

import json

from django.conf import settings
from django.db import models

from plans.models.plan import Plan


class Revision(models.Model):
    """What people agreed to, frozen: canonical JSON kept as text, with a salt, a number and a hash.

    Written once (the database refuses any change). A correction of a typing slip is a revision
    that `corrects` the one before: what people acknowledged then still holds.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    changes = models.JSONField(default=list)
    material = models.BooleanField(default=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="revisions_are_numbered_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_revision_says_why"),
        ]

    def __str__(self):
        return f"{self.plan}, revision {self.number}"

    @property
    def content(self):
        """The frozen plan as data (see `plans.snapshot` for its shape)."""
        return json.loads(self.text)

    @property
    def short_hash(self):
        return self.sha256[:12]
