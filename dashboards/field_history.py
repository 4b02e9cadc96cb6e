"""The history of one field: every wording it had, with who, when and why, as far as the reader may read.

Staff read it from the events of the working plan. Family and student read what people agree to from
the revisions, and the live layer, which is theirs at once, from its events. A wording is compared with
the one before it in this very list, so that nothing a reader may not read shows in a comparison.
"""

import datetime
import re
from dataclasses import dataclass, replace
from itertools import pairwise

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.permissions import Permission, Voice
from dashboards.field_values import value
from goals.models import Goal, Strategy
from goals.rules import may_be_scribed, reasons_not_to_change
from history.models import Event
from history.wordings import pieces
from plans.access import may_write_section, plan_or_404
from plans.models import ProgrammingOption
from plans.parts import type_of
from plans.queries import names_of
from plans.readable import projection
from plans.set_aside import told as left_told
from plans.translations import NONE, WRITTEN_IN, translations_for
from students.access import student_or_404
from students.actions.student import FACTS
from students.models import Student

P = Permission
PAGE = 20
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LINE = ("words", "who", "how_often")
OPTION = ("words", "who", "option", "starts_on", "ends_on", "status")


@dataclass(frozen=True)
class Thing:
    """Something with fields: what people call it, its fields by label, and how its wordings are found.

    `part` and `code` find it in a revision. `acts` is the door that puts a wording back, where the reader
    may write; `is_live` says whether it is read as it stands, without a sharing.
    """

    name: str
    row: object
    fields: dict
    thing: str = ""
    part: str = ""
    code: str = ""
    line: str = ""
    acts: str = ""
    version: int = 0
    is_live: bool = False
    language: str = WRITTEN_IN

    @property
    def names(self):
        """What translations are found by: kind and id."""
        return ("line", self.line) if self.line else tuple(self.thing.split(":"))


@dataclass(frozen=True)
class Wording:
    """One wording of a field: the words, what changed in them, by whom, when and why."""

    words: str
    who: str
    voice: str
    at: datetime.datetime
    reason: str = ""
    event: int = 0
    number: int = 0
    before: str | None = None
    stands: bool = False

    @property
    def pieces(self):
        return [("same", self.words)] if self.before is None else pieces(self.before, self.words)


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
    goal = goal_row(plan, standing, public_id=code)
    if goal is None:
        return None
    is_open = plan.is_open and not reasons_not_to_change(goal)
    is_why = name == "why"
    may_say = standing.may(P.WRITE_OWN_WORDS) or (standing.may(P.SCRIBE) and may_be_scribed(goal))
    may = is_open and (may_say if is_why else standing.may(P.WRITE_PLAN))
    return Thing(
        goal.label_for(standing), goal, labels_of(Goal, (*Goal.PROMISE, "why")), f"goal:{code}", "goals", code,
        acts="goals:put_back" if may else "", version=goal.version, is_live=is_why,
        language=goal.language if is_why else WRITTEN_IN,
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
        acts="goals:put_back" if may else "", version=goal.version,
    )  # fmt: skip


def option_thing(plan, standing, code, name):
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


THINGS = {"section": section_thing, "goal": goal_thing, "line": line_thing, "programming": option_thing}


def fits(kind, code):
    """Whether there is such a kind of thing, and a code is one of its kind."""
    return kind == "section" or (kind in THINGS and bool(ID.fullmatch(code)))


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
    labels = {name: str(model._meta.get_field(name).verbose_name) for name in names}
    return {name: label[:1].upper() + label[1:] for name, label in labels.items()}


