"""The documents of a plan: attaching, changing, taking back, and opening one."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import Permission
from files.forms import sent_files
from files.serving import file_or_404, opened
from files.shown import FilesShown
from plans.access import plan_or_404
from plans.forms.documents import DocumentForm, WithdrawDocumentForm
from plans.models import AttachedDocument
from plans.rules import reasons_not_to_write
from plans.views.acting import bound, form_page, with_plan


@with_plan(Permission.WRITE_PLAN, open_only=True)
def document_add(request, plan, standing):
    form = DocumentForm(bound(request), files=sent_files(request), plan=plan, standing=standing)
    return form_page(request, form, template="plans/document.html")


def document_or_404(request, public_id, permission):
    """A document with its plan's reader: 404 for who may not read it."""
    rows = AttachedDocument.objects.select_related("plan", "file")
    document = get_object_or_404(rows, public_id=public_id)
    plan, standing = plan_or_404(document.plan.public_id, permission, to=request.principal)
    if document.reader not in standing.readers:
        raise Http404
    return document, plan, standing


def to_change(request, public_id):
    """A document that may be changed, for those who write the plan."""
    document, plan, standing = document_or_404(request, public_id, Permission.WRITE_PLAN)
    if not document.file.stands:
        raise Http404
    if reasons_not_to_write(plan):
        raise PermissionDenied(*reasons_not_to_write(plan))
    return {"document": document, "plan": plan, "standing": standing}


@require_http_methods(["GET", "POST"])
def document_change(request, public_id):
    about = to_change(request, public_id)
    form = DocumentForm(bound(request), files=sent_files(request), **about)
    return form_page(request, form, template="plans/document.html", files=files_of(about["document"]))


def files_of(document):
    """The files of a document as its form lists them."""
    return FilesShown.of(
        document.file,
        url=lambda one: reverse("plans:document", args=[document.public_id, one.public_id]),
        withdraw=reverse("plans:document_withdraw", args=[document.public_id]),
    )


@require_http_methods(["GET", "POST"])
def document_withdraw(request, public_id):
    return form_page(request, WithdrawDocumentForm(bound(request), **to_change(request, public_id)))


@require_GET
def document(request, public_id, file_id):
    """The file of a document. What is withdrawn or replaced opens only for who writes the plan."""
    document, plan, standing = document_or_404(request, public_id, Permission.VIEW_PLAN)
    file = file_or_404(document.file, file_id, sees_past=standing.may(Permission.WRITE_PLAN))
    return opened(request, file, subject=plan.student)
