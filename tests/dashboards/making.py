"""More children for the lists, each made through the real actions."""

from checkins.actions import check_in
from goals.actions import write_goal
from history.actions import mark_read
from history.clock import now
from history.models import Event
from plans.actions import acknowledge, activate_plan, share_changes, start_plan
from students import actions as students
from tests.world import days, moment

MATH = {"kind": "achievement", "area": "mathematics", "statement": "Model with lines", "short_label": "Lines"}


def child(world, first, last, *, school=None, keeper="specialist", **more):
    """A child of Maya's school, kept by Maya's specialist unless it says otherwise; None keeps nobody."""
    facts = {"grade": "6", "starts_on": days(world, -85), "at": moment(world, -80)} | more
    return students.add_student(
        district=world.district, school=school or world.school, year=world.year, legal_first=first, legal_last=last,
        keeper=getattr(world, keeper) if keeper else None, by=world.specialist, **facts,
    )  # fmt: skip


def draft(world, student, *, due_on=None, day=-70):
    return start_plan(student=student, year=world.year, by=world.specialist, due_on=due_on, at=moment(world, day))


def goal(world, plan, *, day=-70, strategies=(), **values):
    return write_goal(
        plan=plan, values=MATH | values, strategies=list(strategies), by=world.specialist, at=moment(world, day)
    )


def shared(world, student, *, day=-66, due_on=None, strategies=(), **values):
    """A child's plan with one goal, with the family since a day."""
    plan = draft(world, student, due_on=due_on)
    goal(world, plan, strategies=strategies, **values)
    share_changes(plan=plan, by=world.specialist, reason="First sharing", at=moment(world, day))
    plan.refresh_from_db()
    return plan


def answered(world, plan, *, meaning="read", day=-60):
    acknowledge(revision=plan.revision, meaning=meaning, by=world.family, voice="family", at=moment(world, day))
    plan.refresh_from_db()
    return plan


def active(world, student, *, day=-66, **more):
    """A child's plan in force, its one goal heard of yesterday."""
    plan = answered(world, shared(world, student, day=day, **more))
    plan = activate_plan(plan=plan, by=world.specialist, at=moment(world, -59))
    check_in(goal=plan.goals.get(), by=world.specialist, voice="staff", level=3, at=moment(world, -1))
    plan.refresh_from_db()
    return plan


def call_read(world, *people):
    """Let these people have read everything around Maya up to now."""
    for person in people:
        mark_read(subject=world.student, by=person, event=Event.objects.latest("pk").pk, at=now())
