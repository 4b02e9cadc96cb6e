"""How an act of this room enters history: by staff, for staff, about no single child."""

from accounts.permissions import Voice
from history.actions import record
from students.models import Reader


def remember(verb, run, *, by, at, data=None):
    """Record one event about a list."""
    return record(
        verb=f"rostering.{verb}",
        target=run,
        by=by,
        voice=Voice.STAFF,
        at=at,
        audience=Reader.STAFF,
        data=data or {},
    )
