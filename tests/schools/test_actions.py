"""Places, calendars and postings: what is done is remembered, what does not fit is refused."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.permissions import Role
from history.models import Event
from schools import actions
from schools.models import Posting, SchoolYear
from schools.queries import current_window, current_year, schools_of, staff_of

YESTERDAY, TODAY = datetime.date(2026, 11, 17), datetime.date(2026, 11, 18)


def verbs(start):
    return list(Event.objects.filter(pk__gt=start).order_by("pk").values_list("verb", flat=True))


def last_event():
    return Event.objects.latest("pk")


# --- Places ---------------------------------------------------------------------------------


def test_school_of_the_same_name_is_refused_in_one_district_only(place):
    with pytest.raises(ValidationError, match="already has a school of that name"):
        actions.open_school(district=place.district, name="Cottonwood", by=place.coordinator)
    actions.open_school(district=place.far_district, name="Cottonwood", by=place.coordinator)


def test_time_zone_that_is_none_is_refused(place):
    with pytest.raises(ValidationError, match="Choose a time zone"):
        actions.correct_district(
            district=place.district, name="Aspen Ridge", time_zone="Mars/Olympus", answer_days=14, by=place.coordinator
        )
    place.district.refresh_from_db()
    assert place.district.time_zone == "America/Denver"


def test_correction_remembers_what_differs(place):
    actions.correct_school(school=place.school, name="Cottonwood", phone="303 555 0100", by=place.coordinator)
    assert (last_event().verb, last_event().changes) == (
        "schools.school_corrected",
        [{"field": "phone", "before": "", "after": "303 555 0100"}],
    )


# --- Calendar -------------------------------------------------------------------------------


def test_year_that_overlaps_is_refused_with_the_days_of_the_other(place):
    with pytest.raises(ValidationError, match=r"overlaps with 2026-27, which runs from 08/17/2026 to 05/28/2027"):
        actions.open_year(
            district=place.district, name="Late", starts_on=place.last, ends_on=datetime.date(2027, 7, 1), by=None
        )


def test_database_refuses_an_overlap_too(place):
    with pytest.raises(IntegrityError), transaction.atomic():
        SchoolYear.objects.create(
            district=place.district, name="Late", starts_on=place.last, ends_on=datetime.date(2027, 7, 1)
        )


@pytest.mark.parametrize(
    ("windows", "said"),
    [
        ([("Fall", (8, 17), (12, 18)), ("Fall", (12, 19), (12, 20))], "Two reporting windows are called “Fall”"),
        ([("Fall", (9, 17), (9, 1))], "“Fall” ends before it starts"),
        ([("Fall", (8, 1), (9, 1))], "does not lie inside"),
        ([("One", (9, 1), (9, 30)), ("Two", (9, 30), (10, 30))], "“One” and “Two” overlap"),
    ],
)
def test_windows_that_do_not_fit_are_refused(place, windows, said):
    dated = [(name, datetime.date(2026, *first), datetime.date(2026, *last)) for name, first, last in windows]
    with pytest.raises(ValidationError, match=said):
        actions.set_windows(year=place.year, windows=dated, by=place.coordinator)
    assert [str(window) for window in place.year.windows.all()] == ["Fall", "Spring"]


def test_renamed_window_is_the_same_window(place):
    fall, spring = place.year.windows.all()
    windows = [("Autumn", *place.windows[0][1:]), place.windows[1]]
    actions.set_windows(year=place.year, windows=windows, was={"Autumn": fall.pk, "Spring": spring.pk}, by=None)
    assert [(one.pk, one.name) for one in place.year.windows.all()] == [(fall.pk, "Autumn"), (spring.pk, "Spring")]


def test_window_added_in_front_renames_none(place):
    fall, spring = place.year.windows.all()
    first, later = place.windows[0][1], place.windows[0][1] + datetime.timedelta(days=14)
    windows = [("Welcome", first, later - datetime.timedelta(days=1)), ("Fall", later, place.windows[0][2])]
    actions.set_windows(year=place.year, windows=[*windows, place.windows[1]], by=place.coordinator)
    assert {one.pk: one.name for one in (fall, spring)}.items() <= dict(
        place.year.windows.values_list("pk", "name")
    ).items()


def test_window_less_is_gone_and_remembered(place):
    actions.set_windows(year=place.year, windows=place.windows[:1], by=place.coordinator)
    assert place.year.windows.count() == 1
    assert "Spring" in last_event().changes[0]["before"]
    assert "Spring" not in last_event().changes[0]["after"]


def test_a_day_off_is_entered_once(place):
    day = datetime.date(2026, 11, 26)
    actions.add_day_off(district=place.district, day=day, name="Thanksgiving", by=None)
    with pytest.raises(ValidationError, match="already in the calendar"):
        actions.add_day_off(district=place.district, day=day, name="Turkey", by=None)
    assert actions.add_days_off(district=place.district, days=[(day, "Turkey")], by=None) == []


def test_removed_day_off_stays_in_history(place):
    day_off = actions.add_day_off(
        district=place.district, day=datetime.date(2026, 11, 26), name="Thanksgiving", by=place.coordinator
    )
    actions.remove_day_off(day_off=day_off, by=place.coordinator)
    assert not place.district.days_off.exists()
    assert {"field": "name", "before": "Thanksgiving", "after": ""} in last_event().changes


@pytest.mark.parametrize(
    ("day", "year", "window"),
    [
        ((2026, 7, 1), "2026-27", "Fall"),  # before the very first day
        ((2026, 8, 17), "2026-27", "Fall"),
        ((2026, 12, 18), "2026-27", "Fall"),
        ((2026, 12, 25), "2026-27", "Spring"),  # between windows: the one that comes
        ((2027, 5, 28), "2026-27", "Spring"),
        ((2027, 7, 1), "2026-27", "Spring"),  # in the summer: the year that ended last
        ((2027, 8, 16), "2027-28", None),
    ],
)
def test_year_and_window_of_a_day(place, day, year, window):
    actions.open_year(
        district=place.district,
        name="2027-28",
        starts_on=datetime.date(2027, 8, 16),
        ends_on=datetime.date(2028, 5, 26),
        by=None,
    )
    current = current_year(place.district, datetime.date(*day))
    assert current.name == year
    assert str(current_window(current, datetime.date(*day))) == str(window)


# --- Postings -------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in Posting.Roles.values if role != Role.COORDINATOR])
def test_coordinators_serve_districts_and_others_schools(place, role):
    with pytest.raises(ValidationError, match="A coordinator serves a district"):
        actions.post(user=place.teacher, role=role, district=place.district, starts_on=TODAY, by=None)
    with pytest.raises(ValidationError, match="A coordinator serves a district"):
        actions.post(user=place.teacher, role="coordinator", school=place.school, starts_on=TODAY, by=None)


def test_the_same_posting_twice_is_one(place):
    again = actions.post(user=place.teacher, role="teacher", school=place.school, starts_on=TODAY, by=None)
    assert again.starts_on == place.first
    assert place.teacher.postings.count() == 1


def test_who_works_where(place):
    both = place.hire("Elena Ortiz", "specialist", school=place.school)
    actions.post(user=both, role="teacher", school=place.other_school, starts_on=TODAY, by=None)
    assert set(schools_of(both)) == {place.school, place.other_school}
    assert set(schools_of(both, roles=["specialist"])) == {place.school}
    assert set(schools_of(place.coordinator)) == {place.school, place.other_school}
    assert list(staff_of(place.school)) == [place.teacher, both]
    assert list(staff_of(place.school, roles=["specialist"])) == [both]


def test_ending_at_once_ends_access_and_sessions_at_once(place, client_of):
    client = client_of(place.teacher)
    assert client.get("/account/").status_code == 200
    actions.end_posting(posting=place.teacher.postings.get(), by=place.coordinator)
    assert place.teacher.postings.get().ends_on == YESTERDAY
    assert not schools_of(place.teacher)
    assert client.get("/account/").status_code == 302


def test_last_day_still_counts(place):
    actions.end_posting(posting=place.teacher.postings.get(), on=TODAY, by=place.coordinator)
    assert set(schools_of(place.teacher)) == {place.school}
    assert not schools_of(place.teacher, on=TODAY + datetime.timedelta(days=1))


def test_who_still_works_somewhere_stays_signed_in(place):
    actions.post(user=place.teacher, role="teacher", school=place.other_school, starts_on=TODAY, by=None)
    actions.end_posting(posting=place.teacher.postings.get(school=place.school), by=place.coordinator)
    place.teacher.refresh_from_db()
    assert place.teacher.sessions_ended == 0


def test_posting_of_today_can_be_ended_at_once(place):
    posting = actions.post(user=place.teacher, role="counselor", school=place.school, starts_on=TODAY, by=None)
    ended = actions.end_posting(posting=posting, by=place.coordinator)
    assert (ended.starts_on, ended.ends_on) == (YESTERDAY, YESTERDAY)
    assert {"field": "starts_on", "before": "2026-11-18", "after": "2026-11-17"} in last_event().changes


def test_last_day_before_the_first_is_refused(place):
    with pytest.raises(ValidationError, match="Pick a day on or after"):
        actions.end_posting(
            posting=place.teacher.postings.get(), on=place.first - datetime.timedelta(days=1), by=place.coordinator
        )


def test_district_keeps_a_coordinator(place):
    posting = place.coordinator.postings.get()
    with pytest.raises(ValidationError, match="Aspen Ridge would have no coordinator"):
        actions.end_posting(posting=posting, by=place.coordinator)
    with pytest.raises(ValidationError, match="Aspen Ridge would have no coordinator"):
        actions.correct_posting(
            posting=posting, role="teacher", school=place.school, title="", starts_on=TODAY, by=place.coordinator
        )
    place.hire("Grace Okafor", "coordinator", district=place.district)
    actions.end_posting(posting=posting, by=place.coordinator)
    assert not schools_of(place.coordinator)


def test_correction_moves_a_posting(place):
    posting = actions.correct_posting(
        posting=place.teacher.postings.get(),
        role="counselor",
        school=place.other_school,
        title="School counselor",
        starts_on=TODAY,
        by=place.coordinator,
    )
    assert str(posting) == "Daniel Reyes, Counselor, Juniper"
    assert last_event().verb == "schools.posting_corrected"
