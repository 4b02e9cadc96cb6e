"""The documents of a plan: attached, changed, taken back. They are live: nobody agrees to them anew."""

from django.db import transaction

from accounts.permissions import Voice
from files.actions import keep, put_back, withdraw
from history.actions import differences, record
from history.clock import now
from history.undoing import act_to_undo
from plans.actions.plan import lock
from plans.actions.touching import touch
from plans.models import AttachedDocument
from plans.models.document import DOCUMENT_READERS
from plans.rules import reasons_not_to_replace, reasons_not_to_write
from students.actions.writing import refuse, save


@transaction.atomic
def attach_document(*, plan, title, reader, content, by, at=None):
    """Attach a document (`files.reading.Content`) to a plan, to be read by `reader`. Returns it."""
    at = at or now()
    plan = lock(plan)
    refuse(reasons_not_to_write(plan))
    document = AttachedDocument(plan=plan, title=title.strip(), reader=reader, added_at=at, added_by=by)
    document.clean_fields(exclude=["file"])
    document.file = keep(content=content, by=by, at=at)
    save(document)
    remember(document, "plans.document_attached", by=by, at=at)
    return document


@transaction.atomic
def change_document(*, document, title, reader, by, content=None, at=None):
    """Correct a document's title or reader, or put another file in the place of the one before, which is kept."""
    at = at or now()
    plan = lock(document.plan)
    document = AttachedDocument.objects.select_related("file", "plan__student").get(pk=document.pk)
    refuse(reasons_not_to_write(plan) + (reasons_not_to_replace(document, content) if content else []))
    before = {"title": document.title, "reader": document.reader}
    document.title, document.reader = title.strip(), reader
    document.clean_fields(exclude=["file"])
    if content:
        document.file = keep(content=content, by=by, at=at, replaces=document.file)
    save(document, fields=["title", "reader", "file"])
    changes = differences(before, {"title": document.title, "reader": reader})
    if changes or content:
        verb = "plans.document_replaced" if content else "plans.document_changed"
        remember(document, verb, by=by, at=at, changes=changes)
    return document


@transaction.atomic
def withdraw_document(*, document, by, reason, at=None):
    """Take a document back, with its file as `document` was seen. A required part that it answered is open again.

    Raises ValidationError when somebody has put another file in its place.
    """
    at = at or now()
    refuse(reasons_not_to_write(lock(document.plan)))
    file = withdraw(file=document.file, by=by, reason=reason, at=at)
    remember(document, "plans.document_withdrawn", by=by, at=at, reason=file.withdrawn_because)
    return document


@transaction.atomic
def put_document_back(*, document, by, at=None):
    """Undo, for a short while, that this person took a document back."""
    at = at or now()
    plan = lock(document.plan)
    act_to_undo(document, by=by, verbs={"plans.document_withdrawn"}, at=at)
    refuse(reasons_not_to_write(plan))
    document.file = put_back(file=document.file)
    remember(document, "plans.document_put_back", by=by, at=at)
    return document


def remember(document, verb, *, by, at, changes=(), reason=""):
    """Record it for the reader of the document; where the reader changes, for the fewer of the two."""
    readers = [document.reader, *(one["before"] for one in changes if one["field"] == "reader" and one["before"])]
    record(
        verb=verb, target=document, subject=document.plan.student, by=by, voice=Voice.STAFF, at=at,
        audience=max(readers, key=DOCUMENT_READERS.index), changes=changes, reason=reason,
        data={"plan": document.plan_id, "file_sha256": document.file.sha256},
    )  # fmt: skip
    touch(document.plan, promise=False)
