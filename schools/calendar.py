"""Counting school days: weekdays inside a school year that are not days off.

State clocks run in school days: thirty after a referral, for one (ECEA 12.02(2)(c)(iii)). The day
something happened is day zero; the last day itself is still on time.
"""

import datetime
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

SATURDAY = 5
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class SchoolCalendar:
    """The school days of one district, from its years (first and last day) and its days off."""

    years: tuple[tuple[datetime.date, datetime.date], ...]
    days_off: frozenset[datetime.date]

    @classmethod
    def of(cls, district):
        """Read a district's calendar, once for any number of questions (two queries)."""
        years = tuple(district.years.order_by("starts_on").values_list("starts_on", "ends_on"))
        return cls(years, frozenset(district.days_off.values_list("day", flat=True)))

    @cached_property
    def days(self):
        """Every school day there is, in order."""
        return [
            day
            for first, last in self.years
            for day in (first + ONE_DAY * n for n in range((last - first).days + 1))
            if day.weekday() < SATURDAY and day not in self.days_off
        ]

    @cached_property
    def _known(self):
        return frozenset(self.days)

    def is_school_day(self, day):
        return day in self._known

    def add(self, start, count):
        """The `count`-th school day after `start`: the last day that is on time.

        None when the calendar does not reach that far, because the next year is not entered.
        Raises ValueError unless count is 1 or more.
        """
        if count < 1:
            raise ValueError("count school days from 1")
        at = bisect_right(self.days, start) + count - 1
        return self.days[at] if at < len(self.days) else None

    def count(self, start, end):
        """How many school days lie after `start`, up to and including `end`; 0 when `end` is not later."""
        return max(0, bisect_right(self.days, end) - bisect_right(self.days, start))
