"""Who may come in: only people whose posting lets them import, and to a list only the one who brought it."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from rostering.models import ImportRun
from rostering.queries import runs_of, runs_shown_to, runs_to_take_back, schools_to_import
from schools.access import not_your_work

State = ImportRun.State


def see_other(name, *args, query=""):
    """After an act: go and look at the page."""
    return HttpResponseRedirect(reverse(name, args=args) + query, status=303)


def importers_only(view):
    """A page for people who may import somewhere today."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not schools_to_import(request.principal).exists():
            raise PermissionDenied(not_your_work())
        return view(request, *args, **kwargs)

    return guarded


def own_run(*states):
    """A page about one of the asker's own lists; in another state it leads to where the list is now."""
    return door_to(runs_of, states)


def shown_run(*states):
    """The same for every list whose pages the asker sees: one's own, and those brought in that they answer for."""
    return door_to(runs_shown_to, states)


def answered_run(*states):
    """The same for a list brought in that the asker answers for: one's own, or as the district's coordinator."""
    return door_to(runs_to_take_back, states)


def door_to(runs, states):
    """A door to one of these `runs` of a person, if it is in one of these states."""

    def door(view):
        @importers_only
        @wraps(view)
        def guarded(request, run_id):
            run = runs(request.principal).filter(public_id=run_id).first()
            if run is None:
                raise Http404
            return view(request, run) if run.state in states else see_other(*page_of(run))

        return guarded

    return door


def page_of(run):
    """The name and arguments of the page where a list is now."""
    pages = {
        State.READ: "rostering:columns",
        State.STAGING: "rostering:preview",
        State.PREVIEWED: "rostering:preview",
        State.DISCARDED: "rostering:start",
    }
    name = pages.get(run.state, "rostering:result")
    return (name,) if run.state == State.DISCARDED else (name, run.public_id)
