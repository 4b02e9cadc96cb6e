"""Counting school days, as a rule for every calendar there can be."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools.actions import add_day_off, remove_day_off
from schools.calendar import ONE_DAY, SchoolCalendar

DAYS = st.dates(datetime.date(2026, 7, 1), datetime.date(2028, 7, 31))
COUNTS = st.integers(1, 60)


@st.composite
def calendars(draw):
    """A calendar of one or two years that do not overlap, with any days off."""
    first = draw(st.dates(datetime.date(2026, 8, 1), datetime.date(2026, 9, 15)))
    last = draw(st.dates(datetime.date(2027, 4, 15), datetime.date(2027, 6, 30)))
    years = [(first, last)]
    if draw(st.booleans()):
        years.append((datetime.date(2027, 8, 16), datetime.date(2028, 5, 26)))
    return SchoolCalendar(tuple(years), frozenset(draw(st.sets(DAYS, max_size=40))))


@given(calendars(), DAYS)
def test_school_day_is_a_weekday_of_a_year_that_is_not_off(calendar, day):
    inside = any(first <= day <= last for first, last in calendar.years)
    assert calendar.is_school_day(day) == (inside and day.weekday() < 5 and day not in calendar.days_off)


@given(calendars(), DAYS, COUNTS)
def test_adding_and_counting_agree(calendar, start, count):
    end = calendar.add(start, count)
    if end is None:
        assert calendar.count(start, calendar.years[-1][1]) < count
    else:
        assert calendar.is_school_day(end)
        assert calendar.count(start, end) == count
        assert calendar.count(start, end - ONE_DAY) == count - 1


@given(calendars(), DAYS, COUNTS)
def test_one_more_school_day_is_later(calendar, start, count):
    one, two = calendar.add(start, count), calendar.add(start, count + 1)
    assert two is None or start < one < two


@given(calendars(), DAYS, DAYS, DAYS)
def test_counts_of_two_stretches_add_up(calendar, one, two, three):
    start, middle, end = sorted([one, two, three])
    assert calendar.count(start, middle) + calendar.count(middle, end) == calendar.count(start, end)


@given(calendars(), DAYS, COUNTS, DAYS)
def test_one_more_day_off_never_brings_the_end_nearer(calendar, start, count, snow):
    later = SchoolCalendar(calendar.years, calendar.days_off | {snow})
    before, after = calendar.add(start, count), later.add(start, count)
    assert after is None or before <= after


@pytest.mark.parametrize("count", [0, -1])
def test_counting_starts_at_one(count):
    with pytest.raises(ValueError, match="from 1"):
        SchoolCalendar((), frozenset()).add(datetime.date(2026, 11, 18), count)


def test_thirty_school_days_after_a_referral(place):
    referred = datetime.date(2026, 11, 2)
    assert SchoolCalendar.of(place.district).add(referred, 30) == datetime.date(2026, 12, 14)
    break_days = [
        add_day_off(district=place.district, day=datetime.date(2026, 11, day), name="Break", by=None)
        for day in (25, 26, 27)
    ]
    assert SchoolCalendar.of(place.district).add(referred, 30) == datetime.date(2026, 12, 17)
    remove_day_off(day_off=break_days[0], by=None)
    assert SchoolCalendar.of(place.district).add(referred, 30) == datetime.date(2026, 12, 16)


def test_the_last_day_is_itself_on_time(place):
    wednesday = datetime.date(2026, 11, 18)
    assert SchoolCalendar.of(place.district).add(wednesday, 1) == datetime.date(2026, 11, 19)
    assert SchoolCalendar.of(place.district).count(wednesday, wednesday) == 0


def test_the_summer_does_not_count(place):
    assert not SchoolCalendar.of(place.district).is_school_day(datetime.date(2027, 6, 1))
    assert SchoolCalendar.of(place.district).add(place.last, 1) is None


def test_a_calendar_is_read_in_two_queries(place, assert_query_count):
    with assert_query_count(2):
        calendar = SchoolCalendar.of(place.district)
        calendar.add(place.first, 30)
        calendar.count(place.first, place.last)
