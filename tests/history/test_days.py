"""One shape of days on every page, in both languages."""

import datetime

import pytest
from django.utils import translation

from history.clock import today
from history.days import day_said


@pytest.mark.parametrize(("language", "this_year", "next_year"), [
    ("en", "Nov 17", "Nov 17, {year}"), ("es", "17 nov", "17 nov {year}"),
])  # fmt: skip
def test_a_day_has_one_shape_and_its_year_in_another_year(language, this_year, next_year):
    year = today().year
    with translation.override(language):
        assert day_said(datetime.date(year, 11, 17)) == this_year
        assert day_said(datetime.date(year + 1, 11, 17)) == next_year.format(year=year + 1)
