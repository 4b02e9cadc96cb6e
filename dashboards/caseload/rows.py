"""The rows of a caseload: one child each, with this year's plan.

The children and their plans come in one annotated query whatever the size of the district; areas,
goals, questions, the family's answers and the teachers in one each. What a page says of a row is
worked out here, in Python, so that a number and the list it opens can never differ.
"""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.permissions import Voice
from checkins.looks import open_follow_ups
from checkins.models import CheckIn, Comment
from dashboards.calendars import span_of
from goals.models import Goal
from history.clock import day_of
from plans.models import Acknowledgement, Participation, Plan
from plans.models.plan import kept_in_sight
from plans.parts import type_of
from plans.rules import waits_for_talk
from students.access import current
from students.models import ClassTeacher, Enrollment, Identification, ProgramStatus, Responsibility

State = Plan.State
Status = ProgramStatus.Status
GRADES = [code for code, _label in Enrollment.GRADES]
GRADE_LABELS = dict(Enrollment.GRADES)
OUTSIDE = (Voice.FAMILY, Voice.STUDENT)
LIVE = (State.WITH_FAMILY, State.ACTIVE)


@dataclass(frozen=True)
class Due:
    """The next day that matters for a plan, and what it is the day of."""

    on: datetime.date
    what: str
    label: str = ""


@dataclass
class Row:
    """One child of a caseload on a day, with the plan of the year."""

    student: object
    plan: Plan | None
    year: object
    today: datetime.date
    areas: list = field(default_factory=list)
    goals: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    follow_ups: list = field(default_factory=list)
    said: list = field(default_factory=list)
    held: list = field(default_factory=list)
    teachers: set = field(default_factory=set)

    @property
    def grade(self):
        return self.student.grade or ""

    @property
    def grade_label(self):
        return str(GRADE_LABELS.get(self.grade, self.grade))

    @property
    def grade_order(self):
        return GRADES.index(self.grade) if self.grade in GRADES else len(GRADES)

    @property
    def stage(self):
        return self.plan.state if self.plan else ""

    @property
    def is_live(self):
        """Whether the plan has been shared and is not closed: its goals are being worked on."""
        return self.stage in LIVE

    @property
    def lacks_plan(self):
        return self.plan is None and self.student.status == Status.IDENTIFIED

    @property
    def open_goals(self):
        return [goal for goal in self.goals if goal.state == Goal.State.OPEN]

    @cached_property
    def due(self):
        """The next `Due` of the plan: a draft's own day, the family's answer, or the first check date."""
        if self.stage == State.DRAFT and self.plan.due_on:
            return Due(self.plan.due_on, "plan")
        if self.stage == State.WITH_FAMILY:
            return Due(self.plan.answer_by, "answer")
        if self.stage == State.ACTIVE:
            dated = [goal for goal in self.open_goals if goal.check_on]
            first = min(dated, key=lambda goal: goal.check_on, default=None)
            return first and Due(first.check_on, "check", first.short_label)
        return None

    def due_within(self, days):
        return self.due is not None and self.due.on <= self.today + datetime.timedelta(days=days)

    @property
    def last_goal(self):
        """The goal somebody checked in on last."""
        heard = [goal for goal in self.goals if goal.level_on]
        return max(heard, key=lambda goal: goal.level_on, default=None)

    @cached_property
    def quiet_goals(self):
        """Shared goals nobody has said anything about for longer than the reporting rhythm. Silence
        counts from the day the plan was shared."""
        if not self.is_live:
            return []
        rhythm = span_of(self.year, self.today, type_of(self.plan).per_window).days
        goals = [goal for goal in self.open_goals if goal.is_shared]
        return [goal for goal in goals if (self.today - self.heard_on(goal)).days > rhythm]

    def heard_on(self, goal):
        """The day somebody last said something about a goal, or the day its plan was shared."""
        return goal.spoken_on or day_of(self.plan.shared_at)

    @property
    def quiet_since(self):
        """The day since which none of the quiet goals was heard of."""
        return max((self.heard_on(goal) for goal in self.quiet_goals), default=None)

    @property
    def acknowledgements(self):
        """What the family said of the plan, and has not taken back."""
        return [one for one in self.said if one.voice == Voice.FAMILY and one.plan == self.plan.pk]

    @property
    def moments(self):
        """The moments with the family since the plan was shared."""
        return [one for one in self.held if one.voice == Voice.FAMILY and is_since_sharing(one, self.plan)]

    @property
    def waiting_talks(self):
        """What family and student said of the plan that somebody still has to talk with them about."""
        return waits_for_talk(self.said, self.held) if self.plan and self.stage != State.CLOSED else []

    @property
    def family_answered(self):
        """As `plans.rules.family_answered` has it: a word on a revision, or a moment since the sharing."""
        return bool(self.acknowledgements or self.moments)

    @property
    def waits_for_family(self):
        return self.is_live and not self.family_answered

    @property
    def answer_time_is_over(self):
        return self.stage == State.WITH_FAMILY and not self.family_answered and self.plan.answer_by < self.today

    @property
    def may_start(self):
        """Shared, answered, and not yet in force."""
        return self.stage == State.WITH_FAMILY and self.family_answered

    @property
    def undated(self):
        return [area for area in self.areas if area.decided_on is None]

    @property
    def is_new(self):
        """Identified this school year for the first time, or moved in this school year."""
        if self.year is None:
            return False
        moved_in = self.student.status == Status.MOVED_IN and self.student.status_on >= self.year.starts_on
        decided = [area.decided_on for area in self.areas if area.decided_on]
        return moved_in or (bool(decided) and min(decided) >= self.year.starts_on)

    @property
    def family_question(self):
        return next((asked for asked in self.questions if asked.voice == Voice.FAMILY), None)


