"""A small place to import into: one specialist with an empty school, and Maya at the school next to it."""

from types import SimpleNamespace

import pytest

from accounts.models import User
from history.clock import today
from students.actions import add_student
from tests.world import PASSWORD, account, build_places, moment, works


@pytest.fixture
def world(db):
    world = SimpleNamespace(today=today(), password=PASSWORD)
    build_places(world)
    world.specialist = staff(world, "Elena Ortiz", "specialist", world.school)
    world.other_specialist = staff(world, "Omar Haddad", "specialist", world.other_school)
    world.other_teacher = staff(world, "Nadia Petrie", "teacher", world.other_school)
    world.leader = staff(world, "Peter Brooks", "school_leader", world.other_school)
    world.student = add_student(
        district=world.district, school=world.school, year=world.year, grade="7", legal_first="Maya",
        legal_last="Thompson", state_id="1000004471", by=world.specialist, at=moment(world, -80),
    )  # fmt: skip
    return world


@pytest.fixture
def desk(world, client_of):
    """The browser of the specialist whose school is empty."""
    return client_of(world.other_specialist)


def staff(world, name, role, school):
    """Somebody who works at a school."""
    user = account(world, name, f"{name.split()[0].lower()}@example.org")
    works(world, user, role, school=school)
    return User.objects.get(pk=user.pk)
