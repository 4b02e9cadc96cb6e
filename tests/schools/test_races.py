"""Two coordinators ended at the same moment: one of them stays."""

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from history.clock import today
from schools import actions
from schools.models import Posting
from tests.world import build_world, days

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def ended(world, posting):
    return actions.end_posting(posting=posting, by=world.root)


def made_a_teacher(world, posting):
    facts = {"role": "teacher", "title": "", "starts_on": posting.starts_on, "school": world.school}
    return actions.correct_posting(posting=posting, by=world.root, **facts)


@pytest.mark.parametrize("act", [ended, made_a_teacher])
def test_of_two_coordinators_who_leave_at_once_one_stays(monkeypatch, act):
    world = build_world()
    actions.post(
        user=world.leader, role="coordinator", district=world.district, starts_on=days(world, -10), by=world.root
    )
    coordinators = Posting.objects.on(today()).filter(role="coordinator", district=world.district)
    both_have_looked = threading.Barrier(2)
    look = actions._refuse_to_end_last_coordinator

    def slowly(*given):
        look(*given)
        with contextlib.suppress(threading.BrokenBarrierError):
            both_have_looked.wait(timeout=1)

    monkeypatch.setattr(actions, "_refuse_to_end_last_coordinator", slowly)

    def leave(posting):
        try:
            act(world, posting)
        except ValidationError:
            return "stays"
        finally:
            connection.close()
        return "left"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(leave, list(coordinators))) == ["left", "stays"]
    assert coordinators.all().count() == 1
