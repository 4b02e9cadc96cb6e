"""Since you last looked: what others did to a plan that this reader has not yet called read."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.timeline import events_for, lines_of
from history.clock import now
from history.models import LastLook, key
from plans.parts import type_of

SHOWN = 5
AT_FIRST = datetime.timedelta(days=14)  # somebody who never marked anything read is shown this much
ROOMS = ("plans.", "goals.", "checkins.")


@dataclass(frozen=True)
class Since:
    """The newest changes, how many more there are, and up to which event the panel reads."""

    looked_at: datetime.datetime | None
    changes: list
    more: int
    event: int


def since_of(plan, standing):
    """The panel for one reader, or None when there is nothing new. Three queries."""
    look = LastLook.objects.filter(person=standing.principal.key, subject=key(plan.student)).first()
    events = newest_of_each([event for event in unread(plan, standing, look) if event.verb.startswith(ROOMS)])
    if not events:
        return None
    shown = events[:SHOWN]
    lines = lines_of(shown, plan.student, type_of(plan))
    changes = [(line, *place_of(event, plan)) for line, event in zip(lines, shown, strict=True)]
    return Since(look and look.at, changes, len(events) - len(shown), max(event.pk for event in events))


def newest_of_each(events):
    """Of several times that somebody did the same to the same thing, the newest."""
    found = {}
    for event in events:
        found.setdefault((event.actor, event.verb, event.target), event)
    return list(found.values())


def unread(plan, standing, look):
    """What others did since, as far as this reader may know it."""
    events = events_for(plan.student, standing).exclude(actor=standing.principal.key)
    return events.filter(pk__gt=look.event) if look else events.filter(at__gt=now() - AT_FIRST)


def place_of(event, plan):
    """Where on the page a change is seen, and the word of the link that goes there."""
    data, room = event.data, event.verb.partition(".")[0]
    if event.verb == "checkins.asked":
        return "#conversation", _("Reply")
    if event.verb in ("checkins.answered", "checkins.commented", "checkins.comment_withdrawn"):
        return "#conversation", _("Read")
    if data.get("goal"):
        return f"#goal-{data['goal']}", _("Read") if room == "checkins" else _("See change")
    if data.get("section"):
        return f"#section-{data['section']}", _("See change")
    if event.verb in ("plans.shared", "plans.corrected"):
        return reverse("plans:revision", args=[plan.public_id, data["number"]]), _("See change")
    anchors = {"plans.acknowledged": "#acknowledgements", "plans.participation_recorded": "#participation"}
    return anchors.get(event.verb, "#programming" if "programming" in event.verb else "#activity"), _("See")
