"""The overview: numbers that are true, and every number opens exactly its students."""

import pytest
from django.urls import reverse

from checkins.actions import check_in
from dashboards.overview import pages
from dashboards.overview.counts import CODES
from plans.models import Plan
from schools.actions import end_posting, open_year
from students import actions as students
from tests.dashboards.making import active, child, draft, shared
from tests.world import days

OVERVIEW = "/overview/"
EVERYBODY = "/overview/students/"


@pytest.fixture
def full(world):
    """At Maya's school one child of each kind; Leo's draft at the other school."""
    draft(world, child(world, "Ada", "Alder"))
    shared(world, child(world, "Ben", "Evans"))
    active(world, child(world, "Cleo", "Tran"))
    child(world, "Uma", "Kovar")
    child(world, "Zoe", "Young", status="talent_pool")
    child(world, "Ivo", "Left", status="declined")
    Plan.objects.filter(student__legal_first="Maya").update(parts_met=12, parts_total=12, parts_missing=[])
    return world


MAYAS_SCHOOL = {
    "identified": {"Maya Thompson", "Ada Alder", "Ben Evans", "Cleo Tran", "Uma Kovar"},
    "with_plan": {"Maya Thompson", "Ada Alder", "Ben Evans", "Cleo Tran"},
    "without_plan": {"Uma Kovar"},
    "complete": {"Maya Thompson"},
    "incomplete": {"Ada Alder", "Ben Evans", "Cleo Tran"},
    "draft": {"Ada Alder"},
    "with_family": {"Ben Evans"},
    "active": {"Maya Thompson", "Cleo Tran"},
    "closed": set(),
    "family": {"Maya Thompson", "Cleo Tran"},
    "talent_pool": {"Zoe Young"},
}


def school_page(school):
    return reverse("dashboards:school", args=[school.public_id])


def names(client, address):
    return {line.name for line in client.get(address).context["lines"]}


# --- Whose it is --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("leader", {"Cottonwood Middle School"}),
        ("other_leader", {"Juniper Elementary"}),
        ("coordinator", {"Cottonwood Middle School", "Juniper Elementary"}),
        ("other_coordinator", {"Pinyon School"}),
    ],
)
def test_each_sees_exactly_the_schools_they_answer_for(world, client_of, who, expected):
    rows = client_of(getattr(world, who)).get(OVERVIEW).context["rows"]
    assert {row["name"] for row in rows} == expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("leader", {"Maya Thompson"}),
        ("other_leader", {"Leo Lindqvist"}),
        ("coordinator", {"Maya Thompson", "Leo Lindqvist"}),
        ("other_coordinator", {"Noor Aziz"}),
    ],
)
def test_list_of_each_is_exactly_their_students(world, client_of, who, expected):
    assert names(client_of(getattr(world, who)), EVERYBODY) == expected


@pytest.mark.parametrize("who", ["specialist", "teacher", "counselor", "family", "student_user"])
def test_who_counts_nothing_has_no_such_pages(world, client_of, who):
    client = client_of(getattr(world, who))
    for address in (OVERVIEW, EVERYBODY, school_page(world.school)):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("who", "place"),
    [
        ("leader", "other_school"),
        ("other_leader", "school"),
        ("coordinator", "far_school"),
        ("other_coordinator", "school"),
    ],
)
def test_school_of_somebody_else_does_not_exist(world, client_of, who, place):
    assert client_of(getattr(world, who)).get(school_page(getattr(world, place))).status_code == 404


def test_leader_who_is_a_father_counts_no_child_of_another_school(world, client_of):
    students.add_guardian(
        student=world.other_student, name="Grace Okafor", email=world.leader.email, starts_on=days(world, -9),
        by=world.other_specialist,
    )  # fmt: skip
    assert names(client_of(world.leader), EVERYBODY) == {"Maya Thompson"}


def test_end_of_work_closes_the_pages(world, client_of):
    client = client_of(world.leader)
    end_posting(posting=world.leader.postings.get(), on=days(world, -1), by=world.coordinator)
    assert client.get(OVERVIEW).status_code == 302


# --- Numbers ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("code", MAYAS_SCHOOL)
def test_every_number_of_a_school_opens_exactly_its_students(full, client_of, code):
    client = client_of(full.coordinator)
    row = next(row for row in client.get(OVERVIEW).context["rows"] if row["name"] == full.school.name)
    assert row["counts"][code] == len(MAYAS_SCHOOL[code])
    assert names(client, f"{school_page(full.school)}?show={code}") == MAYAS_SCHOOL[code]


def test_every_link_on_the_page_opens_as_many_students_as_it_says(full, client_of):
    client = client_of(full.coordinator)
    page = client.get(OVERVIEW).context
    squares = [square for row in page["rows"] for square in row["squares"]]
    squares += page["numbers"] + page["total"]
    assert len(squares) == 10 * 3 + 6
    for square in squares:
        assert client.get(square.url).context["page"].paginator.count == square.number, square.url


def test_tabs_of_a_school_say_the_same_numbers(full, client_of):
    tabs = client_of(full.leader).get(school_page(full.school)).context["tabs"]
    assert {one.code: number for one, number, _url in tabs} == {code: len(who) for code, who in MAYAS_SCHOOL.items()}


def test_share_is_of_what_it_is_a_part_of_and_hatched_below_the_mark(full, client_of):
    row = client_of(full.leader).get(OVERVIEW).context["rows"][0]
    shares = {square.code: (square.percent, square.low) for square in row["squares"] if square.percent is not None}
    assert shares == {"with_plan": (80, True), "complete": (25, True), "family": (50, False)}
    wholes = {square.code: square.whole for square in row["squares"] if square.whole}
    assert wholes == {"with_plan": 5, "without_plan": 5, "complete": 4, "incomplete": 4, "family": 4}


