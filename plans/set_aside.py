"""A child's own words that were set aside: what leaves history and frozen content for whoever may not meet them.

With a wording the wordings before it go: what alarms somebody was often said before it was said again.
Goals are looked up by name, for this room stands below theirs.
"""

from django.apps import apps
from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.dateparse import parse_datetime

from history.actions import plain
from plans.models import SectionAside

WHY, STEP = "why", "next_step"
STEP_VERBS = ("goals.next_step_set", "goals.next_step_done")


def told(events, standing):
    """These events without those that wrote what is set aside from this `Standing`."""
    if standing.sees_set_aside:
        return events
    before = Q(said_at__gte=OuterRef("at"))
    then = Q(written_at=OuterRef("at")) | Q(done_at=OuterRef("at"))
    section = among(SectionAside, "section", "plans.section", before)
    why = among(goals("WhyAside"), "goal", "goals.goal", before)
    step = among(goals("NextStep"), "goal", "goals.goal", then)
    return (
        events.exclude(Q(verb="plans.section_written") & Exists(section))
        .exclude(Q(verb="goals.why_said") & Exists(why))
        .exclude(Q(verb__in=STEP_VERBS) & Exists(step))
    )


def among(model, owner, kind, when):
    """The rows set aside that belong to the target of an event, for use inside a query of events."""
    named = Concat(Value(f"{kind}:"), Cast(f"{owner}_id", CharField()), output_field=CharField())
    rows = model.objects.filter(when, is_set_aside=True).order_by()
    return rows.annotate(target=named).filter(target=OuterRef("target"))


def goals(model):
    return apps.get_model("goals", model)


def asides_of(student):
    """What stands set aside of a child's own words, in one query: (thing, what, when it was said, words). The
    thing is a goal with `why` or `next_step`, or a plan with the code of a section."""
    sections = SectionAside.objects.filter(is_set_aside=True, section__plan__student=student).order_by()
    whys = goals("WhyAside").objects.filter(is_set_aside=True, goal__plan__student=student).order_by()
    steps = goals("NextStep").objects.filter(is_set_aside=True, goal__plan__student=student).order_by()
    columns = ("thing", "what", "at", "text")
    of_goal = {"thing": F("goal__public_id"), "text": F("words")}
    rows = (
        sections.annotate(
            thing=F("section__plan__public_id"), what=F("section__code"), at=F("said_at"), text=F("words")
        ).values_list(*columns),
        whys.annotate(what=Value(WHY), at=F("said_at"), **of_goal).values_list(*columns),
        steps.annotate(what=Value(STEP), at=F("written_at"), **of_goal).values_list(*columns),
    )
    return [(str(thing), *rest) for thing, *rest in rows[0].union(*rows[1:], all=True)]


def without(content, asides):
    """A copy of a content without what `asides` (of `asides_of`) name: a section or a reason up to the moment
    it was said, a next step by its words."""
    if not asides:
        return content
    of_plan = [aside for aside in asides if aside[0] == content.get("plan")]
    return content | {
        "sections": [section_left(section, of_plan) for section in content["sections"]],
        "goals": [
            goal_left(goal, [aside for aside in asides if aside[0] == str(goal["id"])]) for goal in content["goals"]
        ],
    }


def section_left(section, asides):
    if not section["words"] or not said_by_then(section["written_at"], section["code"], asides):
        return section
    return section | {"words": "", "said_by": "", "written_at": None}


def goal_left(goal, asides):
    live = goal["live"]
    if live["why"] and said_by_then(live["why_at"], WHY, asides):
        live = live | {"why": "", "why_said_by": "", "why_written_by": "", "why_at": None}
    if any(what == STEP and words == live["next_step"] for _goal, what, _at, words in asides):
        live = live | {"next_step": "", "next_step_by": "", "next_step_due_on": None}
    return goal | {"live": live}


def said_by_then(text, what, asides):
    """Whether words that a content says were written at `text` go with one of these."""
    moment = parse_datetime(plain(text))
    return any(one == what and moment <= at for _thing, one, at, _words in asides)
