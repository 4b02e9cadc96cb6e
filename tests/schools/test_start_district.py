"""`manage.py start_district`: everything or nothing, in clear sentences."""

import builtins
import datetime
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from history.models import Event
from notices.models import Message
from schools.founding import even_windows
from schools.models import AdministrativeUnit, District

ANSWERS = {
    "unit": "Pinyon BOCES",
    "district": "Pinyon RE-2",
    "time_zone": "America/Denver",
    "schools": "Pinyon High; Pinyon Elementary;",
    "year": "2026-27",
    "first_day": "2026-08-17",
    "last_day": "2027-05-28",
    "windows": "4",
    "coordinator_name": "Ruth Vance",
    "coordinator_email": "Ruth@Example.org",
}


def start(**more):
    told = StringIO()
    call_command("start_district", no_input=True, stdout=told, **ANSWERS | more)
    return told.getvalue()


def test_everything_is_there(db, tmp_path):
    days_off = tmp_path / "off.csv"
    days_off.write_text("day,why\n11/25/2026,11/27/2026,Thanksgiving break\n", encoding="utf-8-sig")
    told = start(days_off=str(days_off))
    district = District.objects.get()
    assert (str(district), str(district.unit)) == ("Pinyon RE-2", "Pinyon BOCES")
    assert [str(school) for school in district.schools.all()] == ["Pinyon Elementary", "Pinyon High"]
    assert [str(window) for window in district.years.get().windows.all()] == [f"Quarter {n}" for n in (1, 2, 3, 4)]
    assert district.days_off.count() == 3
    ruth = User.objects.get()
    assert (ruth.email, str(ruth.postings.get())) == ("ruth@example.org", "Ruth Vance, Coordinator, Pinyon RE-2")
    assert Message.objects.get().user == ruth
    assert "Pinyon RE-2 is ready." in told
    assert "An invitation to Ruth Vance <ruth@example.org>" in told
    assert set(Event.objects.values_list("actor_name", flat=True)) == {"system"}


def test_repetition_is_refused_and_changes_nothing(db, nothing_written):
    start()
    with (
        nothing_written(),
        pytest.raises(CommandError, match=r"already here; nothing was changed\. Its coordinator is Ruth"),
    ):
        start()


def test_second_district_of_a_unit_shares_unit_and_coordinator(db):
    start()
    User.objects.update(last_login=datetime.datetime(2026, 11, 18, tzinfo=datetime.UTC))
    told = start(district="Juniper RE-3")
    assert (AdministrativeUnit.objects.count(), District.objects.count(), User.objects.count()) == (1, 2, 1)
    assert "had an account" in told


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"time_zone": "Mars/Olympus"}, "time zone"),
        ({"first_day": "17.8.2026"}, "--first-day: write a day such as"),
        ({"last_day": "2026-08-01"}, "The last day must come after"),
        ({"windows": "Fall 2026"}, "--windows"),
        ({"windows": "Fall: 2026-08-01 to 2026-10-01"}, "does not lie inside"),
        ({"schools": "One; One"}, "already has a school"),
        ({"coordinator_email": "ruth"}, "email"),
        ({"coordinator_name": " "}, "full name"),
        ({"days_off": "/nowhere/off.csv"}, "cannot be read"),
        ({"district": None}, "--district is missing"),
    ],
)
def test_what_does_not_fit_leaves_nothing(db, nothing_written, wrong, said):
    with nothing_written(), pytest.raises(CommandError, match=said):
        start(**wrong)


def test_bad_line_of_the_file_is_named(db, tmp_path):
    days_off = tmp_path / "off.csv"
    days_off.write_text("2026-11-26,Thanksgiving\n2026-02-30,Nothing\n")
    with pytest.raises(CommandError, match="Line 2: there is no such day"):
        start(days_off=str(days_off))


def test_it_asks_for_what_options_leave_out(db, monkeypatch):
    answers = iter(["Pinyon RE-2", "", "", "Pinyon High", *[""] * 2])
    monkeypatch.setattr(builtins, "input", lambda prompt: next(answers))
    given = ANSWERS | {"district": None, "time_zone": None, "schools": None, "windows": None}
    call_command("start_district", stdout=StringIO(), **given)
    district = District.objects.get()
    assert (district.time_zone, district.schools.count()) == ("America/Denver", 1)
    assert district.years.get().windows.count() == 4


def test_named_windows(db):
    start(windows="Fall: 2026-08-17 to 2026-12-18; Spring: 2027-01-05 - 2027-05-28")
    assert [str(one) for one in District.objects.get().years.get().windows.all()] == ["Fall", "Spring"]


@pytest.mark.parametrize("count", range(1, 8))
def test_even_windows_cover_the_year_without_a_gap(count):
    first, last = datetime.date(2026, 8, 17), datetime.date(2027, 5, 28)
    windows = even_windows([str(n) for n in range(count)], first, last)
    assert (windows[0][1], windows[-1][2], len(windows)) == (first, last, count)
    for one, two in pairwise(windows):
        assert two[1] - one[2] == datetime.timedelta(days=1)
    lengths = {(window[2] - window[1]).days for window in windows}
    assert max(lengths) - min(lengths) <= 1
