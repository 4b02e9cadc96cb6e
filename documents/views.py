"""Paper: choosing a copy, the PDF itself, and the page that verifies a printed hash."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import Permission
from documents.actions import file_name, paper_of
from documents.copies import copy_for
from documents.forms import VerifyForm
from documents.models import Paper
from plans.access import plan_or_404
from plans.models import Revision
from plans.parts import type_of

LANGUAGES = ("en", "es")


@require_GET
def plan(request, public_id):
    """Choose the language of a copy, and see what is on it."""
    plan, standing = plan_or_404(public_id, Permission.PRINT_PLAN, to=request.principal)
    copy = copy_for(standing)
    context = {
        "plan": plan,
        "copy": copy,
        "copy_name": Paper.Copy(copy.kind).label,
        "plan_type": type_of(plan),
        "languages": LANGUAGES,
    }
    return render(request, "documents/choose.html", context)


@require_GET
def pdf(request, public_id, language):
    """The PDF of the shared plan, in the copy that this person may have."""
    plan, standing = plan_or_404(public_id, Permission.PRINT_PLAN, to=request.principal)
    if plan.revision is None:
        return redirect("documents:plan", public_id)
    if language not in LANGUAGES:
        raise Http404
    paper = paper_of(plan=plan, copy=copy_for(standing), language=language, by=request.principal)
    response = FileResponse(paper.file.open("rb"), content_type="application/pdf", filename=file_name(plan))
    response["Cache-Control"] = "private, no-store"
    return response


@login_not_required
@require_GET
def verify(request):
    """Ask for the code on a paper. Public: it names no child, only whether the paper is the record's."""
    return render(request, "documents/verify.html", {"form": VerifyForm(), "asked": False})


@login_not_required
@require_POST
def verify_code(request):
    """Say whether a code belongs to a shared plan, and whether that plan has changed since."""
    form = VerifyForm(request.POST)
    found = None
    if form.is_valid():
        code = form.cleaned_data["code"]
        rows = Revision.objects.filter(sha256__startswith=code).select_related("plan__revision")
        found = rows.first() if rows.count() == 1 else None
    context = {"form": form, "asked": form.is_valid(), "found": found}
    context["newer"] = bool(found and found.plan.revision_id != found.pk)
    return render(request, "documents/verify.html", context, status=200 if form.is_valid() else 422)
