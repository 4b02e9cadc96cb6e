"""Everyone at every door: the columns of the matrix, and the things behind the doors."""

import copy

import pytest

from accounts.middleware import CARD_HELD
from accounts.models import Pass
from students.actions import give_card
from tests.access.doors import with_one_of_everything
from tests.harness.client import CheckedClient
from tests.harness.once import built_once
from tests.world import build_world

INSIDE = ("specialist", "teacher", "counselor", "leader", "coordinator", "family", "student_user")
OUTSIDE = (
    "other_specialist", "other_teacher", "other_counselor", "other_leader", "other_coordinator", "other_family",
    "far_student_user",
)  # fmt: skip


@pytest.fixture(scope="module")
def world_of_module(django_db_setup, django_db_blocker):
    with built_once(lambda: with_one_of_everything(build_world()), django_db_blocker) as world:
        yield world


@pytest.fixture
def world(world_of_module, db):
    return copy.deepcopy(world_of_module)


@pytest.fixture
def door(world):
    """`door(who)`: a client signed in as one of the cast, by name."""

    def sign_in(who):
        client = CheckedClient()
        if who == "card":
            give_card(student=world.student, by=world.specialist)
            session = client.session
            session[CARD_HELD] = Pass.objects.latest("pk").pk
            session.save()
        elif who != "nobody":
            client.force_login(getattr(world, who), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
