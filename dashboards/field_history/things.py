"""What of a plan has fields with a history: sections, goals, lines of who does what, programming, the plan itself."""

import re
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from goals.models import Goal, NextStep, Strategy
from goals.rules import may_be_scribed, reasons_not_to_change
from plans.access import may_write_section
from plans.models import Plan, ProgrammingOption
from plans.parts import type_of
from plans.readable import projection
from plans.translations import WRITTEN_IN

P = Permission
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LINE = ("words", "who", "how_often")
OPTION = ("words", "who", "option", "starts_on", "ends_on", "status")
OWN = ("why", "next_step")


@dataclass(frozen=True)
class Thing:
    """Something with fields: what people call it, its fields by label, and how its wordings are found.

    `row` is what its events are of, `model` what its fields belong to where that is something else. `part`
    and `code` find it in a revision. `acts` is the door that puts a wording back, where the reader may write;
    `is_live` says whether it is read as it stands, without a sharing, and `language` what its words are in.
    """

    name: str
    row: Model
    fields: dict
    thing: str = ""
    part: str = ""
    code: str = ""
    line: str = ""
    acts: str = ""
    version: int = 0
    is_live: bool = False
    model: type | None = None
    language: str = WRITTEN_IN

    @property
    def names(self):
        """What translations are found by: kind and id."""
        return ("line", self.line) if self.line else tuple(self.thing.split(":"))

    def column(self, name):
        """The column of a field, or None for one that is kept otherwise."""
        columns = (self.model or type(self.row))._meta.fields
        return next((one for one in columns if one.name == name), None)


def section_thing(plan, standing, code, name):
    """A section of the plan's text; one never written has no history."""
    entry = type_of(plan).section(code)
    row = plan.sections.filter(code=code).first()
    if entry is None or row is None or entry.audience not in standing.readers:
        return None
    may = plan.is_open and may_write_section(entry, standing)
    return Thing(
        str(entry), row, {"words": _("Words")}, f"section:{code}", "sections", code,
        acts="plans:put_back" if may else "", version=row.version, is_live=entry.layer != "promise",
        language=row.language,
    )  # fmt: skip


def goal_row(plan, standing, **where):
    """A goal that this reader may read, taken out of the plan or not, or None."""
    goal = plan.goals.filter(audience__in=standing.readers, **where).first()
    return goal if goal and (goal.is_shared or standing.may(P.READ_STAFF)) else None


def goal_thing(plan, standing, code, name):
    """A goal: what was promised, and what the student says of it. A next step is set anew, never put back."""
    goal = goal_row(plan, standing, public_id=code)
    if goal is None:
        return None
    is_open = plan.is_open and not reasons_not_to_change(goal)
    may_say = standing.may(P.WRITE_OWN_WORDS) or (standing.may(P.SCRIBE) and may_be_scribed(goal))
    may = is_open and name != "next_step" and (may_say if name == "why" else standing.may(P.WRITE_PLAN))
    labels = labels_of(Goal, (*Goal.PROMISE, "why")) | {"next_step": label_of(NextStep, "words")}
    return Thing(
        goal.label_for(standing), goal, labels, f"goal:{code}", "goals", code,
        acts="goals:put_back" if may else "", version=goal.version, is_live=name in OWN,
        language=goal.language if name == "why" else WRITTEN_IN,
    )  # fmt: skip


def line_thing(plan, standing, code, name):
    """One line of who does what, by its goal's history."""
    line = Strategy.objects.filter(public_id=code, goal__plan=plan).first()
    goal = line and goal_row(plan, standing, pk=line.goal_id)
    if not goal:
        return None
    may = plan.is_open and line.withdrawn_at is None and not reasons_not_to_change(goal) and standing.may(P.WRITE_PLAN)
    name = f"{goal.label_for(standing)}, {line.get_place_display()}"
    return Thing(
        name, goal, labels_of(Strategy, LINE), f"goal:{goal.public_id}", "lines", code, line=code,
        acts="goals:put_back" if may else "", version=goal.version, model=Strategy,
    )  # fmt: skip


def option_thing(plan, standing, code, name):
    """What the school provides."""
    row = plan.programming.filter(public_id=code).first()
    if row is None:
        return None
    option = row.option if standing.may(P.READ_STAFF) else shared_option(plan, code)
    may = plan.is_open and row.withdrawn_at is None and standing.may(P.WRITE_PLAN)
    return Thing(
        str(type_of(plan).option(option) or option), row, labels_of(ProgrammingOption, OPTION),
        f"programming:{code}", "programming", code, acts="plans:put_back" if may else "", version=row.version,
    )  # fmt: skip


def shared_option(plan, code):
    """Which option a programming row was when it was last shared."""
    return next((one["code"] for one in plan.revision.content["programming"] if one["id"] == code), "")


def plan_thing(plan, standing, code, name):
    """The plan itself, by the day it is due: for staff."""
    if code != "plan" or not standing.may(P.READ_STAFF):
        return None
    return Thing(_("The plan"), plan, labels_of(Plan, ("due_on",)), f"plan:{code}", code=code)


THINGS = {
    "section": section_thing, "goal": goal_thing, "line": line_thing, "programming": option_thing, "plan": plan_thing,
}  # fmt: skip
CODED = ("section", "plan")  # the others are named by their id


def thing_of(plan, standing, kind, code, name):
    """The thing of a plan that an address names, or None where this reader finds none with such a field."""
    fits = kind in CODED or (kind in THINGS and ID.fullmatch(code))
    found = THINGS[kind](plan, standing, code, name) if fits else None
    return found if found and name in found.fields else None


def lines_beside(plan, standing, code, translations):
    """The lines of who does what of a goal, which have histories of their own: pairs of a code and its words."""
    if standing.may(P.READ_STAFF):
        rows = Strategy.objects.filter(goal__public_id=code).order_by("withdrawn_at", "place", "position", "pk")
        lines = [(row.public_id, row.words) for row in rows]
    else:
        goals = projection(standing)(plan.revision.content)["goals"]
        lines = [(line["id"], line["words"]) for goal in goals if goal["id"] == code for line in goal["strategies"]]
    return [(one, translations.say(f"line:{one}", "words", words)) for one, words in lines]


def labels_of(model, names):
    """The fields of a model by their labels, as the forms call them."""
    return {name: label_of(model, name) for name in names}


def label_of(model, name):
    label = str(model._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]
