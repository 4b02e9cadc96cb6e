"""What somebody is typing, until it is sent."""

import datetime
import json

from django.db import models
from django.db.models import Q

from drafts.fields import SAYS_OF_ITSELF, is_words
from history import clock


class DraftQuerySet(models.QuerySet):
    def of(self, person):
        """What one principal typed and did not send yet, the newest first."""
        return self.filter(person=person.key, has_words=True, ended_at=None).order_by("-kept_at", "-pk")


class Draft(models.Model):
    """One form as somebody left it. Nobody but its writer ever reads it, and it goes when it is sent.

    Each page that was opened has its own `sheet`, so that two windows never overwrite each other.
    `door` is where the form is sent, `page` where it stands, `subject` the public id of the child it
    is about, or empty. Without words of somebody's own a row only says that the form is open. A draft
    that was sent or thrown away keeps its row for a day, empty, so that a late copy does not bring
    it back. What was sent and could not be taken is carried along (`carried`), and shown without script too.
    """

    class Carried(models.TextChoices):
        SIGNED_OUT = "out"
        REFUSED = "refused"

    person = models.CharField(max_length=60)
    person_name = models.CharField(max_length=200)
    sheet = models.UUIDField()
    door = models.CharField(max_length=300)
    page = models.CharField(max_length=300)
    title = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=60, blank=True)
    fields = models.JSONField(default=list)
    has_words = models.BooleanField(default=False)
    carried = models.CharField(max_length=10, choices=Carried.choices, blank=True)
    kept_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["door", "kept_at"], name="draft_door"),
            models.Index(fields=["kept_at"], name="draft_kept_at"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "sheet"], name="one_draft_per_person_and_sheet"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(fields=[], has_words=False), name="a_draft_that_ended_keeps_no_words"
            ),
        ]

    def __str__(self):
        return f"{self.person_name} at {self.door}"

    @property
    def is_new(self):
        """Whether it was kept within the last minute."""
        return clock.now() - self.kept_at < datetime.timedelta(minutes=1)

    @property
    def fields_text(self):
        """The fields as the page's script puts them back."""
        return json.dumps(self.fields)

    @property
    def texts(self):
        """What somebody typed, as pairs of a label and words. What the form itself filled in has no label; where
        nothing has one, everything that reads like words is taken for typed."""
        said = [field for field in self.fields if field["value"].strip()]
        typed = [(field["label"], field["value"]) for field in said if field["label"]]
        return typed or [
            ("", field["value"]) for field in said if field["name"] not in SAYS_OF_ITSELF and is_words(field["value"])
        ]
