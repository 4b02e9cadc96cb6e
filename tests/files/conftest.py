import copy

import pytest

from tests.harness.once import built_once
from tests.world import build_world


@pytest.fixture(scope="module")
def world_of_module(django_db_setup, django_db_blocker):
    with built_once(build_world, django_db_blocker) as world:
        yield world


@pytest.fixture
def world(world_of_module, db):
    """The shared cast, as it was built: what a test does to it is undone after the test."""
    return copy.deepcopy(world_of_module)
