"""The pages of a coordinator: what they show, to whom, and what they do."""

import datetime

import pytest
from django.urls import reverse

from accounts.actions import close_account
from accounts.models import User
from history.models import Event
from notices.models import Message
from schools.actions import add_day_off, post
from schools.models import CalendarDay, Posting, School, SchoolYear

TODAY = datetime.date(2026, 11, 18)


@pytest.fixture
def at_desk(place, client_of):
    """The coordinator's browser."""
    return client_of(place.coordinator)


def addresses(place, *, far=False):
    """Every address of these pages, about things here or in the other district."""
    district = place.far_district if far else place.district
    school = place.far_school if far else place.school
    person = place.far_teacher if far else place.teacher
    posting = person.postings.get()
    day_off = add_day_off(district=district, day=datetime.date(2026, 11, 26), name="Thanksgiving", by=None)
    year = district.years.get()
    return {
        "school": [school.public_id],
        "district": [district.public_id],
        "school_add": [district.public_id],
        "calendar": [district.public_id],
        "year_add": [district.public_id],
        "year": [district.public_id, year.pk],
        "days_off_add": [district.public_id],
        "day_off_remove": [district.public_id, day_off.pk],
        "person": [person.public_id],
        "person_correct": [person.public_id],
        "person_invite": [person.public_id],
        "person_close": [person.public_id],
        "person_reopen": [person.public_id],
        "posting_add": [person.public_id],
        "posting_correct": [posting.public_id],
        "posting_end": [posting.public_id],
    }


POST_ONLY = {"day_off_remove", "person_invite", "person_close", "person_reopen"}
GET_ONLY = {"calendar", "person"}
WITHOUT_A_THING = {"places": [], "staff": [], "person_add": []}


def ask(client, name, args):
    """The codes of a GET and of an empty POST."""
    address = reverse(f"schools:{name}", args=args)
    return client.get(address).status_code, client.post(address).status_code


def expected(name, code):
    get, post_ = (405 if name in POST_ONLY else code), (405 if name in GET_ONLY else code)
    return get, post_


def test_other_district_does_not_exist(place, at_desk, nothing_written):
    for name, args in addresses(place, far=True).items():
        with nothing_written():
            assert (name, ask(at_desk, name, args)) == (name, expected(name, 404))


def test_who_manages_nothing_is_told_so(place, client_of, nothing_written):
    client = client_of(place.teacher)
    for name, args in (addresses(place) | WITHOUT_A_THING).items():
        with nothing_written():
            codes = ask(client, name, args)
        assert (name, codes) == (name, expected(name, 403) if name not in {"places", "staff"} else (403, 405))


def test_coordinator_of_yesterday_is_nobody_today(place, client_of):
    place.hire("Grace Okafor", "coordinator", district=place.district)
    Posting.objects.filter(user=place.coordinator).update(ends_on=datetime.date(2026, 11, 17))
    assert client_of(place.coordinator).get(reverse("schools:staff")).status_code == 403


def test_every_page_opens_for_the_coordinator(place, at_desk):
    for name, args in (addresses(place) | WITHOUT_A_THING).items():
        if name not in POST_ONLY:
            assert (name, at_desk.get(reverse(f"schools:{name}", args=args)).status_code) == (name, 200)


# --- Staff ----------------------------------------------------------------------------------


def names_on(client, **query):
    rows = client.get(reverse("schools:staff"), query).context["rows"]
    return [row["user"].name for row in rows]


def test_staff_list_is_exactly_the_staff_of_the_district(place, at_desk):
    place.hire("Elena Ortiz", "specialist", school=place.other_school)
    left = place.hire("Tomas Bell", "counselor", school=place.school)
    left.postings.update(ends_on=datetime.date(2026, 11, 17))
    place.hire("Ingrid Lindqvist", "teacher", school=place.school, starts_on=datetime.date(2027, 1, 5))
    assert names_on(at_desk) == ["Daniel Reyes", "Elena Ortiz", "Ingrid Lindqvist", "Ruth Vance"]
    assert names_on(at_desk, left="1") == ["Tomas Bell"]
    assert names_on(at_desk, school=place.other_school.public_id) == ["Elena Ortiz", "Ruth Vance"]
    assert names_on(at_desk, q="reyes") == ["Daniel Reyes"]
    assert names_on(at_desk, q="zzz") == []
    assert names_on(at_desk, school=place.far_school.public_id) == names_on(at_desk)


