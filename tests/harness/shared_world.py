"""One world for the tests of a file: built once, and each test takes back what it did to it.

For a room's `conftest.py` to import `world` and `world_of_file` from.
"""

import copy

import pytest

from tests.harness.once import built_once
from tests.world import build_world


@pytest.fixture(scope="module")
def world_of_file(django_db_setup, django_db_blocker):
    """The world as it was built. Tests ask for `world`."""
    with built_once(build_world, django_db_blocker) as built:
        yield built


@pytest.fixture
def world(world_of_file, db):
    """The cast, for one test: what the test changes is not there for the next one."""
    return copy.deepcopy(world_of_file)
