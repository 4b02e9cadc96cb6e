"""Two requests at the same moment: one check-in, one question."""

import contextlib
import itertools
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection

from checkins.actions import check_in, comment
from checkins.models import CheckIn, Comment
from drafts.actions import keep
from drafts.models import Draft
from goals.actions import StaleGoal, write_goal
from goals.models import Goal
from history.clock import today
from tests.world import build_world

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def at_once(act, times=4):
    """Do `act` in several threads that start together. What one of them raised is raised here."""
    ready = threading.Barrier(times)

    def run():
        ready.wait()
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        for done in [pool.submit(run) for _time in range(times)]:
            done.result()


def test_taps_at_once_are_one_check_in():
    world = build_world()
    at_once(lambda: check_in(goal=world.goal, by=world.teacher, voice="staff", level=3))
    rows = CheckIn.objects.filter(goal=world.goal, author=world.teacher.key, happened_on=today())
    assert rows.count() == 1


def test_question_sent_at_once_from_two_windows_is_one():
    world = build_world()
    said = {"words": "Which bus?", "reader": "home", "by": world.family, "voice": "family", "is_question": True}
    at_once(lambda: comment(plan=world.plan, **said))
    assert Comment.objects.filter(words="Which bus?").count() == 1


def test_a_tap_and_a_goal_saved_at_the_same_moment_wait_for_each_other():
    world = build_world()
    values = {name: getattr(world.goal, name) for name in Goal.PROMISE}
    turn = itertools.count()

    def act():
        if next(turn) % 2:
            check_in(goal=world.goal, by=world.teacher, voice="staff", level=3)
            return
        goal = Goal.objects.get(pk=world.goal.pk)
        with contextlib.suppress(StaleGoal):
            write_goal(
                plan=goal.plan, goal=goal, version=goal.version, values=values, strategies=[], by=world.specialist
            )

    for _time in range(5):
        at_once(act)
    call_command("rebuild_plan_columns", check=True)


def test_the_first_two_copies_of_a_draft_at_once_are_one():
    world, sheet = build_world(), uuid.uuid4()
    at_once(lambda: keep(by=world.family, sheet=sheet, door="/", page="/", fields=[]))
    assert Draft.objects.filter(sheet=sheet).count() == 1
