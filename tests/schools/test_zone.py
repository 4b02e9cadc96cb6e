"""The district's clock: a moment is the day it was where the district is."""

import datetime

from django.urls import reverse

from schools.actions import correct_district
from schools.middleware import zone_of


def moved(place, zone):
    correct_district(district=place.district, name="Aspen Ridge", time_zone=zone, answer_days=14, by=None)


def test_zone_follows_the_posting(place):
    moved(place, "America/New_York")
    assert zone_of(place.coordinator) == "America/New_York"
    assert zone_of(place.teacher) == "America/New_York"
    place.teacher.postings.update(ends_on=datetime.date(2026, 11, 17))
    assert zone_of(place.teacher) is None


def test_pages_show_the_day_it_is_in_the_district(place, client_of, freeze):
    freeze("2026-11-18 22:30")
    page = client_of(place.coordinator).get("/schools/staff/add/").content.decode()
    assert 'value="2026-11-18"' in page
    moved(place, "America/New_York")
    page = client_of(place.coordinator).get("/schools/staff/add/").content.decode()
    assert 'value="2026-11-19"' in page


def test_changed_zone_holds_for_whoever_is_signed_in(place, client_of, freeze):
    freeze("2026-11-18 22:30")
    teacher, coordinator = client_of(place.teacher), client_of(place.coordinator)
    district = reverse("schools:district", args=[place.district.public_id])
    for client in (teacher, coordinator):
        client.get("/")
    assert teacher.session["zone"] == coordinator.session["zone"] == "America/Denver"
    answer = coordinator.post(district, {"name": "Aspen Ridge", "time_zone": "America/New_York", "answer_days": 14})
    assert answer.status_code == 303
    for client in (teacher, coordinator):
        client.get("/")
    assert teacher.session["zone"] == coordinator.session["zone"] == "America/New_York"


def test_two_people_on_one_computer_each_have_their_own_clock(place, client, freeze):
    freeze("2026-11-18 22:30")
    moved(place, "America/New_York")
    for user, day in ((place.coordinator, "2026-11-19"), (place.far_coordinator, "2026-11-18")):
        user.set_password("a marmot on a warm rock")
        user.save()
        client.post("/account/sign-in/password/", {"login": user.email, "password": "a marmot on a warm rock"})
        assert f'value="{day}"' in client.get("/schools/staff/add/").content.decode()
        client.post("/account/sign-out/")
