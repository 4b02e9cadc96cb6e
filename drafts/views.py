"""Keeping a draft, looking at what waits, throwing it away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from drafts import actions
from drafts.carrying import not_carried
from drafts.fields import LONGEST_PATH, read_fields, sheet_of
from drafts.queries import is_kept, is_open_elsewhere, kept_at, others_at, waiting_of
from drafts.tokens import read_token
from history import clock

TOO_MUCH = 422
NOT_YOURS = 409


@not_carried
@require_POST
def keep(request):
    """Keep a form while somebody types. Answers when it was kept and who else has the form open."""
    facts = read_token(request.POST.get("token", ""))
    if facts is None or facts[0] != request.principal.key:
        words = _("This page was opened by somebody else, or too long ago. Reload it before you go on.")
        return JsonResponse({"problem": words}, status=NOT_YOURS)
    _person, page, subject = facts
    at = clock.now()
    if request.POST.get("left") == "1":
        return left(request)
    try:
        door, sheet = read_door(request.POST.get("door", "")), read_sheet(request)
        draft = actions.keep(
            by=request.principal, sheet=sheet, door=door, page=page, subject=subject, at=at,
            fields=read_fields(request.POST.get("fields", "[]")), has_words=request.POST.get("has_words") == "1",
            title=request.POST.get("title", "")[:300],
        )  # fmt: skip
    except ValidationError as refused:
        return JsonResponse({"problem": " ".join(refused.messages)}, status=TOO_MUCH)
    here = {"door": door, "subject": subject, "person": request.principal, "at": at}
    said = _("Draft kept at %(time)s. Only you can see it.")
    words = said % {"time": date_format(localtime(at), _("g:i A"))} if draft and draft.has_words else ""
    others = told(others_at(**here), is_own=is_open_elsewhere(**here, sheet=sheet))
    return JsonResponse({"kept": words, "ended": draft is None, "others": others})


def left(request):
    """A window was closed in which nothing was typed: its form is open no more."""
    sheet = sheet_of(request)
    if sheet and not is_kept(request):
        actions.end(by=request.principal, sheet=sheet)
    return JsonResponse({"kept": "", "ended": True, "others": ""})


def told(names, *, is_own):
    """A gentle sentence for who else has the same form open, oneself in another window included, or nothing."""
    if not names:
        return _("You have this open in another window too, or had it a moment ago.") if is_own else ""
    if len(names) == 1:
        return _("%(name)s has this open too.") % {"name": names[0]}
    return _("%(names)s have this open too.") % {"names": ", ".join(names)}


def read_door(path):
    """The path of a form's own door. Raises ValidationError for what is no address here."""
    try:
        resolve(path)
    except Resolver404:
        path = ""
    if not path or len(path) > LONGEST_PATH:
        raise ValidationError(_("This could not be kept. Reload the page before you go on."))
    return path


def read_sheet(request):
    """The number a window gave its form. Raises ValidationError when it is none."""
    if sheet := sheet_of(request):
        return sheet
    raise ValidationError(_("This could not be kept. Reload the page before you go on."))


@require_GET
def waiting(request):
    """Everything somebody wrote and did not send; `?page=` only what belongs to one page."""
    return render(
        request, "drafts/waiting.html", {"drafts": waiting_of(request.principal, page=request.GET.get("page", ""))}
    )


@not_carried
@require_POST
def throw_away(request):
    """Let go of a draft, by its writer. `here=1` goes back to the page it stood on."""
    draft = kept_at(request)
    if draft is None:
        raise Http404
    actions.end(by=request.principal, sheet=draft.sheet)
    messages.success(request, _("Thrown away."))
    return redirect(draft.page if request.POST.get("here") == "1" else "drafts:waiting")