def read_rows(students, years, *, on):
    """The rows of these students by name, each read whole. `years` is `present_years(on)`."""
    listed = with_plan(students, years, on)
    rows = {one.pk: Row(one, getattr(one, "plan_now", None), years.get(one.district_id), on) for one in listed}
    add_areas(rows)
    add_teachers(rows, on)
    add_questions(rows)
    add_follow_ups(rows)
    plans = {row.plan.pk: row for row in rows.values() if row.plan}
    add_goals(plans)
    add_answers(plans)
    return list(rows.values())


def with_plan(students, years, on):
    """Students by name, each with school, grade, status, this year's plan, and the address of the
    newest plan of earlier years. One query."""
    earlier = Plan.objects.filter(student=OuterRef("pk"), withdrawn_at=None).exclude(year__in=years.values())
    return (
        students.alias(
            attends=FilteredRelation("enrollments", condition=current("enrollments__", on)),
            stands=FilteredRelation("statuses", condition=current("statuses__", on)),
        )
        .annotate(
            plan_now=FilteredRelation("plans", condition=Q(plans__year__in=years.values(), plans__withdrawn_at=None)),
            grade=F("attends__grade"),
            school_name=F("attends__school__name"),
            status=F("stands__status"),
            status_on=F("stands__starts_on"),
            earlier_plan=Subquery(earlier.order_by("-year__starts_on").values("public_id")[:1]),
        )
        .select_related("plan_now")
        .sorted()
    )


def add_areas(rows):
    found = Identification.objects.filter(student__in=rows, status=Identification.Status.IDENTIFIED)
    for area in found.order_by("pk"):
        rows[area.student_id].areas.append(area)


def add_questions(rows):
    """Questions that wait, the longest waiting first. Everybody with a caseload reads all readers' words."""
    waiting = Comment.objects.waiting().filter(kept_in_sight("plan__"), plan__student__in=rows)
    for asked in waiting.select_related("plan", "goal"):
        rows[asked.plan.student_id].questions.append(asked)


def add_follow_ups(rows):
    """Whoever has a caseload looks after the private follow-ups of its children."""
    for one in open_follow_ups(list(rows)):
        rows[one.student_id].follow_ups.append(one)


def add_teachers(rows, on):
    """Who teaches each child: by class, or by what they look after."""
    taught = ClassTeacher.objects.on(on).filter(
        current("section__memberships__", on), section__memberships__student__in=rows
    )
    held = Responsibility.objects.on(on).filter(student__in=rows, kind=Responsibility.Kind.TEACHER, user__isnull=False)
    pairs = taught.order_by().values_list("section__memberships__student", "user", "user__name")
    for student, user, name in pairs.union(held.order_by().values_list("student", "user", "user__name")):
        rows[student].teachers.add((name, user))


def add_goals(plans):
    """The goals that stand, each with the day somebody last said something about it."""
    said = CheckIn.objects.filter(goal=OuterRef("pk"), withdrawn_at=None).order_by("-happened_on")
    goals = Goal.objects.current().filter(plan__in=plans)
    for goal in goals.annotate(spoken_on=Subquery(said.values("happened_on")[:1])):
        plans[goal.plan_id].goals.append(goal)


def add_answers(plans):
    """What family and student said of the plan, or of one that gave way to it, and the moments with them."""
    said = Acknowledgement.objects.holding().filter(of_plans(plans, "revision__plan"), voice__in=OUTSIDE)
    for answer in said.annotate(plan=F("revision__plan"), now=stays("revision__plan")).order_by("said_at", "pk"):
        plans[answer.now].said.append(answer)
    held = Participation.objects.filter(of_plans(plans, "plan"), withdrawn_at=None, voice__in=OUTSIDE)
    for moment in held.exclude(how=Participation.How.TRIED).annotate(now=stays("plan")).select_related("recorded_by"):
        plans[moment.now].held.append(moment)


def of_plans(plans, name):
    """A condition: what hangs on these plans by `name`, or on a plan that gave way to one of them."""
    return Q(**{f"{name}__in": plans}) | Q(**{f"{name}__gave_way_to__in": plans})


def stays(name):
    """The plan at `name`, or the one it gave way to."""
    return Coalesce(f"{name}__gave_way_to", name)


def is_since_sharing(moment, plan):
    return moment.plan_id == plan.pk and plan.shared_at is not None and moment.on >= day_of(plan.shared_at)


def by_teacher(rows):
    """Who teaches somebody here, by name: [(user id, name)]."""
    people = {user: name for row in rows for name, user in row.teachers}
    return sorted(people.items(), key=lambda pair: pair[1])
