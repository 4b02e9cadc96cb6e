"""Looking before anything is done: the preview with its choices, the act, and what came of it."""

from collections import Counter
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from history.clock import today
from rostering.actions import apply_run, choose, discard, start_applying
from rostering.forms import Choosing
from rostering.models import WAS_APPLIED, ImportRun, Issue, StagedRow
from rostering.queries import runs_of
from rostering.shown import made_counts, shown_rows
from rostering.tasks import ask_to_bring_in, who_looks
from rostering.teachers import Teachers
from rostering.views.doors import own_run, page_of, see_other, shown_run
from rostering.views.taken import taken_back_page
from rostering.views.waiting import waiting_page
from students.models import Enrollment

State, Proposal = ImportRun.State, StagedRow.Proposal
PAGE = 50
AT_ONCE = 40  # students brought in while the person waits; a longer list is left to the worker
DECIDE, PROBLEMS, ALL, TEACHERS = "decide", "problems", "all", "teachers"
COMING = (Proposal.CREATE, Proposal.UPDATE)


@require_GET
@own_run(State.STAGING, State.PREVIEWED)
def preview(request, run):
    """Every row with what will be made of it, each problem with its choices. Nothing has been written yet."""
    if run.is_waiting:
        return waiting_page(request, run)
    counts = counts_of(run)
    show = request.GET.get("show") or (DECIDE if counts[DECIDE] else ALL)
    page = Paginator(rows_to_show(run, show), PAGE).get_page(request.GET.get("page"))
    teachers = Teachers(run).lines() if run.named else []
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
        "today": today(),
        "teachers": teachers,
        "unmatched": sum(not teacher.user for teacher in teachers),
    }
    return render(request, "rostering/preview.html", shown)


@require_POST
@own_run(State.PREVIEWED)
def decide(request, run):
    """Keeps the choices of a page, whichever button was pressed; then does what that button says."""
    said = Choosing(request.POST)
    told = {"choices": said.choices, "kept": said.kept, "teachers": said.teachers}
    try:
        run = choose(run=run, ask=who_looks(run), **told)
    except ValidationError:  # it was brought in or discarded in another window
        run.refresh_from_db(fields=["state"])
        return see_other(*page_of(run))
    then = request.POST.get("then", "")
    if then == "apply" and not run.is_waiting:
        return bring_list_in(request, run)
    if not then:
        messages.success(request, _("Your choices are kept. Nothing has been brought in yet."))
    return see_other("rostering:preview", run.public_id, query=where_to(run, then, request.POST))


def where_to(run, then, posted):
    """The part of the preview that the pressed button leads to; without one, the same part again."""
    what, _colon, which = then.partition(":")
    show, page, row = posted.get("show", ALL), posted.get("page", 1), ""
    if what == "show":
        show, page = which, 1
    elif what == "page":
        page = which
    elif what == "row" and which.isdecimal():
        before = rows_to_show(run, ALL).filter(number__lt=int(which)).count()
        show, page, row = ALL, before // PAGE + 1, f"#row-{which}"
    return f"?{urlencode({'show': show, 'page': page})}{row}"


def bring_list_in(request, run):
    """All or nothing: a short list now, a long one by the worker."""
    try:
        if run.rows.filter(proposal__in=COMING).count() > AT_ONCE:
            start_applying(run=run, ask=ask_to_bring_in)
        else:
            apply_run(run=run, by=request.principal)
    except ValidationError:  # the reasons are kept with the run, and stand on its page
        return see_other("rostering:preview", run.public_id)
    return see_other("rostering:result", run.public_id)


@require_GET
@shown_run(*WAS_APPLIED, State.APPLYING)
def result(request, run):
    """What came of it: counts, what was left out, and the next step. A list still being brought in says so."""
    if run.is_waiting:
        return waiting_page(request, run)
    if run.state == State.TAKEN_BACK:
        return taken_back_page(request, run)
    rows = list(run.rows.only("proposal", "changes", "kept"))
    aside = run.rows.filter(proposal=Proposal.ASIDE).prefetch_related("issues").order_by("number")
    shown = {
        "run": run,
        "numbers": {code: sum(row.proposal == code for row in rows) for code in Proposal.values if code},
        "made": made_counts(rows),
        "aside": shown_rows(list(aside), run.meanings),
        "unmatched": [one for one in Teachers(run).lines() if not one.user],
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
    """How many rows there are of each kind, how many have a problem, and how many wait for a choice."""
    counts = Counter(run.rows.exclude(proposal="").values_list("proposal", flat=True))
    counts[ALL] = sum(counts.values())
    issues = Issue.objects.filter(row__run=run).exclude(row__proposal="").values("row").distinct()
    counts[PROBLEMS] = issues.count()
    counts[DECIDE] = issues.filter(decided=False).count()
    return counts


def rows_to_show(run, show):
    """The rows of one tab, in the order of the sheet."""
    rows = run.rows.exclude(proposal="").prefetch_related("issues").order_by("number")
    if show == DECIDE:
        return rows.filter(issues__decided=False).distinct()
    if show == PROBLEMS:
        return rows.filter(issues__isnull=False).distinct()
    if show == TEACHERS:
        return rows.none()
    return rows.filter(proposal=show) if show in Proposal.values else rows


def tabs(counts, show):
    """The saved views of a preview; those that would be empty are left out."""
    named = [
        (DECIDE, _("To decide")),
        (PROBLEMS, _("With a problem")),
        (ALL, _("All rows")),
        (Proposal.CREATE, _("New")),
        (Proposal.UPDATE, _("Changed")),
        (Proposal.UNCHANGED, _("Nothing to change")),
        (Proposal.MERGED, _("Joined")),
        (Proposal.ASIDE, _("Left out")),
    ]
    return [
        {"label": label, "count": counts[code], "code": code, "on": show == code}
        for code, label in named
        if counts[code] or code in (show, ALL)
    ]
