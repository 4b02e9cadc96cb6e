"""Making a district out of nothing: unit, district, schools, year, windows, days off, first coordinator."""

import datetime
from dataclasses import dataclass, field
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import open_account
from accounts.permissions import Role
from history import clock
from schools import actions
from schools.calendar import ONE_DAY
from schools.models import AdministrativeUnit, District, Posting


@dataclass
class Founding:
    """The answers that a district is made of. Days are dates; `windows` are (name, first, last)."""

    unit: str
    district: str
    time_zone: str
    schools: list[str]
    year: str
    first_day: datetime.date
    last_day: datetime.date
    coordinator_name: str
    coordinator_email: str
    windows: list[tuple[str, datetime.date, datetime.date]] = field(default_factory=list)
    days_off: list[tuple[datetime.date, str]] = field(default_factory=list)


def even_windows(names, first_day, last_day):
    """Split a school year into windows of equal length, one after the other."""
    length = (last_day - first_day).days + 1
    if not names or length < len(names):
        return []
    starts = [first_day + ONE_DAY * (length * n // len(names)) for n in range(len(names))]
    ends = [later - ONE_DAY for _earlier, later in pairwise(starts)] + [last_day]
    return list(zip(names, starts, ends, strict=True))


def reasons_not_to_found(founding):
    """Why this district must not be made: it is there, or the answers do not fit. Sentences."""
    there = District.objects.filter(name=founding.district).first()
    if there is None:
        return []
    who = Posting.objects.filter(district=there, role=Role.COORDINATOR).select_related("user").order_by("pk").first()
    ask = _(" Its coordinator is %(name)s.") % {"name": who.user.name} if who else ""
    return [_("%(district)s is already here; nothing was changed.") % {"district": there} + ask]


@transaction.atomic
def found_district(founding, *, at=None):
    """Make all of it, or nothing. Returns the coordinator. Raises ValidationError with sentences."""
    at = at or clock.now()
    if reasons := reasons_not_to_found(founding):
        raise ValidationError(reasons)
    told = {"by": None, "at": at}
    unit = AdministrativeUnit.objects.filter(name=founding.unit).first()
    unit = unit or actions.open_unit(name=founding.unit, **told)
    district = actions.open_district(unit=unit, name=founding.district, time_zone=founding.time_zone, **told)
    for name in founding.schools:
        actions.open_school(district=district, name=name, **told)
    year = {"name": founding.year, "starts_on": founding.first_day, "ends_on": founding.last_day}
    actions.open_year(district=district, windows=founding.windows, **year, **told)
    actions.add_days_off(district=district, days=founding.days_off, **told)
    coordinator = open_account(email=founding.coordinator_email, name=founding.coordinator_name, invite=True, **told)
    actions.post(user=coordinator, role=Role.COORDINATOR, district=district, starts_on=district.today(), **told)
    return coordinator