def test_staff_list_costs_the_same_for_three_as_for_one(place, at_desk, assert_query_count):
    at_desk.get(reverse("schools:staff"))
    with assert_query_count(6):
        at_desk.get(reverse("schools:staff"))
    for name in ("Elena Ortiz", "Tomas Bell", "Grace Okafor"):
        place.hire(name, "teacher", school=place.school)
    with assert_query_count(6):
        at_desk.get(reverse("schools:staff"))


def person_form(here, **more):
    return {
        "email": "Elena@Example.org",
        "name": "Elena Ortiz",
        "called": "Ms. Ortiz",
        "language": "en",
        "role": "specialist",
        "place": f"school:{here.school.public_id}",
        "job": "GT facilitator",
        "starts_on": "2026-11-18",
    } | more


def test_adding_a_person_posts_and_invites(place, at_desk):
    answer = at_desk.post(reverse("schools:person_add"), person_form(place))
    assert (answer.status_code, answer.url) == (303, reverse("schools:staff"))
    user = User.objects.get(email="elena@example.org")
    assert str(user.postings.get()) == "Ms. Ortiz, GT specialist, Cottonwood"
    assert Message.objects.get(user=user).letter == "invitation"
    assert set(Event.objects.filter(actor=place.coordinator.key).values_list("verb", flat=True)) == {
        "accounts.account_opened",
        "schools.posted",
    }


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "elena"}, "email"),
        ({"name": ""}, "name"),
        ({"role": "superuser"}, "role"),
        ({"role": "coordinator"}, "place"),
        ({"place": "school:00000000-0000-0000-0000-000000000000"}, "place"),
        ({"starts_on": "soon"}, "starts_on"),
    ],
)
def test_a_person_who_does_not_fit_is_refused(place, at_desk, nothing_written, wrong, field):
    with nothing_written():
        answer = at_desk.post(reverse("schools:person_add"), person_form(place, **wrong))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "<title>Error: " in answer.content.decode()


def test_school_of_another_district_cannot_be_chosen(place, at_desk, nothing_written):
    with nothing_written():
        answer = at_desk.post(
            reverse("schools:person_add"), person_form(place, place=f"school:{place.far_school.public_id}")
        )
    assert answer.status_code == 422


def test_person_known_elsewhere_keeps_name_and_gets_work_here(place, at_desk):
    at_desk.post(reverse("schools:person_add"), person_form(place, email="nadia@example.org", name="Not Nadia"))
    assert place.far_teacher.postings.count() == 2
    place.far_teacher.refresh_from_db()
    assert place.far_teacher.name == "Nadia Petrie"


def test_account_closed_by_another_district_is_not_reopened_from_here(place, at_desk):
    close_account(user=place.far_teacher, by=place.far_coordinator)
    answer = at_desk.post(reverse("schools:person_add"), person_form(place, email="nadia@example.org"))
    assert answer.status_code == 422
    place.far_teacher.refresh_from_db()
    assert not place.far_teacher.is_active


def test_ending_work_at_once(place, at_desk, client_of):
    theirs = client_of(place.teacher)
    posting = place.teacher.postings.get()
    at_desk.post(reverse("schools:posting_end", args=[posting.public_id]), {"when": "now", "reason": "Moved"})
    posting.refresh_from_db()
    assert posting.ends_on == datetime.date(2026, 11, 17)
    assert theirs.get("/account/").status_code == 302
    assert Event.objects.latest("pk").reason == "Moved"


def test_last_day_must_be_said(place, at_desk, nothing_written):
    address = reverse("schools:posting_end", args=[place.teacher.postings.get().public_id])
    with nothing_written():
        assert at_desk.post(address, {"when": "day", "on": ""}).status_code == 422


