"""A teacher's classes, and in each the children with a shared plan.

A teacher is asked only about goals whose strategies at school name that teacher, as often in a
reporting window as the plan type says. Of a goal kept to a smaller circle a teacher sees the
strategy alone: `Goal.visible_to` leaves out its statement and with it the check-in.
"""

import re
from dataclasses import dataclass, field, replace

from accounts.permissions import Permission, Role, Voice
from checkins.models import CheckIn
from checkins.queries import Tap, taps
from checkins.readers import reader_choices
from dashboards.calendars import span_of
from dashboards.news import News, news_of
from goals.models import Goal, Strategy
from plans.models import Plan
from plans.parts import type_of
from students.models import ClassMembership, ClassSection, Responsibility, Student
from students.names import InOrder

LIVE = (Plan.State.WITH_FAMILY, Plan.State.ACTIVE)
TEACHES = (Responsibility.Kind.TEACHER, Responsibility.Kind.MENTOR, Responsibility.Kind.CASE_MANAGER)
MINE = "mine"


@dataclass
class Pupil:
    """One child with a plan, as a teacher meets them: what to do, and the goals to tap."""

    student: Student
    plan: Plan
    span: object
    to_do: list[str] = field(default_factory=list)
    taps: list[Tap] = field(default_factory=list)
    news: News | None = None

    @property
    def asks(self):
        """Whether the plan asks anything of this teacher."""
        return bool(self.to_do or self.taps)

    @property
    def done(self):
        return sum(tap.is_heard for tap in self.taps)


@dataclass(frozen=True)
class Group:
    """One class, or the children a teacher has without a class."""

    code: str
    period: str
    name: str
    pupils: list

    @property
    def title(self):
        return f"{self.period}, {self.name}" if self.period and self.name else self.period or self.name

    @property
    def asking(self):
        return [pupil for pupil in self.pupils if pupil.asks]

    @property
    def others(self):
        return [pupil for pupil in self.pupils if not pupil.asks]

    @property
    def goals(self):
        return sum(len(pupil.taps) for pupil in self.pupils)

    @property
    def done(self):
        return sum(pupil.done for pupil in self.pupils)

    @property
    def left(self):
        return self.goals - self.done


def read_groups(user, years, *, on, mine):
    """The classes of a teacher in the order of the day, and under the name `mine` those without a class."""
    sections = sections_of(user, years, on)
    pupils = pupils_of(user, years, on)
    seats = ClassMembership.objects.on(on).filter(section__in=sections, student__in=pupils)
    seated = {}
    for section, student in seats.values_list("section", "student"):
        seated.setdefault(section, set()).add(student)
    groups = [
        Group(str(one.public_id), one.period, one.name, among(pupils, seated.get(one.pk, ()))) for one in sections
    ]
    alone = set(pupils) - set().union(*seated.values())
    if alone or not groups:
        groups.append(Group(MINE, "", mine, among(pupils, alone)))
    return groups


def among(pupils, chosen):
    return [pupil for pk, pupil in pupils.items() if pk in chosen]


def sections_of(user, years, on):
    """The classes this person teaches this year, by period as a day has them: 2 comes before 10."""
    taught = user.teaching.on(on).values("section")
    found = ClassSection.objects.filter(pk__in=taught, year__in=years.values())
    return sorted(found, key=lambda section: (natural(section.period), section.name))


def natural(text):
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text.casefold())]


def pupils_of(user, years, on):
    """The children with a shared plan for whom this person is a teacher: {student id: Pupil}, by name."""
    students = Student.objects.granting(Permission.CHECK_IN, to=user, on=on, roles={Role.TEACHER})
    plans = Plan.objects.filter(student__in=students, state__in=LIVE, withdrawn_at=None)
    pupils = {}
    by_name = plans.order_by(InOrder("student__sort_name"), "student", "-year__starts_on")
    for plan in by_name.select_related("student", "year"):
        year = years.get(plan.student.district_id, plan.year)
        pupils.setdefault(plan.student_id, Pupil(plan.student, plan, span_of(year, on, type_of(plan).per_window)))
    for student, news in news_of([pupil.plan for pupil in pupils.values()], user, Role.TEACHER).items():
        pupils[student].news = news
    add_strategies(pupils, user)
    add_taps(pupils, user)
    return pupils


def naming(user, pupils):
    """The lines of who does what at school that name this person, on open shared goals."""
    plans = [pupil.plan.pk for pupil in pupils.values()]
    return Strategy.objects.filter(
        user=user, place=Strategy.Place.SCHOOL, withdrawn_at=None, goal__plan__in=plans,
        goal__state=Goal.State.OPEN, goal__withdrawn_at=None, goal__is_shared=True,
    )  # fmt: skip


def add_strategies(pupils, user):
    lines = naming(user, pupils).order_by("goal__position", "goal", "position", "pk")
    for student, words in lines.values_list("goal__plan__student", "words"):
        if words not in pupils[student].to_do:
            pupils[student].to_do.append(words)


def add_taps(pupils, user):
    goals = Goal.objects.visible_to(user).filter(pk__in=naming(user, pupils).values("goal"))
    goals = list(goals.select_related("plan").order_by("position", "pk"))
    found = taps(goals, by=user, voice=Voice.STAFF)
    days = said_on(goals, user)
    for goal in goals:
        pupil = pupils[goal.plan.student_id]
        readers = reader_choices(Voice.STAFF, pupil.student, close=goal.is_close)
        is_heard = any(pupil.span.covers(day) for day in days.get(goal.pk, ()))
        pupil.taps.append(replace(found[goal.pk], label=goal.statement, readers=readers, is_heard=is_heard))


def said_on(goals, user):
    """The days this person checked in on each goal: {goal id: days}."""
    rows = CheckIn.objects.filter(goal__in=goals, author=user.key, voice=Voice.STAFF, withdrawn_at=None)
    days = {}
    for goal, day in rows.values_list("goal", "happened_on"):
        days.setdefault(goal, set()).add(day)
    return days
