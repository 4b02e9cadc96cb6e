"""The verbs of a file. Rooms that hang files on their things call them, and record the event."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from files.models import File

WITHDRAWN = ["withdrawn_at", "withdrawn_because", "withdrawn_by", "withdrawn_by_name"]


@transaction.atomic
def keep(*, content, by, at, replaces=None):
    """Keep what somebody gave (`files.reading.Content`), in place of an earlier file if it `replaces` one.

    Raises ValidationError when somebody else replaced that file first. Call it after every other refusal: what is
    written to the disk stays there.
    """
    if replaces:
        refuse_what_is_replaced(File.objects.select_for_update().get(pk=replaces.pk))
    file = File(
        name=content.name, kind=content.kind, size=len(content.data), pages=content.pages, width=content.width,
        height=content.height, sha256=hashlib.sha256(content.data).hexdigest(), replaces=replaces,
        kept_at=at, kept_by=by.key, kept_by_name=by.name,
    )  # fmt: skip
    file.whole.save("whole", ContentFile(content.data), save=False)
    if content.small:
        file.small.save("small", ContentFile(content.small), save=False)
    file.save()
    return file


def refuse_what_is_replaced(file):
    if File.objects.filter(replaces=file).exists():
        raise ValidationError(_("Somebody replaced this file while you chose yours. Look at theirs first."))


@transaction.atomic
def withdraw(*, file, by, reason, at):
    """Take a wrong file back. It is kept for the history and served to hardly anybody any more.

    Raises ValidationError without a reason, and when it was taken back already or another took its place.
    """
    file = File.objects.select_for_update().get(pk=file.pk)
    refuse_what_is_replaced(file)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this file is taken back.")})
    if not file.stands:
        raise ValidationError(_("This file is taken back already."))
    file.withdrawn_at, file.withdrawn_because = at, reason.strip()
    file.withdrawn_by, file.withdrawn_by_name = by.key, by.name
    file.save(update_fields=WITHDRAWN)
    return file


@transaction.atomic
def put_back(*, file):
    """Let a file stand again that was taken back. Raises ValidationError when another took its place."""
    file = File.objects.select_for_update().get(pk=file.pk)
    refuse_what_is_replaced(file)
    if not file.stands:
        file.withdrawn_at, file.withdrawn_because, file.withdrawn_by, file.withdrawn_by_name = None, "", "", ""
        file.save(update_fields=WITHDRAWN)
    return file
