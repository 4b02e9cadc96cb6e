"""A staged row as its page shows it: everything that will be made, every change, every problem with its choices."""

from collections import Counter
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from rostering.columns import Column
from rostering.models import Issue, StagedRow
from rostering.problems import KINDS, Choice, Problem, choices_of
from rostering.readers import cell_from_json, text_of
from rostering.record import name_of
from rostering.settling import fits
from students.areas import area
from students.languages import language_name
from students.models import Enrollment, Guardian, ProgramStatus, Student

Proposal = StagedRow.Proposal
TAGS = {
    Proposal.CREATE: "ok",
    Proposal.UPDATE: "new",
    Proposal.ASIDE: "",
    Proposal.MERGED: "",
    Proposal.UNCHANGED: "",
}


def shown_rows(rows: list[StagedRow], columns: tuple[Column, ...]) -> list[SimpleNamespace]:
    """Rows of a page; their issues are expected to be prefetched."""
    ids = {change["user"] for row in rows for change in row.changes if change.get("user")}
    staff = {pk: user.name for pk, user in User.objects.in_bulk(ids).items()}
    headers = {column.index: column.header for column in columns}
    return [shown_row(row, headers, staff) for row in rows]


def shown_row(row: StagedRow, headers: dict[int, str], staff: dict[int, str]) -> SimpleNamespace:
    name = name_of(row.record)
    words = [text for cell in row.cells if (text := text_of(cell_from_json(cell)))]
    new = row.proposal == Proposal.CREATE
    return SimpleNamespace(
        number=row.number,
        name=f"{name.family}, {name.chosen or name.given}" if name else next(iter(words), ""),
        grade=grade_name(row.record.get("grade", "")) if row.record else "",
        tag=Proposal(row.proposal).label,
        tag_kind=TAGS.get(row.proposal, ""),
        with_row=row.with_row,
        new=new,
        summary=summary_of(row.changes) if new else [],
        made=made_of(row.changes, staff) if new else [],
        changes=[shown_change(change, row.kept, staff) for change in row.changes] if row.student_id and not new else [],
        issues=[shown_issue(row, issue, headers) for issue in row.issues.all()],
        words=words if row.proposal in (Proposal.ASIDE, Proposal.MERGED) and len(words) > 1 else [],
    )


def shown_issue(row: StagedRow, issue: Issue, headers: dict[int, str]) -> SimpleNamespace:
    """One problem with its choices; the chosen one, or the default, is marked."""
    tail = f"{row.number}-{issue.column}-{issue.kind}"
    choices = [shown_choice(issue, choice, tail) for choice in choices_of(issue.problem)]
    return SimpleNamespace(
        tail=tail,
        column=headers.get(issue.column, ""),
        sentence=Problem(issue.kind, readable(issue.facts)).sentence,
        twins=issue.facts.get("twins", ()),
        choices=choices,
        waits=not issue.decided,
    )


def shown_choice(issue: Issue, choice: Choice, tail: str) -> SimpleNamespace:
    """One way out of a problem, with what is typed beside it, and what is wrong with that."""
    typed = issue.typed if choice.code == issue.choice else ""
    return SimpleNamespace(
        code=choice.code,
        label=str(choice.label) % readable(issue.facts),
        checked=choice.code == (issue.choice or KINDS[issue.kind].default),
        asks=choice.asks,
        typed=typed,
        typed_name=f"typed-{tail}-{choice.code}",
        wrong="" if not choice.asks or choice.code != issue.choice or issue.decided else wrongly_typed(choice, typed),
    )


def wrongly_typed(choice: Choice, typed: str) -> str:
    """What to type beside a choice that waits for it."""
    if choice.asks == "date":
        if typed and fits("date", typed, date.max):
            return _("This day has not come yet. Type a day in the past.")
        return _("Type the day, such as 2024-11-28.")
    return _("Choose the grade.") if choice.asks == "grade" else _("Type the name.")


