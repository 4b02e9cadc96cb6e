"""Since you last looked: what others did to a plan that this reader has not yet called read."""

import datetime
from dataclasses import dataclass, field

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Pass, User
from accounts.permissions import Permission, Voice
from dashboards.plainly import shared_since
from dashboards.timeline import events_for, lines_of
from goals.cards import shown
from history.clock import now
from history.models import LastLook, key
from plans.models import ProgrammingOption
from plans.parts import type_of
from plans.translations import NONE

SHOWN = 5
AT_FIRST = datetime.timedelta(days=14)  # somebody who never marked anything read is shown this much
ROOMS = ("plans.", "goals.", "checkins.")
# That somebody took words back, or put them back again, is on the timeline: there is nothing to read.
NO_NEWS = (
    "checkins.withdrawn", "checkins.put_back", "checkins.work_withdrawn", "checkins.work_put_back",
    "checkins.comment_withdrawn", "checkins.comment_put_back",
)  # fmt: skip
WRITTEN = ("plans.section_written", "plans.programming_added", "plans.programming_changed", "goals.changed")


@dataclass(frozen=True)
class Since:
    """The newest changes, how many more there are, and up to which event the panel reads.

    `befores` is the wording before of everything that changed, by the name that the tag `fresh` has for
    it on the page. Without `event` nothing is new, and `looked_at` says since when.
    """

    looked_at: datetime.datetime | None
    changes: list
    more: int
    event: int
    may_undo: bool = False
    told: list = field(default_factory=list)
    befores: dict = field(default_factory=dict)


def since_of(plan, standing, *, week=False, translations=NONE):
    """The panel for one reader, or None for somebody to whom nothing ever was new. At most nine queries. On
    the page of a `week` stand the goals; everything else is seen on the plan.

    Staff read what was done to the working plan. To family and student a sharing is told in plain words,
    from what was frozen, as far as they may read it.
    """
    look = LastLook.objects.filter(person=standing.principal.key, subject=key(plan.student)).first()
    events = [event for event in unread(plan, standing, look) if event.verb.startswith(ROOMS)]
    if not events:
        return look and Since(look.at, [], 0, 0, may_undo=look.event_before is not None)
    last = max(event.pk for event in events)
    told, befores = [], {}
    if standing.may(Permission.READ_STAFF):
        befores = befores_of(events, plan)
    else:
        told, befores, events = told_and_rest(plan, standing, events, translations)
    events = newest_of_each(events)
    lines = lines_of(events[:SHOWN], plan.student, type_of(plan), translations)
    places = [place_of(event, plan, standing) for event in events[:SHOWN]]
    if week:
        places = [
            (on_the_plan(event, place, plan), word) for event, (place, word) in zip(events[:SHOWN], places, strict=True)
        ]
    changes = [(line, *place) for line, place in zip(lines, places, strict=True)]
    return Since(look and look.at, changes, len(events) - len(lines), last, told=told, befores=befores)


def told_and_rest(plan, standing, events, translations):
    """The unread sharings in plain words, the wordings before them, and the events that are still to tell."""
    here = [event for event in events if event.verb == "plans.shared" and event.target == key(plan)]
    shared = shared_since(plan, standing, {event.data["number"] for event in here}, translations)
    told = {one.number for one in shared.told}
    gone = {event.pk for event in here if event.data["number"] in told}
    return shared.told, shared.befores, [event for event in events if event.pk not in gone]


def newest_of_each(events):
    """Of several times that somebody did the same to the same thing, the newest."""
    found = {}
    for event in events:
        found.setdefault((event.actor, event.verb, event.target), event)
    return list(found.values())


def unread(plan, standing, look):
    """What others did since, as far as this reader may know it."""
    events = not_own(events_for(plan.student, standing), plan.student, standing).exclude(verb__in=NO_NEWS)
    return events.filter(pk__gt=look.event) if look else events.filter(at__gt=now() - AT_FIRST)


def not_own(events, student, standing):
    """These events without what the reader did: a child's account and cards are one person."""
    events = events.exclude(actor=standing.principal.key)
    if standing.voice() != Voice.STUDENT:
        return events
    cards = Pass.objects.filter(kind=Pass.Kind.CARD, student_public_id=student.public_id).order_by()
    keys = cards.annotate(key_of=Concat(Value("pass:"), Cast("pk", CharField()), output_field=CharField()))
    return events.exclude(actor__in=keys.values("key_of")).exclude(actor=User(pk=student.user_id or 0).key)


def befores_of(events, plan):
    """What stood where words changed, `{name: words}`: the wording before the oldest of these events. The
    working plan only; what was added is new from its first word."""
    options = {}
    if any(event.verb.startswith("plans.programming") for event in events):
        options = {key(row): str(row.public_id) for row in ProgrammingOption.objects.filter(plan=plan)}
    found = {}
    for event in events:
        if event.verb == "goals.added":
            found["goal", event.data["goal"], "statement"] = ""
        elif event.verb in WRITTEN:
            for change in event.changes:
                found[name_of(event, change, options)] = shown(change["field"], change["before"])
    return found


def name_of(event, change, options):
    """The name that the tag `fresh` has for a changed field on the plan page."""
    if "line" in change:
        return "line", change["line"], change["field"]
    if event.verb == "goals.changed":
        return "goal", event.data["goal"], change["field"]
    if event.verb == "plans.section_written":
        return "section", event.data["section"], change["field"]
    return "programming", options.get(event.target, ""), change["field"]


def on_the_plan(event, place, plan):
    """A place of the plan's page, as seen from the page of the week: what was said of a goal is read there."""
    is_there = place.startswith("#") and (not place.startswith("#goal") or event.verb.startswith("checkins."))
    return reverse("dashboards:plan", args=[plan.public_id]) + place if is_there else place


def place_of(event, plan, standing):
    """Where on the plan's page a change is seen, and the word of the link that goes there."""
    data, room = event.data, event.verb.partition(".")[0]
    if event.verb == "checkins.asked":
        waits = plan.open_question_at and event.at >= plan.open_question_at
        return "#conversation", _("Reply") if waits else _("Read")
    if event.verb in ("checkins.answered", "checkins.commented"):
        return "#conversation", _("Read")
    if data.get("goal"):
        return f"#goal-{data['goal']}", _("Read") if room == "checkins" else _("See change")
    if data.get("section"):
        return f"#section-{data['section']}", _("See change")
    if event.verb in ("plans.shared", "plans.corrected") and event.target == key(plan):
        return reverse("plans:revision", args=[plan.public_id, data["number"]]), _("See change")
    anchors = {"plans.acknowledged": "#acknowledgements", "plans.translated": "#goals"}
    rest = "#programming" if "programming" in event.verb else ""
    if standing.may(Permission.READ_STAFF):  # their page of the plan has these, too
        anchors["plans.participation_recorded"] = "#participation"
        rest = rest or "#activity"
    return anchors.get(event.verb, rest or reverse("dashboards:timeline", args=[plan.public_id])), _("See")