def test_invitation_again_close_and_reopen(place, at_desk):
    for act in ("person_invite", "person_close"):
        assert at_desk.post(reverse(f"schools:{act}", args=[place.teacher.public_id])).status_code == 303
    place.teacher.refresh_from_db()
    assert not place.teacher.is_active
    assert Message.objects.filter(user=place.teacher).count() == 1
    at_desk.post(reverse("schools:person_reopen", args=[place.teacher.public_id]))
    place.teacher.refresh_from_db()
    assert place.teacher.is_active


def test_own_account_cannot_be_closed(place, at_desk):
    page = at_desk.post(reverse("schools:person_close", args=[place.coordinator.public_id]), follow=True)
    assert "You cannot close your own account" in page.content.decode()


def account_form(**more):
    return {"name": "Daniel Reyes", "called": "", "email": "daniel@example.org", "language": "en"} | more


def test_correcting_an_address(place, at_desk):
    address = reverse("schools:person_correct", args=[place.teacher.public_id])
    assert at_desk.post(address, account_form(email="d.reyes@example.org")).status_code == 303
    place.teacher.refresh_from_db()
    assert place.teacher.email == "d.reyes@example.org"


def test_nobody_takes_over_an_account_that_opens_another_district(place, at_desk):
    """Who decides where a code is sent can sign in as that person."""
    post(user=place.teacher, role="teacher", school=place.far_school, starts_on=TODAY, by=None)
    correct = reverse("schools:person_correct", args=[place.teacher.public_id])
    answer = at_desk.post(correct, account_form(email="ruth2@example.org"))
    assert answer.status_code == 422
    assert "also belongs to another district" in answer.content.decode()
    at_desk.post(reverse("schools:person_close", args=[place.teacher.public_id]))
    place.teacher.refresh_from_db()
    assert (place.teacher.email, place.teacher.is_active) == ("daniel@example.org", True)
    page = at_desk.get(reverse("schools:person", args=[place.teacher.public_id])).content.decode()
    assert "Close the account" not in page
    assert "Pinyon School" not in page


def test_past_work_elsewhere_is_no_hindrance(place, at_desk):
    past = post(user=place.teacher, role="teacher", school=place.far_school, starts_on=place.first, by=None)
    Posting.objects.filter(pk=past.pk).update(ends_on=datetime.date(2026, 11, 17))
    correct = reverse("schools:person_correct", args=[place.teacher.public_id])
    assert at_desk.post(correct, account_form(name="Dan Reyes")).status_code == 303


# --- Places and calendar --------------------------------------------------------------------


def test_places_show_exactly_the_own_districts(place, at_desk):
    page = at_desk.get(reverse("schools:places"))
    assert [row["district"] for row in page.context["districts"]] == [place.district]
    assert [(str(school), school.staff) for school in page.context["districts"][0]["schools"]] == [
        ("Cottonwood", 1),
        ("Juniper", 0),
    ]


def test_places_cost_the_same_for_many_schools(place, at_desk, assert_query_count):
    at_desk.get(reverse("schools:places"))
    with assert_query_count(7):
        at_desk.get(reverse("schools:places"))
    for number in range(3):
        School.objects.create(district=place.district, name=f"School {number}")
    with assert_query_count(7):
        at_desk.get(reverse("schools:places"))


def test_district_settings_are_saved(place, at_desk):
    address = reverse("schools:district", args=[place.district.public_id])
    at_desk.post(address, {"name": "Aspen Ridge RE-1", "time_zone": "America/Phoenix", "answer_days": "10"})
    place.district.refresh_from_db()
    assert (place.district.name, place.district.time_zone, place.district.answer_days) == (
        "Aspen Ridge RE-1",
        "America/Phoenix",
        10,
    )


def test_school_is_added_and_corrected(place, at_desk):
    at_desk.post(reverse("schools:school_add", args=[place.district.public_id]), {"name": "Willow", "phone": ""})
    school = School.objects.get(name="Willow")
    at_desk.post(reverse("schools:school", args=[school.public_id]), {"name": "Willow", "phone": "303 555 0177"})
    school.refresh_from_db()
    assert (school.district, school.phone) == (place.district, "303 555 0177")


def year_form(**more):
    return {
        "name": "2027-28",
        "starts_on": "2027-08-16",
        "ends_on": "2028-05-26",
        "window0": "Fall",
        "first0": "2027-08-16",
        "last0": "2027-12-17",
    } | more