def readable(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of a problem as a page writes them."""
    return {name: day(value) if name == "date" else value for name, value in facts.items()}


def summary_of(changes: list[dict[str, Any]]) -> list[str]:
    """What a new student comes with, in one line."""
    count = {
        what: sum(change["what"] == what for change in changes) for what in ("evidence", "guardian", "teacher", "note")
    }
    areas = " · ".join(str(area(change["area"]).label) for change in changes if change["what"] == "area")
    status = next((ProgramStatus.Status(one["after"]).label for one in changes if one["what"] == "status"), "")
    said = [
        areas or status,
        ngettext("%(n)s score", "%(n)s scores", count["evidence"]) % {"n": count["evidence"]},
        ngettext("%(n)s in the family", "%(n)s in the family", count["guardian"]) % {"n": count["guardian"]},
        ngettext("%(n)s teacher", "%(n)s teachers", count["teacher"]) % {"n": count["teacher"]},
        ngettext("%(n)s staff note", "%(n)s staff notes", count["note"]) % {"n": count["note"]},
    ]
    wanted = (True, *(count[what] for what in ("evidence", "guardian", "teacher", "note")))
    return [words for words, there in zip(said, wanted, strict=True) if there and words]


def made_of(changes: list[dict[str, Any]], staff: dict[int, str]) -> list[tuple[str, list[str]]]:
    """Everything a new student comes with, group by group."""
    groups = (
        (_("The student"), ("fact", "grade", "status")),
        (_("Identified in"), ("area",)),
        (_("Body of evidence"), ("evidence",)),
        (_("Family"), ("guardian",)),
        (_("Teachers"), ("teacher",)),
        (_("Staff-only notes"), ("note",)),
    )
    for title, kinds in groups:
        lines = [line_of(change, staff) for change in changes if change["what"] in kinds]
        if lines:
            yield title, lines


def made_counts(rows: list[StagedRow]) -> list[tuple[str, int]]:
    """How much of each thing an applied list made, in words."""
    made = Counter(
        change["what"]
        for row in rows
        if row.proposal in (Proposal.CREATE, Proposal.UPDATE)
        for change in row.changes
        if change["key"] not in row.kept
    )
    named = (
        (_("Areas"), "area"),
        (_("Scores"), "evidence"),
        (_("Adults in families"), "guardian"),
        (_("Teachers named"), "teacher"),
        (_("Staff notes"), "note"),
    )
    return [(label, made[what]) for label, what in named if made[what]]


def shown_change(change: dict[str, Any], kept: list[str], staff: dict[int, str]) -> SimpleNamespace:
    """One change to a student who is here: what it is, before and after, and whether it was declined."""
    label, before, after = change_words(change, staff)
    return SimpleNamespace(key=change["key"], label=label, before=before, after=after, kept=change["key"] in kept)


def change_words(change: dict[str, Any], staff: dict[int, str]) -> tuple[str, str, str]:
    """(what, before, after) of one change."""
    if change["what"] in ADDED:
        return ADDED[change["what"]](), "", line_of(change, staff)
    return CHANGED[change["what"]](change, staff)


def fact_words(change, _staff):
    field = change["field"]
    return fact_label(field), fact_value(field, change["before"]), fact_value(field, change["after"])


def status_words(change, _staff):
    names = dict(ProgramStatus.Status.choices)
    return _("In the program"), str(names.get(change["before"], "")), str(names[change["after"]])


def area_date_words(change, _staff):
    label = _("%(area)s, decided on") % {"area": area(change["area"]).label}
    return label, day(change["before"]), day(change["after"])


def contact_words(change, _staff):
    field = capfirst(Guardian._meta.get_field(change["field"]).verbose_name)
    return f"{change['name']}, {field}", change["before"], change["after"]


def teacher_words(change, staff):
    return subject(change), change.get("before", ""), teacher(change, staff)


CHANGED = {
    "fact": fact_words,
    "grade": lambda change, _staff: (_("Grade"), grade_name(change["before"]), grade_name(change["after"])),
    "school": lambda change, _staff: (_("School"), change["before"], change["after"]),
    "status": status_words,
    "area_date": area_date_words,
    "evidence_score": lambda change, _staff: (measure(change), change["before"], change["after"]),
    "contact": contact_words,
    "teacher_change": teacher_words,
    "teacher_match": teacher_words,
}


def line_of(change: dict[str, Any], staff: dict[int, str]) -> str:
    """One thing that will be made, in one line."""
    what = change["what"]
    if what == "area":
        return joined(area(change["area"]).label, day(change["on"]) or change["text"])
    if what == "evidence":
        return f"{measure(change)}: {change['score']}"
    if what == "guardian":
        language = language_name(change["language"]) if change["language"] not in ("", "en") else ""
        return joined(change["name"], change.get("email"), change.get("phone"), change.get("contact_note"), language)
    if what == "teacher":
        return f"{subject(change)}: {teacher(change, staff)}"
    if what == "note":
        return change["words"]
    label, _before, after = change_words(change, staff)
    return joined(f"{label}: {after}", change.get("reason"))


ADDED = {
    "area": lambda: _("New area"),
    "evidence": lambda: _("New evidence"),
    "guardian": lambda: _("New in the family"),
    "teacher": lambda: _("New teacher"),
    "note": lambda: _("New staff-only note"),
}


def teacher(change: dict[str, Any], staff: dict[int, str]) -> str:
    """The teacher as found, or the name as written."""
    found = staff.get(change["user"])
    return found or _("%(name)s (name only)") % {"name": change["named"]}


def subject(change: dict[str, Any]) -> str:
    return change["subject"] or _("Teacher")


def measure(change: dict[str, Any]) -> str:
    """A measure with the year it was taken, if the list says it."""
    return f"{change['instrument']} ({change['taken_text']})" if change["taken_text"] else change["instrument"]


def fact_label(field: str) -> str:
    return capfirst(Student._meta.get_field(field).verbose_name)


def fact_value(field: str, value: Any) -> str:
    """A fact about the child in the words of a page."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field == "home_language":
        return language_name(value)
    if field == "english_learner":
        return str(dict(Student.EnglishLearner.choices)[value])
    return day(value) if field == "born_on" else str(value)


def grade_name(code: str) -> str:
    return str(dict(Enrollment.GRADES).get(code, code))


def day(iso: str) -> str:
    """A day as pages write it; anything else as it is."""
    try:
        return date_format(date.fromisoformat(iso), _("M j, Y"))
    except (TypeError, ValueError):
        return iso or ""


def joined(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)
