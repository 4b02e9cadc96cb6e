"""New since you looked, one line a child: for every list of children on a home, in a fixed number of queries."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat
from django.utils.timezone import localtime
from django.utils.translation import ngettext

from checkins.looks import keys_not_read
from dashboards.sentences import Telling
from dashboards.since import AT_FIRST, NO_NEWS, ROOMS
from dashboards.wording import short_day
from history.clock import day_of, now, today
from history.models import Event, LastLook, key
from plans.parts import type_of
from plans.queries import names_of
from plans.set_aside import told
from students.access import Standing

IN_ROOMS = Q(*(("verb__startswith", room) for room in ROOMS), _connector=Q.OR)


@dataclass(frozen=True)
class News:
    """How many new things there are around one child, and the newest: who, when, and as a sentence."""

    count: int
    who: str
    at: datetime.datetime
    sentence: str

    @property
    def counted(self):
        return ngettext("%(count)d new", "%(count)d new", self.count) % {"count": self.count}

    @property
    def on(self):
        return short_day(day_of(localtime(self.at)), on=today())


def news_of(plans, principal, role):
    """The `News` of the children of these plans, `{student id: News}`, in three queries: what others did that
    this principal has not called read, as far as somebody of this `role` may know it."""
    by_subject = {key(plan.student): plan for plan in plans}
    counted = {row["subject"]: row for row in unread_counts(by_subject, principal, role)}
    newest = list(Event.objects.filter(pk__in=[row["newest"] for row in counted.values()]))
    called = names_of({event.actor for event in newest})
    found = {}
    for event in newest:
        plan, who = by_subject[event.subject], called.get(event.actor, event.actor_name)
        sentence = Telling(plan.student.first_name, type_of(plan)).sentence(event, who)
        found[plan.student_id] = News(counted[event.subject]["count"], who, event.at, sentence)
    return found


def unread_counts(subjects, principal, role):
    """How many different things happened around each of these (`{key: plan}`) since this person called it read,
    and the newest."""
    standing = Standing(principal, None, frozenset({role}))
    looks = LastLook.objects.filter(person=principal.key, subject=OuterRef("subject")).values("event")[:1]
    events = Event.objects.filter(IN_ROOMS, subject__in=subjects).exclude(verb__in=NO_NEWS).readable(standing.readers)
    for unread in keys_not_read([plan.student_id for plan in subjects.values()], standing):
        events = events.exclude(target__in=unread)
    events = told(events, standing).exclude(actor=principal.key)
    is_new = Q(pk__gt=F("look")) | Q(look=None, at__gt=now() - AT_FIRST)
    same = Concat("actor", Value(" "), "verb", Value(" "), "target")
    return (
        events.annotate(look=Subquery(looks)).filter(is_new).order_by().values("subject")
        .annotate(count=Count(same, distinct=True), newest=Max("pk"))
    )  # fmt: skip
