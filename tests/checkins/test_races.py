"""Two requests at the same moment: one check-in, one question."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from checkins.actions import check_in, comment
from checkins.models import CheckIn, Comment
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
