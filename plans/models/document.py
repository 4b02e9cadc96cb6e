"""A document of the plan."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from files.models import File
from plans.models.plan import Plan
from students.models import Reader

DOCUMENT_READERS = (Reader.STUDENT, Reader.ADULTS, Reader.STAFF)


class AttachedDocumentQuerySet(models.QuerySet):
    def readable(self, readers):
        """Those whose reader is among these, that nobody took back. The same filter serves page, answer and paper."""
        return self.filter(reader__in=readers, file__withdrawn_at=None)


class AttachedDocument(models.Model):
    """A document that belongs to a plan, such as an ICAP or another district's plan, under its own title."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    reader = models.CharField(_("who reads it"), max_length=10, choices=[(one, one.label) for one in DOCUMENT_READERS])
    file = models.OneToOneField(File, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = AttachedDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.title
