"""Who works here: the list, one person, their work, and the invitation."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.actions import close_account, reopen_account, send_invitation
from accounts.permissions import Permission
from history.clock import today
from schools.access import (
    postings_managed_by,
    reasons_not_to_change_account,
    require_somewhere,
    schools_granting,
    staff_managed_by,
)
from schools.forms.staff import AccountForm, EndPostingForm, PersonForm, PostingForm
from schools.queries import staff_rows
from schools.views.pages import bound, form_page


def way_to(person=None):
    """The breadcrumbs above a page: the list, and the person."""
    above = [{"label": _("Staff"), "url": reverse("schools:staff")}]
    return [*above, {"label": person.name, "url": person_url(person)}] if person else above


def person_url(person):
    return reverse("schools:person", args=[person.public_id])


def manages_person(view):
    """A page about somebody who works where the asker manages staff; the view gets the person."""

    @wraps(view)
    def guarded(request, person_id):
        require_somewhere(Permission.MANAGE_STAFF, to=request.principal)
        return view(request, get_object_or_404(staff_managed_by(request.principal), public_id=person_id))

    return guarded


def manages_posting(view):
    """A page about one posting where the asker manages staff; the view gets the posting."""

    @wraps(view)
    def guarded(request, posting_id):
        require_somewhere(Permission.MANAGE_STAFF, to=request.principal)
        postings = postings_managed_by(request.principal).select_related("user", "school", "district")
        return view(request, get_object_or_404(postings, public_id=posting_id))

    return guarded


@require_GET
def staff(request):
    """Everyone who works in the asker's districts, by name, at one school or all."""
    require_somewhere(Permission.MANAGE_STAFF, to=request.principal)
    schools = list(schools_granting(Permission.MANAGE_STAFF, to=request.principal).order_by("name"))
    chosen = next((one for one in schools if str(one.public_id) == request.GET.get("school")), None)
    left = request.GET.get("left") == "1"
    words = request.GET.get("q", "").strip()
    rows = staff_rows(postings_managed_by(request.principal), on=today(), school=chosen, left=left, words=words)
    shown = {"rows": rows, "schools": schools, "chosen": chosen, "left": left, "words": words}
    return render(request, "schools/staff.html", shown)


@require_http_methods(["GET", "POST"])
def person_add(request):
    """Adds and invites somebody."""
    require_somewhere(Permission.MANAGE_STAFF, to=request.principal)
    form = PersonForm(bound(request), by=request.principal)
    return form_page(request, form, above=way_to(), back=reverse("schools:staff"))


@require_GET
@manages_person
def person(request, one):
    """One person: who they are, what they work as, whether they have signed in."""
    postings = postings_managed_by(request.principal).filter(user=one).select_related("school", "district")
    shown = {
        "one": one,
        "present": postings.filter(pk__in=one.postings.on(today())).order_by("-starts_on", "pk"),
        "other": postings.exclude(pk__in=one.postings.on(today())).order_by("-starts_on", "pk"),
        "locked": reasons_not_to_change_account(one, by=request.principal),
        "above": way_to(),
        "is_me": one == request.user,
    }
    return render(request, "schools/person.html", shown)


@require_http_methods(["GET", "POST"])
@manages_person
def person_correct(request, one):
    """Corrects a name, an address, a language."""
    form = AccountForm(bound(request), by=request.principal, person=one)
    return form_page(request, form, above=way_to(one), back=person_url(one))


@require_http_methods(["GET", "POST"])
@manages_person
def posting_add(request, one):
    """Adds something a person works as."""
    form = PostingForm(bound(request), by=request.principal, person=one)
    return form_page(request, form, above=way_to(one), back=person_url(one))


@require_http_methods(["GET", "POST"])
@manages_posting
def posting_correct(request, posting):
    """Corrects what a posting says."""
    form = PostingForm(bound(request), by=request.principal, person=posting.user, posting=posting)
    return form_page(request, form, above=way_to(posting.user), back=person_url(posting.user))


@require_http_methods(["GET", "POST"])
@manages_posting
def posting_end(request, posting):
    """Ends somebody's work, now or on a day."""
    form = EndPostingForm(bound(request), by=request.principal, posting=posting)
    back = reverse("schools:staff") if posting.user == request.user else person_url(posting.user)
    return form_page(request, form, above=way_to(posting.user), back=back)


def act_on_account(request, one, act, said):
    """Do something with an account, or say why not, and go back to the person."""
    reasons = reasons_not_to_change_account(one, by=request.principal)
    try:
        if reasons:
            raise ValidationError(reasons)
        act(user=one, by=request.principal)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, said % {"name": one.name})
    return redirect(person_url(one))


@require_POST
@manages_person
def person_invite(request, one):
    """Sends the invitation again."""
    return act_on_account(request, one, send_invitation, _("An invitation to %(name)s is on its way."))


@require_POST
@manages_person
def person_close(request, one):
    """Closes an account: nobody signs in to it any more."""
    return act_on_account(request, one, close_account, _("The account of %(name)s is closed."))


@require_POST
@manages_person
def person_reopen(request, one):
    """Opens a closed account again."""
    return act_on_account(request, one, reopen_account, _("The account of %(name)s is open again."))
