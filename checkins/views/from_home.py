"""A note from home: on a page of its own, and where the family's page sends its form."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission, Role
from checkins import actions
from checkins.from_home import FromHomeForm
from checkins.readers import told_readers
from goals.forms import refuse
from plans.access import plan_or_404
from plans.addresses import back_to_plan, next_address, plan_address


@require_http_methods(["GET", "POST"])
def from_home(request, public_id):
    """How it is going at home, written by a parent."""
    plan, standing = plan_or_404(public_id, Permission.CHECK_IN, to=request.principal)
    form = FromHomeForm(request.POST or None, plan=plan, standing=standing.as_only(Role.FAMILY))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.say_from_home(plan=plan, by=request.principal, language=get_language(), **form.cleaned_data)
        except ValidationError as refused:
            refuse(form, refused)
        else:
            messages.success(request, told_readers(_("Your words are sent."), row, to=standing))
            return back_to_plan(request, plan, "conversation")
    page = {
        "form": form, "plan": plan, "has_errors": bool(form.errors), "next": next_address(request),
        "back": next_address(request) or plan_address(plan, "conversation"),
    }  # fmt: skip
    return render(request, "checkins/from_home.html", page, status=422 if form.errors else 200)