def test_school_without_students_says_zero_and_no_percent(world, client_of):
    end_student = world.other_student.enrollments.get()
    students.end_enrollment(enrollment=end_student, on=days(world, -1), by=world.other_specialist)
    row = client_of(world.other_leader).get(OVERVIEW).context["rows"][0]
    assert set(row["counts"].values()) == {0}
    assert all(square.percent is None for square in row["squares"])


def test_student_at_no_school_is_counted_apart(world, client_of):
    """An enrolment that ran out leaves an identified child whom no school counts."""
    world.other_student.enrollments.update(ends_on=days(world, -1))
    client = client_of(world.coordinator)
    page = client.get(OVERVIEW).context
    assert page["numbers"][0].number == 2
    assert page["nowhere"][0].number == 1
    assert names(client, page["nowhere"][0].url) == {"Leo Lindqvist"}
    assert client_of(world.leader).get(OVERVIEW).context["nowhere"] is None


def test_last_years_plan_is_not_this_years(world, client_of):
    last = open_year(
        district=world.district, name="Last year", starts_on=days(world, -400), ends_on=days(world, -100), by=world.root
    )
    Plan.objects.filter(pk=world.plan.pk).update(year=last)
    assert names(client_of(world.leader), f"{EVERYBODY}?show=without_plan") == {"Maya Thompson"}


def test_withdrawn_plan_counts_as_none(full, client_of):
    Plan.objects.filter(student__legal_first="Ada").update(withdrawn_at=full.plan.started_at, withdrawn_by=full.root)
    assert names(client_of(full.leader), f"{EVERYBODY}?show=without_plan") == {"Ada Alder", "Uma Kovar"}


# --- Lines and pages -----------------------------------------------------------------------------------
def test_line_leads_to_the_plan_and_says_what_it_lacks(full, client_of):
    lines = {line.name: line for line in client_of(full.leader).get(school_page(full.school)).context["lines"]}
    maya, uma, ada = lines["Maya Thompson"], lines["Uma Kovar"], lines["Ada Alder"]
    assert maya.url == reverse("dashboards:plan", args=[full.plan.public_id])
    assert (maya.keeper, maya.grade, maya.missing) == ("Elena Ortiz", "7", "")
    assert uma.url == reverse("students:detail", args=[uma_id(full)])
    assert (uma.plan, uma.stage) == (None, "")
    assert ada.missing.startswith("Student profile from a body of evidence, Student interests and ")


def uma_id(world):
    return world.student.__class__.objects.get(legal_first="Uma").public_id


def test_unknown_number_opens_the_first(world, client_of):
    assert client_of(world.leader).get(f"{EVERYBODY}?show=nonsense").context["chosen"] is CODES["identified"]


def test_long_list_is_paged(full, client_of, monkeypatch):
    monkeypatch.setattr(pages, "PAGE", 2)
    client = client_of(full.leader)
    first = client.get(f"{EVERYBODY}?show=with_plan").context
    assert [line.name for line in first["lines"]] == ["Ada Alder", "Ben Evans"]
    assert first["later"] == f"{EVERYBODY}?show=with_plan&page=2"
    assert [line.name for line in client.get(first["later"]).context["lines"]] == ["Maya Thompson", "Cleo Tran"]


def test_empty_number_says_so(world, client_of):
    page = client_of(world.leader).get(f"{EVERYBODY}?show=closed").content.decode()
    assert "Nobody is counted here." in page


def test_no_word_of_a_plan_stands_on_these_pages(full, client_of):
    for address in (OVERVIEW, EVERYBODY, school_page(full.school)):
        text = client_of(full.coordinator).get(address).content.decode()
        assert "marmot" not in text


# --- Queries -----------------------------------------------------------------------------------------
QUERIES = {OVERVIEW: 7, EVERYBODY: 12}


@pytest.mark.parametrize("address", QUERIES)
@pytest.mark.parametrize("more", [0, 2])
def test_as_many_queries_for_one_student_as_for_three(world, client_of, assert_query_count, more, address):
    for number in range(more):
        shared(world, child(world, "Ada", f"Alder{'ab'[number]}"))
    client = client_of(world.leader)
    client.get(address)
    with assert_query_count(QUERIES[address]):
        assert client.get(address).status_code == 200


def news_of_maya(client):
    return next(line.news for line in client.get(EVERYBODY).context["lines"] if line.name == "Maya Thompson")


def test_the_lists_say_what_is_new_to_whoever_may_know_it(world, client_of):
    leader, coordinator = client_of(world.leader), client_of(world.coordinator)
    before = {one: news_of_maya(one).count for one in (leader, coordinator)}
    check_in(goal=world.goal, by=world.teacher, voice="staff", level=4)
    told = {one: news_of_maya(one) for one in before}
    assert {one: news.count - before[one] for one, news in told.items()} == {leader: 1, coordinator: 1}
    assert told[leader].sentence == told[coordinator].sentence
    check_in(goal=world.close_goal, by=world.specialist, voice="staff", level=2)
    assert news_of_maya(leader).count == before[leader] + 1  # of a goal kept close a leader knows nothing
    assert news_of_maya(coordinator).count == before[coordinator] + 2
    assert "new since you looked" in leader.get(EVERYBODY).content.decode()


@pytest.mark.parametrize("address", [OVERVIEW, EVERYBODY])
def test_looking_writes_nothing(world, client_of, nothing_written, address):
    client = client_of(world.coordinator)
    with nothing_written():
        assert client.get(address).status_code == 200
    assert client.post(address).status_code == 405
