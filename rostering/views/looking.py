"""Looking before anything is done: the preview with its choices, the act, and what came of it."""

from collections import Counter
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from history.clock import today
from rostering.actions import apply_run, choose, discard, start_applying
from rostering.forms import Choosing
from rostering.models import ImportRun, Issue, StagedRow
from rostering.queries import named_teachers, runs_of, staff_of_school
from rostering.shown import made_counts, shown_rows
from rostering.tasks import bring_in
from rostering.views.doors import own_run, see_other
from students.models import Enrollment

State, Proposal = ImportRun.State, StagedRow.Proposal
PAGE = 50
AT_ONCE = 100  # rows brought in while the person waits; a longer list is left to the worker
DECIDE, ALL, TEACHERS = "decide", "all", "teachers"
COMING = (Proposal.CREATE, Proposal.UPDATE)


@require_GET
@own_run(State.PREVIEWED)
def preview(request, run):
    """Every row with what will be made of it, each problem with its choices. Nothing has been written yet."""
    counts = counts_of(run)
    show = request.GET.get("show") or (DECIDE if counts[DECIDE] else ALL)
    page = Paginator(rows_to_show(run, show), PAGE).get_page(request.GET.get("page"))
    shown = {
        "run": run,
        "show": show,
        "page": page,
        "rows": shown_rows(list(page), run.meanings),
        "tabs": tabs(counts, show),
        "counts": {code: counts[code] for code in (*Proposal.values, DECIDE) if code},
        "coming": sum(counts[proposal] for proposal in COMING),
        "aside": counts[Proposal.MERGED] + counts[Proposal.ASIDE],
        "grades": Enrollment.GRADES,
        "teachers": named_teachers(run) if show == TEACHERS else [],
        "staff": staff_of_school(run.school) if show == TEACHERS else [],
    }
    return render(request, "rostering/preview.html", shown)


@require_POST
@own_run(State.PREVIEWED)
def decide(request, run):
    """Keeps the choices of a page; with the other button also brings the list in."""
    said = Choosing(request.POST, today=today())
    choose(run=run, choices=said.choices, kept=said.kept, teachers=said.teachers)
    if request.POST.get("then") == "apply":
        return bring_list_in(request, run)
    messages.success(request, _("Your choices are kept. Nothing has been brought in yet."))
    back = {name: request.POST[name] for name in ("show", "page") if request.POST.get(name)}
    return see_other("rostering:preview", run.public_id, query=f"?{urlencode(back)}")


def bring_list_in(request, run):
    """All or nothing: a short list now, a long one by the worker."""
    try:
        if run.rows.filter(proposal__in=COMING).count() > AT_ONCE:
            start_applying(run=run)
            transaction.on_commit(lambda: bring_in.enqueue(run.pk))
        else:
            apply_run(run=run, by=request.principal)
    except ValidationError:  # the reasons are kept with the run, and stand on its page
        return see_other("rostering:preview", run.public_id)
    return see_other("rostering:result", run.public_id)


@require_GET
@own_run(State.APPLYING, State.APPLIED)
def result(request, run):
    """What came of it: counts, what was left out, and the next step. A list still being brought in says so."""
    rows = list(run.rows.prefetch_related("issues").order_by("number"))
    aside = [row for row in rows if row.proposal == Proposal.ASIDE]
    shown = {
        "run": run,
        "waiting": run.state == State.APPLYING,
        "numbers": {code: sum(row.proposal == code for row in rows) for code in Proposal.values if code},
        "made": made_counts(rows),
        "aside": shown_rows(aside, run.meanings),
        "unmatched": [one for one in named_teachers(run) if not one.user],
        "others": runs_of(request.principal).filter(upload=run.upload, state__in=(State.READ, State.PREVIEWED)),
    }
    return render(request, "rostering/result.html", shown)


@require_POST
@own_run(State.READ, State.PREVIEWED)
def forget(request, run):
    """Discards a list that was not brought in."""
    discard(run=run, by=request.principal)
    messages.success(request, _("The list is discarded, and what it said is forgotten."))
    return see_other("rostering:start")


def counts_of(run):
    """How many rows there are of each kind, and how many rows wait for a choice."""
    counts = Counter(run.rows.exclude(proposal="").values_list("proposal", flat=True))
    counts[ALL] = sum(counts.values())
    counts[DECIDE] = Issue.objects.filter(row__run=run, decided=False).values("row").distinct().count()
    return counts


def rows_to_show(run, show):
    """The rows of one tab, in the order of the sheet."""
    rows = run.rows.exclude(proposal="").prefetch_related("issues").order_by("number")
    if show == DECIDE:
        return rows.filter(issues__decided=False).distinct()
    if show == TEACHERS:
        return rows.none()
    return rows.filter(proposal=show) if show in Proposal.values else rows


def tabs(counts, show):
    """The saved views of a preview; those that would be empty are left out."""
    named = [
        (DECIDE, _("To decide")),
        (ALL, _("All rows")),
        (Proposal.CREATE, _("New")),
        (Proposal.UPDATE, _("Changed")),
        (Proposal.UNCHANGED, _("Nothing to change")),
        (Proposal.MERGED, _("Joined")),
        (Proposal.ASIDE, _("Left out")),
    ]
    found = [
        {"label": label, "count": counts[code], "url": f"?show={code}", "on": show == code}
        for code, label in named
        if counts[code] or code in (show, ALL)
    ]
    return [*found, {"label": _("Teachers"), "count": "", "url": f"?show={TEACHERS}", "on": show == TEACHERS}]
