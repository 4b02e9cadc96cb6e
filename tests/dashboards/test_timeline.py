"""The timeline: each reader sees what they may know, and not that there was more."""

import pytest
from django.urls import reverse

from checkins.actions import comment
from goals.models import Goal
from history.models import Event

READERS = ["specialist", "counselor", "leader", "teacher", "family", "other_parent", "student_user"]


def url(world):
    return reverse("dashboards:timeline", args=[world.plan.public_id])


def lines_for(world, client_of, name):
    return client_of(getattr(world, name)).get(url(world)).context["lines"]


def readers_of(world, client_of, *words):
    """Who reads a line that holds all these words."""
    return {
        name
        for name in READERS
        if any(all(word in line.sentence for word in words) for line in lines_for(world, client_of, name))
    }


def test_event_is_read_by_its_audience(world, client_of):
    every, staff = set(READERS), {"specialist", "counselor", "leader", "teacher"}
    assert readers_of(world, client_of, "shared revision 1") == every
    assert readers_of(world, client_of, "began the plan") == staff
    assert readers_of(world, client_of, "Habits", "Mr. Bell") == every - {"leader", "teacher"}
    assert readers_of(world, client_of, "Growing as a person") == {"specialist", "counselor"}
    assert readers_of(world, client_of, "Dana Thompson", "asked a question about Math") == staff | {"family"}


def test_nothing_is_told_of_a_goal_that_is_kept_close_by_now(world, client_of):
    every = set(READERS)
    assert readers_of(world, client_of, "checked in on Math", "Daniel") | readers_of(world, client_of, "Math") == every
    Goal.objects.filter(pk=world.goal.pk).update(audience="circle")
    assert readers_of(world, client_of, "Math") == every - {"leader", "teacher"}
    for name in ("teacher", "leader"):
        page = client_of(getattr(world, name)).get(reverse("dashboards:plan", args=[world.plan.public_id]))
        assert "on Math" not in page.content.decode()


def test_what_happens_to_the_record_is_read_by_who_reads_the_record(world, client_of):
    assert readers_of(world, client_of, "body of evidence") == {"specialist", "counselor", "leader"}
    assert readers_of(world, client_of, "wrote a note") == {"specialist", "counselor", "leader"}
    assert readers_of(world, client_of, "adult of the family") == {"specialist", "counselor", "leader"}


def test_nobody_reads_the_words_themselves_here(world, client_of):
    for name in READERS:
        page = client_of(getattr(world, name)).get(url(world)).content.decode()
        assert [mark for mark in vars(world.marks).values() if mark in page] == []


def test_reason_stands_beside_its_event(world, client_of):
    assert "First sharing of the year" in {line.reason for line in lines_for(world, client_of, "family")}


def test_staff_are_named_as_students_call_them(world, client_of):
    assert {line.who for line in lines_for(world, client_of, "family")} >= {"Ms. Ortiz", "Dana Thompson"}


def test_older_pages_follow_until_the_first_event(world, client_of):
    for number in range(60):
        comment(plan=world.plan, words=f"{number}", reader="adults", by=world.teacher, voice="staff")
    client, seen, address = client_of(world.specialist), [], url(world)
    for _page in range(9):
        shown = client.get(address).context
        seen += [line.pk for line in shown["lines"]]
        if not shown["older"]:
            break
        address = f"{url(world)}?page={shown['older']}"
    assert seen == list(Event.objects.about(world.student).order_by("-at", "-pk").values_list("pk", flat=True))


@pytest.mark.parametrize("name", ["other_specialist", "other_family", "far_student_user"])
def test_timeline_of_a_child_one_does_not_see_is_not_there(world, client_of, name):
    assert client_of(getattr(world, name)).get(url(world)).status_code == 404


def test_timeline_costs_the_same_however_long_it_is(world, client_of, assert_query_count):
    client = client_of(world.specialist)
    client.get(url(world))
    with assert_query_count(QUERIES):
        client.get(url(world))
    for number in range(6):
        comment(plan=world.plan, words=f"{number}", reader="adults", by=world.teacher, voice="staff")
    with assert_query_count(QUERIES):
        client.get(url(world))


QUERIES = 8


def test_a_year_of_five_hundred_events_pages_in_as_many_queries(world, client_of, assert_query_count):
    first = Event.objects.about(world.student).filter(audience="student").last()
    Event.objects.bulk_create(
        Event(
            at=first.at, actor=first.actor, actor_name=first.actor_name, voice="staff", verb="plans.activated",
            target=first.target, subject=first.subject, audience="student",
        )
        for _number in range(500)
    )  # fmt: skip
    client = client_of(world.specialist)
    client.get(url(world))
    with assert_query_count(QUERIES):
        assert len(client.get(f"{url(world)}?page=13").context["lines"]) == 40
