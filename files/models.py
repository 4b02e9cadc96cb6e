"""A document or a picture somebody gave."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 120


def place(file, part):
    """Where a part of a file lies: named by the file's own key, never by what somebody called it."""
    return f"files/{file.public_id.hex[:2]}/{file.public_id}/{part}"


class File(models.Model):
    """One document or picture as it was given, and what it is by its content.

    It is never overwritten: a better one is a row of its own that `replaces` it, and a wrong one is
    withdrawn with a reason and stays for the history. Who may open it, the thing it hangs on says.
    """

    class Kind(models.TextChoices):
        PDF = "pdf", _("PDF")
        JPEG = "jpg", _("Picture (JPEG)")
        PNG = "png", _("Picture (PNG)")
        WORD = "docx", _("Word document")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    whole = models.FileField(upload_to=place)
    small = models.FileField(upload_to=place, blank=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(null=True, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=60)
    kept_by_name = models.CharField(max_length=200)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=60, blank=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="", withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="") & ~Q(withdrawn_because=""),
                name="a_withdrawn_file_says_by_whom_and_why",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_picture(self):
        return self.kind in (self.Kind.JPEG, self.Kind.PNG)

    @property
    def stands(self):
        """Whether nobody has withdrawn it."""
        return self.withdrawn_at is None

    @property
    def short_hash(self):
        return self.sha256[:12]

    @property
    def line(self):
        """This file and those it replaced, the newest first."""
        found = [self]
        while found[-1].replaces_id:
            found.append(found[-1].replaces)
        return found

    @property
    def past(self):
        """What of the line is served to hardly anybody any more: replaced files, and this one if it is withdrawn."""
        return [file for file in self.line if file != self or not file.stands]
