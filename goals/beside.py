"""What stands beside the form of a goal: what it counts for, what happened to it, what could be carried on."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext

from goals.models import Goal
from goals.rules import why_not_measurable
from history.models import Event
from plans.parts import type_of
from plans.set_aside import told


def carriable(plan, standing):
    """The goals of earlier years that say "carry it on" or "revise it", and those of a plan that gave way to this
    one, as far as they are not carried into this plan yet."""
    return list(
        Goal.objects.readable(standing.readers)
        .filter(Q(onward__in=(Goal.Onward.CARRY, Goal.Onward.REVISE)) | Q(plan__gave_way_to=plan))
        .filter(plan__student=plan.student_id)
        .exclude(plan=plan)
        .exclude(Exists(Goal.objects.current().filter(plan=plan, carried_from=OuterRef("pk"))))
        .select_related("plan__year")
        .order_by("-plan__year__starts_on", "position", "pk")
    )


@dataclass(frozen=True)
class Served:
    """A required part of the plan that a goal counts for, and what this goal still lacks for it."""

    label: str
    cite: str
    met: bool | None
    missing: str = ""


def served_by(plan, goal):
    """What a goal counts for: the required parts with their cite. Of a new goal nothing is known yet."""
    one = type_of(plan)
    kind = one.goal_kind(goal.kind) if goal else None
    parts = [part for part in one.parts if counts(part, kind)]
    return [Served(str(part), part.cite, *standing_of(part, goal, kind)) for part in parts]


def counts(part, kind):
    """Whether a goal of this kind (None: any kind) counts for a required part."""
    if part.check == "goal_of_kind":
        return kind is None or part.args["counts_for"] in kind.counts_for
    return part.check in ("goals_measurable", "programming")


def standing_of(part, goal, kind):
    """(met, missing) of one goal for one part; (None, "") for a goal not written yet."""
    if goal is None:
        return None, ""
    missing = ""
    if part.check == "goals_measurable":
        missing = why_not_measurable(goal)
    elif part.check == "programming" and not goal.strategies.filter(withdrawn_at=None).exists():
        missing = gettext("Say who does what.")
    elif part.check == "goal_of_kind" and "standard" in kind.asks and not goal.standard.strip():
        missing = gettext("Name the standard it is tied to.")
    return not missing, missing


@dataclass(frozen=True)
class Past:
    """One thing that happened to a goal: who, when, and what changed."""

    verb: str
    name: str
    voice: str
    at: datetime
    fields: list


def past_of(goal, standing, *, most=8):
    """The newest of what happened to a goal that this reader may read."""
    events = told(Event.objects.of(goal).readable(standing.readers, actor=standing.principal.key), standing)[:most]
    labels = {name: Goal._meta.get_field(name).verbose_name for name in Goal.PROMISE}
    return [
        Past(
            event.verb.partition(".")[2], event.actor_name, event.voice, event.at,
            fields_in(event.changes, labels),
        )
        for event in events
    ]  # fmt: skip


def fields_in(changes, labels):
    """The names of what changed, each once; the lines of who does what are one."""
    found = [gettext("who does what") if "line" in change else labels.get(change["field"]) for change in changes]
    return list(dict.fromkeys(str(name) for name in found if name))
