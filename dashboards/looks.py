"""Looks: who opened a child's plan. A page that a script fetches anew after a tap is not a second look."""

from history.actions import record_visit
from history.clock import now
from history.models import Visit

FETCHED = "empty"  # what a browser says of a request that no person sees as a page


def remember_look(request, plan):
    """Put on record that the asker opened a plan."""
    if request.headers.get("Sec-Fetch-Dest") != FETCHED:
        record_visit(what=Visit.What.OPENED, target=plan, subject=plan.student, by=request.principal, at=now())
