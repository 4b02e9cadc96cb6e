"""Waiting for the worker: a page that says how the work stands, looks again by itself, and lets a person turn back."""

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.views.decorators.http import require_POST

from rostering.actions import take_back
from rostering.models import ImportRun
from rostering.tasks import Work, work_of
from rostering.views.doors import page_of, see_other, shown_run

State = ImportRun.State
LOOKS_AGAIN = 3  # seconds


def waiting_page(request, run):
    """How the work stands that this list waits for. Where it just ended, the page it led to."""
    work = work_of(run)
    if work == Work.ENDED:
        run.refresh_from_db(fields=["state"])
        if not run.is_waiting:
            return see_other(*page_of(run))
    shown = {"run": run, "work": work.value, "doing": run.state, "rows": run.rows.count()}
    response = render(request, "rostering/waiting.html", shown)
    if work != Work.ENDED:
        response["Refresh"] = str(LOOKS_AGAIN)
    return response


@require_POST
@shown_run(State.STAGING, State.APPLYING, State.TAKING_BACK)
def turn_back(request, run):
    """Does not wait any longer: back to where the work was asked for. Nothing was brought in."""
    try:
        run = take_back(run=run)
    except ValidationError:  # the worker was faster
        run.refresh_from_db(fields=["state"])
    return see_other(*page_of(run))
