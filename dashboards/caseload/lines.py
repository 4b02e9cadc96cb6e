"""The lines of the table: each value as it is printed, made in Python so that the markup stays plain.

The family's looks are read here, for the rows of one page only.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import Role
from dashboards.news import news_of
from dashboards.wording import coming_day, days_until, short_day
from history.clock import day_of
from history.models import Visit, key
from plans.models import Acknowledgement
from plans.parts import type_of
from students.areas import areas
from students.models import Guardianship, ProgramStatus

Meaning = Acknowledgement.Meaning
SHOWN_GOALS = 3
SOON_DAYS = 7


@dataclass(frozen=True)
class Cell:
    """Two lines of a square: an icon and a fact, and a quieter word under it."""

    icon: str = ""
    text: str = ""
    note: str = ""
    is_urgent: bool = False


@dataclass(frozen=True)
class Line:
    """One row of the table as people read it."""

    row: object
    url: str
    areas: str
    stage: str
    status: str
    goals: list
    more_goals: int
    heard: str
    heard_from: str
    voice: str
    quiet: str
    family: Cell
    due: Cell
    news: object = None


def lines_of(rows, principal):
    """The lines of one page, in the order of the rows. Everybody with a caseload reads all readers' words."""
    looks, news = looks_of(rows), news_of([row.plan for row in rows if row.plan], principal, Role.SPECIALIST)
    names = {one.code: str(one) for one in areas()}
    return [line_of(row, looks.get(row.student.pk), names, news.get(row.student.pk)) for row in rows]


def line_of(row, looked_on, names, news):
    last = row.last_goal
    levels = {int(level.code): str(level) for level in type_of(row.plan).levels} if row.plan else {}
    goals = row.open_goals or row.goals
    silent = _("No check-in yet")
    return Line(
        row=row,
        url=address_of(row),
        areas=" · ".join(names.get(area.area, area.area) for area in row.areas),
        stage=str(row.plan.get_state_display()) if row.plan else "",
        status=status_of(row),
        goals=[(goal.level, levels.get(goal.level, silent), goal.short_label) for goal in goals[:SHOWN_GOALS]],
        more_goals=max(len(goals) - SHOWN_GOALS, 0),
        heard=short_day(last.level_on, on=row.today) if last else "",
        heard_from=last.level_by if last else "",
        voice=last.level_voice if last else "",
        quiet=quiet_words(len(row.quiet_goals)),
        family=family_cell(row, looked_on),
        due=due_cell(row),
        news=news,
    )


def address_of(row):
    """Where a name leads: this year's plan, else the newest one, else the child's record."""
    plan = row.plan.public_id if row.plan else row.student.earlier_plan
    return reverse("dashboards:plan", args=[plan]) if plan else reverse("students:detail", args=[row.student.public_id])


def quiet_words(goals):
    """How many goals went quiet, in a word or two."""
    return ngettext("%(count)d quiet", "%(count)d quiet", goals) % {"count": goals} if goals else ""


def status_of(row):
    """Where the child stands in the program, for those who have no plan."""
    status = row.student.status
    return str(ProgramStatus.Status(status).label) if status else ""


def due_cell(row):
    """The next day, and what it is the day of. Within a week it is marked, and says how far away it is."""
    if row.due is None:
        return Cell()
    notes = {"plan": _("Plan due"), "answer": _("Family answers"), "check": _("Check %(goal)s")}
    note = notes[row.due.what] % {"goal": row.due.label}
    is_near = (row.due.on - row.today).days <= SOON_DAYS
    return Cell(
        text=coming_day(row.due.on, on=row.today),
        note=f"{note} · {days_until(row.due.on, on=row.today)}" if is_near else note,
        is_urgent=is_near,
    )


def family_cell(row, looked_on):
    """What was heard of the family: a question that waits, an answer, or a look."""
    if asked := row.family_question:
        text = _("Asked %(day)s") % {"day": short_day(day_of(asked.said_at), on=row.today)}
        return Cell("chat-left-text", text, _("Waiting on you"), is_urgent=True)
    if row.plan is None or not row.plan.is_shared:
        return Cell()
    if row.acknowledgements:
        return answered_cell(row, row.acknowledgements[-1])
    if looked_on:
        looked = _("Looked %(day)s") % {"day": short_day(looked_on, on=row.today)}
        return Cell("eye", looked, "" if row.moments else _("No answer yet"))
    if row.moments:
        met = row.moments[-1]
        return Cell("people", short_day(met.on, on=row.today), met.get_how_display())
    return Cell("eye-slash", _("Not opened yet"))


def answered_cell(row, answer):
    """The newest word of the family on the plan, and whether it was on an earlier version."""
    says = {
        Meaning.READ: _("Read it %(day)s"),
        Meaning.TOOK_PART: _("Took part %(day)s"),
        Meaning.AGREE: _("Agrees, %(day)s"),
        Meaning.DISAGREE: _("Disagrees with a part, %(day)s"),
        Meaning.TALK: _("Wants to talk, %(day)s"),
    }
    text = says[answer.meaning] % {"day": short_day(day_of(answer.said_at), on=row.today)}
    wants = answer.meaning in (Meaning.DISAGREE, Meaning.TALK)
    note = "" if answer.revision_id == row.plan.revision_id else _("An earlier version")
    return Cell("chat-left-text" if wants else "check2", text, note)


def looks_of(rows):
    """The day each child's family last opened the plan: {student id: day}. Two queries, paired by
    guardian and child, so that a guardian's look at another child as a teacher is not counted."""
    if not rows:
        return {}
    students = {key(row.student): row.student.pk for row in rows}
    ties = Guardianship.objects.on(rows[0].today).filter(student__in=students.values(), guardian__user__isnull=False)
    pairs = defaultdict(set)
    for student, user in ties.values_list("student", "guardian__user"):
        pairs[student].add(f"user:{user}")
    seen = Visit.objects.filter(subject__in=students, actor__in=set().union(*pairs.values()))
    looks = {}
    for subject, actor, at in seen.values_list("subject", "actor").annotate(at=Max("at")):
        student = students[subject]
        if actor in pairs[student]:
            looks[student] = max(day_of(at), looks.get(student, day_of(at)))
    return looks
