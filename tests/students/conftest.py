"""A district with two schools, one specialist and one child: enough to act on."""

import copy
import datetime
from types import SimpleNamespace

import pytest

from accounts.actions import open_account
from history.clock import today
from schools.models import AdministrativeUnit, District, Posting, School, SchoolYear
from students import actions
from tests.harness.once import built_once
from tests.world import build_world


@pytest.fixture
def place(db):
    """Where the acts of these tests happen, and who does them."""
    unit = AdministrativeUnit.objects.create(name="Unit")
    district = District.objects.create(unit=unit, name="District")
    school = School.objects.create(district=district, name="Cottonwood")
    other_school = School.objects.create(district=district, name="Juniper")
    day = today()
    start, end = day - datetime.timedelta(days=100), day + datetime.timedelta(days=200)
    year = SchoolYear.objects.create(district=district, name="This year", starts_on=start, ends_on=end)
    by = works("Elena Ortiz", "specialist", school=school)
    return SimpleNamespace(
        district=district, school=school, other_school=other_school, year=year, by=by, day=day, start=start
    )


def works(name, role, **where):
    """A person who has worked somewhere for two hundred days."""
    user = open_account(email=f"{name.split()[0].lower()}@example.org", name=name, by=None)
    start = today() - datetime.timedelta(days=200)
    Posting.objects.create(user=user, role=role, starts_on=start, **where)
    return user


@pytest.fixture
def hire():
    return works


@pytest.fixture
def add(place):
    """`add(legal_first="Ana", …)`: one more child, at the first school unless it says otherwise."""

    def one(**facts):
        given = {"legal_first": "Maya", "legal_last": "Thompson", "school": place.school, "starts_on": place.start}
        given |= {"district": place.district, "year": place.year, "grade": "7", "by": place.by}
        return actions.add_student(**{**given, **facts})

    return one


@pytest.fixture
def child(add):
    return add()


@pytest.fixture(scope="module")
def world_of_module(django_db_setup, django_db_blocker):
    with built_once(build_world, django_db_blocker) as world:
        yield world


@pytest.fixture
def world(world_of_module, db):
    """The shared cast, as it was built: what a test does to it is undone after the test."""
    return copy.deepcopy(world_of_module)
