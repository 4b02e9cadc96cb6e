"""The list of students: whom it holds, how it is searched, and what it costs."""

import pytest
from django.urls import reverse

from accounts.models import User
from plans.actions import start_plan
from students import actions
from students.queries import found, students_seen_by

ADDRESS = "/students/"
PEOPLE = ("specialist", "teacher", "counselor", "leader", "coordinator", "idle_teacher", "other_specialist")


def names_on(answer):
    return {line.name for line in answer.context["lines"]}


def test_the_list_holds_exactly_the_students_one_works_with(world, client_of):
    expected = {
        "specialist": {"Thompson, Maya"},
        "teacher": {"Thompson, Maya"},
        "counselor": {"Thompson, Maya"},
        "leader": {"Thompson, Maya"},
        "coordinator": {"Thompson, Maya", "Lindqvist, Leo"},
        "idle_teacher": set(),  # Leo is her son: her page of a mother shows him, the school's list does not
        "other_specialist": {"Lindqvist, Leo"},
    }
    assert {who: names_on(client_of(getattr(world, who)).get(ADDRESS)) for who in PEOPLE} == expected


def test_the_name_leads_to_the_record_or_for_a_teacher_to_the_plan(world, client_of):
    for who, address in (
        ("specialist", reverse("students:detail", args=[world.student.public_id])),
        ("teacher", reverse("dashboards:plan", args=[world.plan.public_id])),
    ):
        (line,) = client_of(getattr(world, who)).get(ADDRESS).context["lines"]
        assert line.url == address


@pytest.fixture
def crowd(place, add):
    """Three children with names that are hard to type."""
    add(legal_first="María", legal_last="García-López", local_id="70001", grade="6")
    add(legal_first="Łukasz", legal_last="Nowak", chosen_first="Luke", status="talent_pool")
    leaving = add(legal_first="Aoife", legal_last="O’Brien", state_id="900123")
    actions.identify(student=leaving, area="music", by=place.by)
    one = actions.identify(student=leaving, area="dance", by=place.by)
    actions.correct_identification(identification=one, status="withdrawn", by=place.by)
    return students_seen_by(User.objects.get(pk=place.by.pk))


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("garcia", "García-López"),
        ("GARCÍA", "García-López"),
        ("lopez maria", "García-López"),
        ("garcia-lopez", "García-López"),
        ("lukasz", "Nowak"),
        ("luke no", "Nowak"),
        ("o'brien", "O’Brien"),
        ("obrien", "O’Brien"),
        ("7000", "García-López"),
        ("900123", "O’Brien"),
    ],
)
def test_a_name_is_found_as_people_type_it(crowd, words, last):
    assert [student.legal_last for student in found(crowd, words=words)] == [last]


@pytest.mark.parametrize("words", ["1000004471", "1000", "61612"])
def test_an_id_finds_a_child_only_for_whoever_reads_the_record(world, client_of, words):
    found_by = {who for who in PEOPLE if names_on(client_of(getattr(world, who)).get(ADDRESS, {"q": words}))}
    assert found_by == {"specialist", "counselor", "leader", "coordinator"}


def test_nothing_is_found_where_one_word_does_not_fit(crowd):
    assert not found(crowd, words="garcia pedro").exists()


def test_filters_hold_together(crowd, place):
    def last(**asked):
        return {student.legal_last for student in found(crowd, **asked)}

    assert last(grade="6") == {"García-López"}
    assert last(status="talent_pool") == {"Nowak"}
    assert last(area="music") == {"O’Brien"}
    assert last(area="dance") == set()
    assert last(school=place.other_school) == set()
    assert last(school=place.school, status="identified") == {"García-López", "O’Brien"}


def test_the_page_searches_filters_and_counts(crowd, place, client_of):
    client = client_of(place.by)
    page = client.get(ADDRESS, {"q": "garcia"})
    assert names_on(page) == {"García-López, María"}
    assert [(tab["label"], tab["count"]) for tab in page.context["tabs"]] == [("All students", 1), ("Identified", 1)]
    assert names_on(client.get(ADDRESS, {"status": "talent_pool"})) == {"Nowak, Luke"}
    empty = client.get(ADDRESS, {"q": "nobody"})
    assert "Nobody fits." in empty.content.decode()


def test_what_nobody_could_have_chosen_is_no_error(crowd, place, client_of):
    client = client_of(place.by)
    for asked in ({"school": "x"}, {"page": "99"}, {"page": "x"}, {"grade": "99"}, {"area": "'"}, {"status": "\x00"}):
        assert client.get(ADDRESS, asked).status_code == 200


def test_a_hundred_stand_on_a_page(place, add, client_of):
    for number in range(101):
        add(legal_first=f"Child{number:03}")
    first = client_of(place.by).get(ADDRESS)
    assert len(first.context["lines"]) == 100
    assert first.context["later"] == "?page=2"
    second = client_of(place.by).get(ADDRESS, {"page": 2})
    assert names_on(second) == {"Thompson, Child100"}


def test_the_list_is_sorted_by_folded_names(place, add, client_of):
    for last in ("Zhao", "Álvarez", "Łapa", "Lindgren", "de Vries"):
        add(legal_last=last)
    lines = client_of(place.by).get(ADDRESS).context["lines"]
    assert [line.name.split(",")[0] for line in lines] == ["Álvarez", "de Vries", "Łapa", "Lindgren", "Zhao"]


def test_spaces_and_commas_count_in_the_order_of_names(place, add):
    """A collation that passes over them puts "lia, ann" before "li, zoe"."""
    for last, first in (("Li", "Zoe"), ("Lia", "Ann"), ("Devlin", "Bo"), ("De Vries", "Cy")):
        add(legal_last=last, legal_first=first)
    names = list(students_seen_by(place.by).sorted().values_list("sort_name", flat=True))
    assert names == sorted(names) == ["de vries, cy", "devlin, bo", "li, zoe", "lia, ann"]


@pytest.mark.postgresql
def test_postgresql_orders_names_whatever_its_collation(place):
    assert 'COLLATE "C"' in str(students_seen_by(place.by).sorted().query)


def test_the_list_costs_the_same_for_one_and_for_three(place, add, client_of, assert_query_count):
    client = client_of(place.by)
    start_plan(student=add(keeper=place.by), year=place.year, by=place.by)
    client.get(ADDRESS)
    with assert_query_count(QUERIES):
        client.get(ADDRESS)
    for first in ("Leo", "Ada"):
        child = add(legal_first=first, keeper=place.by)
        actions.identify(student=child, area="music", by=place.by)
        start_plan(student=child, year=place.year, by=place.by)
    with assert_query_count(QUERIES):
        client.get(ADDRESS)


QUERIES = 14


def test_an_area_withdrawn_is_not_shown(crowd, place, client_of):
    lines = {line.name: line.areas for line in client_of(place.by).get(ADDRESS).context["lines"]}
    assert lines["O’Brien, Aoife"] == "Music"


def test_the_list_of_somebody_without_students_says_so(place, hire, client_of):
    nobody = hire("Nadia Petrie", "teacher", school=place.school)
    assert "No students yet." in client_of(nobody).get(ADDRESS).content.decode()


def test_refusal_of_a_page_about_no_child_speaks_of_no_child(world, client_of):
    for address in ("students:find", "students:classes", "schools:staff"):
        text = client_of(world.family).get(reverse(address), follow=False).content.decode()
        assert "This page is for other people’s work at the schools." in text, address
        assert "child’s plan" not in text
    refused = client_of(world.teacher).get(reverse("plans:share", args=[world.plan.public_id]))
    assert "You can see this child’s plan" in refused.content.decode()