def test_year_is_added_with_its_windows(place, at_desk):
    answer = at_desk.post(reverse("schools:year_add", args=[place.district.public_id]), year_form())
    assert answer.status_code == 303
    year = SchoolYear.objects.get(name="2027-28")
    assert [str(window) for window in year.windows.all()] == ["Fall"]


@pytest.mark.parametrize(
    "wrong",
    [{"last0": ""}, {"window0": ""}, {"last0": "2028-12-17"}, {"starts_on": "2027-05-01"}, {"name": "2026-27"}],
)
def test_year_that_does_not_fit_is_refused_with_nothing_lost(place, at_desk, nothing_written, wrong):
    with nothing_written():
        answer = at_desk.post(reverse("schools:year_add", args=[place.district.public_id]), year_form(**wrong))
    assert answer.status_code == 422
    assert 'value="2028-05-26"' in answer.content.decode()


def test_year_is_corrected(place, at_desk):
    address = reverse("schools:year", args=[place.district.public_id, place.year.pk])
    shown = at_desk.get(address).content.decode()
    assert 'value="Spring"' in shown
    form = {"name": "2026–27", "starts_on": "2026-08-17", "ends_on": "2027-05-28"}
    windows = {"window0": "All year", "first0": "2026-08-17", "last0": "2027-05-28"}
    assert at_desk.post(address, form | windows).status_code == 303
    place.year.refresh_from_db()
    assert (place.year.name, [str(one) for one in place.year.windows.all()]) == ("2026–27", ["All year"])


def test_window_is_renamed_and_one_added_in_front(place, at_desk):
    address = reverse("schools:year", args=[place.district.public_id, place.year.pk])
    shown = at_desk.get(address).context["form"]
    form = {name: shown[name].value() or "" for name in shown.fields}
    fall, spring = place.year.windows.all()
    assert (form["which0"], form["which1"]) == (fall.pk, spring.pk)
    form |= {"window0": "Autumn", "first0": "2026-09-01"}
    form |= {"window2": "Fall", "first2": "2026-08-17", "last2": "2026-08-31"}
    assert at_desk.post(address, form).status_code == 303
    new, *kept = place.year.windows.all()
    assert ([one.pk for one in kept], [one.name for one in kept]) == ([fall.pk, spring.pk], ["Autumn", "Spring"])
    assert new.name == "Fall"


def test_days_off_are_pasted_and_removed(place, at_desk):
    lines = "11/25/2026 - 11/27/2026 Thanksgiving break\n12/21/2026 Winter break"
    at_desk.post(reverse("schools:days_off_add", args=[place.district.public_id]), {"lines": lines})
    assert CalendarDay.objects.filter(district=place.district).count() == 4
    again = at_desk.post(
        reverse("schools:days_off_add", args=[place.district.public_id]), {"lines": lines}, follow=True
    )
    assert "0 days off added" in again.content.decode()
    snow = {"lines": "12/9/2026 Snow day"}
    added = at_desk.post(reverse("schools:days_off_add", args=[place.district.public_id]), snow, follow=True)
    assert "1 day off added" in added.content.decode()
    one = CalendarDay.objects.first()
    at_desk.post(reverse("schools:day_off_remove", args=[place.district.public_id, one.pk]))
    assert CalendarDay.objects.count() == 4


def test_one_bad_line_keeps_all_out(place, at_desk, nothing_written):
    with nothing_written():
        answer = at_desk.post(
            reverse("schools:days_off_add", args=[place.district.public_id]),
            {"lines": "11/26/2026 Thanksgiving\n2/30/2027 Nothing"},
        )
    assert "Line 2: there is no such day" in answer.content.decode()


def test_calendar_counts_school_days(place, at_desk):
    before = at_desk.get(reverse("schools:calendar", args=[place.district.public_id])).context["years"][0][
        "school_days"
    ]
    add_day_off(district=place.district, day=datetime.date(2026, 11, 26), name="Thanksgiving", by=None)
    page = at_desk.get(reverse("schools:calendar", args=[place.district.public_id]))
    assert page.context["years"][0]["school_days"] == before - 1
    assert f"{before - 1} school days" in page.content.decode()
