"""The required parts of a plan as a page lists them: met or not, and the one place that mends what is missing."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission
from plans.parts import findings

P = Permission


@dataclass(frozen=True)
class PartShown:
    """One required part: met or not, its cite, what is missing, and the one place that mends it."""

    code: str
    label: str
    cite: str
    is_reported: bool
    met: bool
    answer: str
    missing: str
    url: str
    act: str
    answer_url: str


def required_parts(plan, standing, goals):
    """The required parts as this reader may read them. `goals` are those that the reader sees."""
    seen = {str(goal.public_id) for goal in goals}
    return [part_shown(part, finding, plan, standing, seen) for part, finding in findings(plan)]


def part_shown(part, finding, plan, standing, seen):
    kind, _colon, code = finding.place.partition(":")
    hidden = kind == "goal" and code not in seen
    kind = "check_in" if part.check == "progress" and kind == "goal" else kind
    url, act = (None, None) if finding.met or hidden else mend(kind, code, plan, standing)
    writes = plan.is_open and standing.may(P.WRITE_PLAN)
    return PartShown(
        code=part.code,
        label=str(part),
        cite=part.cite,
        is_reported=part.sure == "reported",
        met=finding.met,
        answer=finding.answer.said_to(standing.readers) if finding.answer else "",
        missing=missing_words(finding, hidden),
        url=url or "",
        act=act or "",
        answer_url=reverse("plans:part_answer", args=[plan.public_id, part.code]) if writes else "",
    )


def missing_words(finding, hidden):
    """What is missing; of a goal this reader does not see, only that something is."""
    if finding.met:
        return ""
    return _("A goal that is kept close needs something.") if hidden else str(finding.missing)


def mend(kind, code, plan, standing):
    """The address and the word of the one act that mends what is missing, for who may do it."""
    if not plan.is_open:
        return None, None
    writes, one = standing.may(P.WRITE_PLAN), plan.public_id
    ways = {
        "section": (writes, lambda: reverse("plans:section", args=[one, code]), _("Write it")),
        "goal": (writes, lambda: reverse("goals:edit", args=[UUID(code)]), _("Open the goal")),
        "check_in": (
            standing.may(P.CHECK_IN),
            lambda: reverse("checkins:check_in", args=[UUID(code)]),
            _("Check in"),
        ),
        "goals": (writes, lambda: reverse("goals:add", args=[one]), _("Add a goal")),
        "programming": (writes, lambda: reverse("plans:programming_add", args=[one]), _("Choose one")),
        "participation": (
            standing.may(P.RECORD_PART),
            lambda: reverse("plans:participation_add", args=[one]),
            _("Record it"),
        ),
        "record": (
            standing.may(P.EDIT_RECORD),
            lambda: reverse("students:detail", args=[plan.student.public_id]),
            _("Open the record"),
        ),
    }
    allowed, address, act = ways.get(kind, (False, None, None))
    return (address(), act) if allowed else (None, None)