@require_GET
def history(request, public_id, kind, code, name):
    """Every wording of one field of a section, a goal, a line of who does what, or a programming option."""
    plan, standing = plan_or_404(public_id, P.VIEW_PLAN, to=request.principal)
    found = THINGS[kind](plan, standing, code, name) if fits(kind, code) else None
    if found is None or name not in found.fields:
        raise Http404
    if found.is_live or standing.may(P.READ_STAFF):
        wordings = told(found, name, standing)
    else:
        wordings = frozen(plan, standing, found, name)
    if not wordings and not standing.may(P.READ_STAFF) and not found.is_live:
        raise Http404
    translations = translations_for(plan, standing).of_old_pages()
    shown = {"plan": plan, "student": plan.student, "standing": standing, "kind": kind, "translations": translations}
    lines = lines_beside(plan, standing, code, translations) if kind == "goal" else []
    return page_of(request, found, name, wordings, shown | {"type": type_of(plan), "lines": lines})


@require_GET
def fact_history(request, public_id, name):
    """Every wording of one fact about a child, for those who read the record."""
    student, standing = student_or_404(public_id, P.VIEW_RECORD, to=request.principal)
    if name not in FACTS:
        raise Http404
    found = Thing(
        _("About the student"), student, labels_of(Student, FACTS), version=student.version,
        acts="students:fact_again" if standing.may(P.EDIT_RECORD) else "",
    )  # fmt: skip
    shown = {"plan": None, "student": student, "kind": "fact", "type": None, "lines": [], "translations": NONE}
    return page_of(request, found, name, told(found, name, standing), shown)


def page_of(request, found, name, wordings, shown):
    """A page of the list, the newest wording first."""
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and int(asked[:6]) > 0 else 1
    start = (number - 1) * PAGE
    shown |= {
        "found": found,
        "name": name,
        "label": found.fields[name],
        "wordings": [in_plain(wording, name, shown["type"]) for wording in wordings[start : start + PAGE]],
        "count": len(wordings),
        "older": number + 1 if len(wordings) > start + PAGE else None,
        "newer": number - 1,
        "here": request.get_full_path(),
        "written_in": WRITTEN_IN,
    }
    return render(request, "dashboards/history.html", shown)


def told(found, name, standing):
    """The wordings of a field by the events of its thing, the newest first, in two queries."""
    events = Event.objects.of(found.row).readable(standing.readers, actor=standing.principal.key).exclude(changes=[])
    events = left_told(events, standing)
    pairs = [(event, after) for event in reversed(events) if (after := after_of(event, name, found.line)) is not None]
    called = names_of({event.actor for event, _after in pairs})
    wordings = [
        Wording(after, called.get(event.actor, event.actor_name), event.voice, event.at, event.reason, event.pk)
        for event, after in pairs
    ]
    return newest_first(wordings)


def after_of(event, name, line):
    """What an event made of a field, or None."""
    found = (one["after"] for one in event.changes if one["field"] == name and one.get("line", "") == line)
    return next(found, None)


def frozen(plan, standing, found, name):
    """The wordings of a field by the revisions this reader may read, the newest first, in three queries."""
    left, wordings = projection(standing), []
    for row in plan.revisions.select_related("shared_by").order_by("number"):
        words = words_in(left(row.content), found, name)
        if words is not None and (not wordings or wordings[-1].words != words):
            wordings.append(
                Wording(words, str(row.shared_by), Voice.STAFF, row.shared_at, row.reason, number=row.number)
            )
    return newest_first(wordings)


def words_in(content, found, name):
    """The wording of a field in a content, None where the thing is not in it."""
    if found.part == "lines":
        things = [line for goal in content["goals"] for line in goal["strategies"]]
    else:
        things = content[found.part]
    by = "code" if found.part == "sections" else "id"
    one = next((one for one in things if one[by] == found.code), None)
    renamed = "code" if found.part == "programming" and name == "option" else name
    return (one[renamed] or "") if one else None


def newest_first(wordings):
    """Wordings from the oldest on, each beside the one before it, turned round."""
    found = [replace(one, before=last.words) for last, one in pairwise(wordings)]
    found = wordings[:1] + found
    return [replace(one, stands=True) for one in found[:-2:-1]] + found[-2::-1]


def in_plain(wording, name, one):
    """A wording with names for codes and days in words."""
    before = None if wording.before is None else value(name, wording.before, one)
    return replace(wording, words=value(name, wording.words, one), before=before)
