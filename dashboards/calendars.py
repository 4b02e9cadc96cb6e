"""The present school year of each district, and how often somebody is asked within a reporting window.

An installation serves a few districts, so all their years are read at once.
"""

import datetime
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from schools.models import SchoolYear

ONE_DAY = datetime.timedelta(days=1)


def present_years(on):
    """The school year of every district on a day, as {district id: year}, with its reporting windows.

    As `schools.queries.current_year` has it: in the summer the year that ended last, before the
    very first day of a new district its first year. Two queries.
    """
    years = {}
    for year in SchoolYear.objects.order_by("starts_on"):
        if year.starts_on <= on or year.district_id not in years:
            years[year.district_id] = year
    prefetch_related_objects(list(years.values()), "windows")
    return years


def window_of(year, on):
    """The reporting window of a year on a day; between windows the next one, after the last, the last.
    None when the district has not entered any."""
    windows = sorted(year.windows.all(), key=lambda window: window.starts_on)
    return next((window for window in windows if window.ends_on >= on), windows[-1] if windows else None)


@dataclass(frozen=True)
class Span:
    """A stretch of days within which a goal should be heard of once: a reporting window divided by
    the number of times the plan type asks in it. The first and the last day count."""

    name: str
    number: int
    of: int
    starts_on: datetime.date
    ends_on: datetime.date

    @property
    def days(self):
        return (self.ends_on - self.starts_on).days + 1

    def covers(self, day):
        return day is not None and self.starts_on <= day <= self.ends_on


def span_of(year, on, times):
    """The span of a day, when each reporting window is asked about `times` times.

    Where no window is entered the year itself is one. Outside a window (in a break, in summer) it
    is the span nearest to the day.
    """
    window = window_of(year, on) or year
    length = (window.ends_on - window.starts_on).days + 1
    starts = [window.starts_on + ONE_DAY * (length * number // times) for number in range(times)]
    ends = [start - ONE_DAY for start in starts[1:]] + [window.ends_on]
    number = max((number for number, start in enumerate(starts) if start <= on), default=0)
    return Span(window.name, number + 1, times, starts[number], ends[number])
