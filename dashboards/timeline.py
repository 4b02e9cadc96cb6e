"""The timeline: what happened around one child, as far as the reader may know it."""

import datetime
from dataclasses import dataclass

from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from accounts.permissions import Permission
from checkins.looks import keys_not_read
from dashboards.sentences import Telling, moment
from history.models import Event
from plans.access import plan_or_404
from plans.parts import type_of
from plans.queries import names_of
from plans.set_aside import told
from plans.translations import NONE, WRITTEN_IN, translations_for

PAGE = 40
SHARINGS = ("plans.shared", "plans.corrected")
MOST = 10_000  # pages; an address with a larger number means the first


@dataclass(frozen=True)
class Line:
    """One event as a sentence, with the doer, whose voice it was, and why if a reason was given."""

    pk: int
    who: str
    full: str
    voice: str
    sentence: str
    at: datetime.datetime
    reason: str
    number: int | None = None  # of the revision that the reason is of

    @property
    def when(self):
        return moment(localtime(self.at))


def events_for(student, standing):
    """The events around a child that this `Standing` may read, newest first. What staff do to the
    record itself is read by those who read the record. An event keeps the reader of its day; what tells of
    words or of a goal is asked for their present reader, so that nothing is told of a word that was pulled back or
    of a goal that is kept close by now."""
    events = Event.objects.about(student).readable(standing.readers, actor=standing.principal.key)
    for unread in keys_not_read([student], standing):
        events = events.exclude(target__in=unread)
    if not standing.may(Permission.FOLLOW_UP):
        events = events.exclude(audience="follow_up")
    events = told(events, standing).order_by("-at", "-pk")
    if standing.may(Permission.VIEW_RECORD):
        return events
    return events.exclude(verb__startswith="students.", audience="staff")


def lines_of(events, student, plan_type, translations=NONE):
    """Events as `Line`s, in one more query: staff are named as students call them."""
    events = list(events)
    called = names_of({event.actor for event in events})
    telling = Telling(student.first_name, plan_type, translations)
    lines = []
    for event in events:
        who = called.get(event.actor, event.actor_name)
        sentence = telling.sentence(event, who)
        number = event.data.get("number") if event.verb in SHARINGS else None
        lines.append(Line(event.pk, who, event.actor_name, event.voice, sentence, event.at, event.reason, number))
    return lines


@require_GET
def timeline(request, public_id):
    """Everything that happened around the student of a plan, the newest first, a page at a time."""
    plan, standing = plan_or_404(public_id, Permission.VIEW_PLAN, to=request.principal)
    events = events_for(plan.student, standing)
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and 0 < int(asked) < MOST else 1
    start = (number - 1) * PAGE
    translations = translations_for(plan, standing).of_old_pages()
    lines = lines_of(events[start : start + PAGE + 1], plan.student, type_of(plan), translations)
    shown = {
        "plan": plan,
        "student": plan.student,
        "standing": standing,
        "lines": lines[:PAGE],
        "translations": translations,
        "written_in": WRITTEN_IN,
        "older": number + 1 if len(lines) > PAGE else None,
        "newer": number - 1,
    }
    return render(request, "dashboards/timeline.html", shown)
