"""A district with two schools, a calendar and a coordinator, and a second district beside it."""

import datetime
from types import SimpleNamespace

import pytest

from accounts.actions import open_account
from schools.actions import open_district, open_school, open_unit, open_year, post

FIRST, LAST = datetime.date(2026, 8, 17), datetime.date(2027, 5, 28)
WINDOWS = [
    ("Fall", datetime.date(2026, 8, 17), datetime.date(2026, 12, 18)),
    ("Spring", datetime.date(2027, 1, 5), datetime.date(2027, 5, 28)),
]


@pytest.fixture
def place(db, freeze):
    """It is Wednesday, November 18, 2026, nine in the morning in Denver."""
    freeze("2026-11-18 09:00")
    unit = open_unit(name="Unit", by=None)
    here = SimpleNamespace(unit=unit, first=FIRST, last=LAST, windows=WINDOWS)
    here.district = open_district(unit=unit, name="Aspen Ridge", by=None)
    here.far_district = open_district(unit=unit, name="Pinyon", by=None)
    here.school = open_school(district=here.district, name="Cottonwood", by=None)
    here.other_school = open_school(district=here.district, name="Juniper", by=None)
    here.far_school = open_school(district=here.far_district, name="Pinyon School", by=None)
    year = {"name": "2026-27", "starts_on": FIRST, "ends_on": LAST, "windows": WINDOWS, "by": None}
    here.year = open_year(district=here.district, **year)
    here.far_year = open_year(district=here.far_district, **year)
    here.hire = hire
    here.coordinator = hire("Ruth Vance", "coordinator", district=here.district)
    here.teacher = hire("Daniel Reyes", "teacher", school=here.school)
    here.far_coordinator = hire("Omar Haddad", "coordinator", district=here.far_district)
    here.far_teacher = hire("Nadia Petrie", "teacher", school=here.far_school)
    return here


def hire(name, role, starts_on=FIRST, **where):
    """Somebody with an account who works somewhere since the first day of school."""
    user = open_account(email=f"{name.split()[0].lower()}@example.org", name=name, by=None)
    post(user=user, role=role, starts_on=starts_on, by=None, **where)
    return user
