"""Reading days off as people write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools.days_off import read_days_off

THANKSGIVING = (datetime.date(2026, 11, 26), "Thanksgiving")


@pytest.mark.parametrize(
    "line",
    [
        "11/26/2026 Thanksgiving",
        "11/26/26 Thanksgiving",
        "2026-11-26 Thanksgiving",
        "  11/26/2026 - Thanksgiving  ",
        "11/26/2026: Thanksgiving",
        "11/26/2026,Thanksgiving",
        "2026-11-26;Thanksgiving;",
        "11/26/2026\tThanksgiving",
        '"11/26/2026","Thanksgiving"',
        "• 11/26/2026 Thanksgiving",
    ],
)
def test_one_day(line):
    assert read_days_off(line) == ([THANKSGIVING], [])


@pytest.mark.parametrize("between", [" - ", "-", "–", " to ", " through ", ",", "\t"])
def test_stretch_leaves_the_weekend_out(between):
    days, problems = read_days_off(f"11/26/2026{between}11/30/2026 Long weekend")
    assert [day.day for day, _why in days] == [26, 27, 30]
    assert problems == []


def test_heading_and_empty_lines_are_passed_over():
    assert read_days_off("day,why\n\n11/26/2026,Thanksgiving\n\n") == ([THANKSGIVING], [])


def test_a_day_named_twice_is_there_once():
    assert read_days_off("11/26/2026 Thanksgiving\n11/26/2026 Turkey") == ([THANKSGIVING], [])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Thanksgiving", "write a day such as"),
        ("2/30/2027 Nothing", "there is no such day"),
        ("13/1/2026 Nothing", "there is no such day"),
        ("11/26/2026", "say why"),
        ("11/28/2026 Saturday", "weekend"),
        ("12/1/2026 - 11/1/2026 Backwards", "does not fit"),
        ("12/1/2025 - 12/1/2026 Too long", "does not fit"),
    ],
)
def test_what_cannot_be_read_is_named_by_line(line, said):
    days, (problem,) = read_days_off(f"11/26/2026 Thanksgiving\n{line}")
    assert days == [THANKSGIVING]
    assert problem.startswith("Line 2: ")
    assert said in problem


@given(st.text())
def test_no_text_breaks_the_reader(text):
    days, problems = read_days_off(text)
    assert all(day.weekday() < 5 and why for day, why in days)
    assert all(problem.startswith("Line ") for problem in problems)


@given(st.lists(st.dates(datetime.date(2026, 8, 1), datetime.date(2027, 6, 30)).filter(lambda day: day.weekday() < 5)))
def test_what_is_written_is_read(days):
    written = "\n".join(f"{day:%m/%d/%Y} No school" for day in days)
    assert read_days_off(written) == (sorted({(day, "No school") for day in days}), [])
