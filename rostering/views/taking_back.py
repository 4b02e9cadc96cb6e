"""Taking a list back that was brought in: what it would mean for every student, the act, and the list once more."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rostering.actions import read_again, start_taking_back, take_list_back
from rostering.actions.withdrawing import reasons_to_keep
from rostering.forms import TakeBackForm
from rostering.models import ImportRun, StagedRow
from rostering.queries import COMING
from rostering.shown_back import Lines
from rostering.taken import counted, fates_of, taken
from rostering.tasks import ask_to_take_back
from rostering.views.doors import answered_run, see_other
from rostering.views.looking import AT_ONCE
from students.models import Student

State, Taken = ImportRun.State, StagedRow.Taken
PAGE = 50
ALL = "all"
SHOWN = (Taken.LEFT, Taken.BACK, Taken.PARTLY, Taken.STAYS)


@require_http_methods(["GET", "POST"])
@answered_run(State.APPLIED)
def take_back(request, run):
    """What would become of every student of the list, and the one act."""
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            carry_out(run, by=request.principal, reason=form.cleaned_data["reason"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return see_other("rostering:result", run.public_id)
    reasons = reasons_to_keep(run, request.principal)
    shown = {"run": run, "form": form, "reasons": reasons, "has_errors": bool(form.errors)}
    shown |= {} if reasons else fates_page(request, run)
    return render(request, "rostering/take_back.html", shown, status=422 if form.is_bound else 200)


def carry_out(run, *, by, reason):
    """A short list now, a long one by the worker."""
    if run.rows.filter(proposal__in=COMING).count() > AT_ONCE:
        start_taking_back(run=run, by=by, reason=reason, ask=ask_to_take_back)
    else:
        take_list_back(run=run, by=by, reason=reason)


def fates_page(request, run):
    """One page of students, with the counts of all of them."""
    fates, show = fates_of(run, by=request.principal), request.GET.get("show", ALL)
    counts = counted(fates)
    wanted = [pk for pk, fate in fates.all.items() if show not in SHOWN or taken(fate) == show]
    page = Paginator(Student.objects.filter(pk__in=wanted).sorted(), PAGE).get_page(request.GET.get("page"))
    tabs = [(ALL, _("All students"), sum(counts.values())), *((one, one.label, counts[one]) for one in SHOWN)]
    return {
        "counts": {one.value: counts[one] for one in SHOWN},
        "tabs": [tab for tab in tabs if tab[2]],
        "show": show if show in SHOWN else ALL,
        "page": page,
        "lines": Lines(fates).of(list(page)),
    }


@require_POST
@answered_run(State.TAKEN_BACK)
def look_again(request, run):
    """The same rows as a list nobody has looked at yet, from the meaning of its columns on."""
    again = read_again(run=run, by=request.principal)
    messages.success(request, _("Here is the list once more. Nothing has been brought in yet."))
    return see_other("rostering:columns", again.public_id)
