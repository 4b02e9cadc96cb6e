"""A teacher's classes: whom they hold, what they say of each child, and one tap."""

import re

import pytest
from django.urls import reverse

from checkins.actions import check_in
from checkins.models import CheckIn
from goals.actions import close_goal
from plans.actions import close_plan, share_changes
from schools.actions import end_posting
from students import actions as students
from tests.dashboards.making import child, draft, goal, shared
from tests.world import days

ADDRESS = "/classes/"


def page(client, query=""):
    return client.get(ADDRESS + query).context


def shown(client, query=""):
    """Who stands in a class: {name: (things to do, goals to tap)}."""
    group = page(client, query)["group"]
    return {str(one.student): (one.to_do, [tap.label for tap in one.taps]) for one in group.pupils}


def by_teacher(world, words="Ask why twice"):
    return [{"place": "school", "words": words, "user": world.teacher}]


def taught(world, first, last, section=None, **more):
    """A child in a class of Maya's math teacher, with a shared plan that names the teacher."""
    one = child(world, first, last)
    students.join_class(student=one, section=section or world.section, starts_on=days(world, -60), by=world.specialist)
    return one, shared(world, one, day=-20, strategies=by_teacher(world), **more)


def second_class(world, period="Period 5"):
    section = students.open_section(
        school=world.school, year=world.year, name="Math 8", period=period, by=world.specialist
    )
    students.add_teacher(section=section, user=world.teacher, starts_on=days(world, -60), by=world.specialist)
    return section


# --- Whom it holds ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "expected"), [("teacher", {"Maya Thompson"}), ("other_teacher", set()), ("idle_teacher", set())]
)
def test_class_of_each_teacher_is_exactly_its_students(world, client_of, who, expected):
    assert set(shown(client_of(getattr(world, who)))) == expected


@pytest.mark.parametrize("who", ["specialist", "counselor", "leader", "coordinator", "family", "student_user"])
def test_who_teaches_nobody_has_no_such_page(world, client_of, who):
    assert client_of(getattr(world, who)).get(ADDRESS).status_code == 404


def test_mother_finds_her_child_at_home_only(world, client_of):
    """Ingrid teaches at Maya's school; her son Leo goes to another. His draft is shared now."""
    share_changes(plan=world.other_plan, by=world.other_specialist, reason="First")
    assert shown(client_of(world.idle_teacher)) == {}


def test_specialist_who_teaches_sees_her_class_and_not_her_school(world, client_of):
    shared(world, child(world, "Ada", "Alder"))
    students.add_teacher(section=world.section, user=world.specialist, starts_on=days(world, -9), by=world.specialist)
    assert set(shown(client_of(world.specialist))) == {"Maya Thompson"}


def test_draft_and_closed_plan_are_not_in_class(world, client_of):
    ada = child(world, "Ada", "Alder")
    students.join_class(student=ada, section=world.section, starts_on=days(world, -60), by=world.specialist)
    goal(world, draft(world, ada), strategies=by_teacher(world))
    for one in world.plan.goals.all():
        close_goal(goal=one, outcome="met", learned="It grew.", onward="retire", by=world.specialist)
    close_plan(plan=world.plan, by=world.specialist)
    assert shown(client_of(world.teacher)) == {}


def test_end_of_work_closes_the_page(world, client_of):
    client = client_of(world.teacher)
    end_posting(posting=world.teacher.postings.get(), on=days(world, -1), by=world.coordinator)
    assert client.get(ADDRESS).status_code == 302


def test_child_who_left_the_class_is_gone(world, client_of):
    world.student.responsibilities.filter(user=world.teacher).update(ends_on=days(world, -1))
    students.leave_class(membership=world.section.memberships.get(), on=days(world, -1), by=world.specialist)
    assert shown(client_of(world.teacher)) == {}


# --- What it says ---------------------------------------------------------------------------------
def test_kept_goal_shows_its_strategy_and_nothing_else(world, client_of):
    assert shown(client_of(world.teacher)) == {
        "Maya Thompson": (
            ["Grade 8 problem set, Tuesdays", "Draft-day hand-ins are read, not graded"],
            [world.goal.statement],
        )
    }


def test_words_for_others_never_reach_a_class(world, client_of):
    text = client_of(world.teacher).get(ADDRESS).content.decode()
    for mark in (world.marks.circle, world.marks.home_dana, world.marks.home_paul, world.marks.note, world.marks.score):
        assert mark not in text
    assert "Ask Maya to explain one model" not in text
    assert "I want harder problems" not in text
    assert not re.search(r"\b504\b|\bIEP\b", text)


def test_counselor_who_teaches_may_tap_the_kept_goal(world, client_of):
    students.add_teacher(section=world.section, user=world.counselor, starts_on=days(world, -9), by=world.specialist)
    world.close_goal.strategies.update(user=world.counselor)
    _to_do, taps = shown(client_of(world.counselor), f"?class={world.section.public_id}")["Maya Thompson"]
    assert taps == [world.close_goal.statement]


def test_only_shared_open_goals_that_name_the_teacher_are_asked(world, client_of):
    plan = world.plan
    goal(world, plan, day=-2, statement="Not shared yet", strategies=by_teacher(world, "Not yet"))
    other = [{"place": "school", "words": "Somebody else", "user": world.idle_teacher}]
    named_at_home = [{"place": "home", "words": "At home", "user": world.teacher}]
    closed = by_teacher(world, "Over")
    for words, lines in (("Names another", other), ("Named at home", named_at_home), ("Closed", closed)):
        goal(world, plan, day=-2, statement=words, short_label=words, strategies=lines)
    plan.goals.filter(statement__in=["Names another", "Named at home", "Closed"]).update(is_shared=True)
    closed = plan.goals.get(statement="Closed")
    close_goal(goal=closed, outcome="met", learned="It grew.", onward="retire", by=world.specialist)
    to_do, taps = shown(client_of(world.teacher))["Maya Thompson"]
    assert taps == [world.goal.statement]
    assert to_do == ["Grade 8 problem set, Tuesdays", "Draft-day hand-ins are read, not graded"]


def test_child_whose_plan_asks_nothing_of_the_teacher_stands_below(world, client_of):
    ada = child(world, "Ada", "Alder")
    students.join_class(student=ada, section=world.section, starts_on=days(world, -60), by=world.specialist)
    shared(world, ada)
    group = page(client_of(world.teacher))["group"]
    assert [str(one.student) for one in group.asking] == ["Maya Thompson"]
    assert [str(one.student) for one in group.others] == ["Ada Alder"]


def test_last_time_is_the_teachers_own(world, client_of):
    tap = page(client_of(world.teacher))["group"].pupils[0].taps[0]
    assert (tap.before.value, tap.before.on) == (3, days(world, -12))
    assert "Last time: Getting there" in client_of(world.teacher).get(ADDRESS).content.decode()


# --- What is left ------------------------------------------------------------------------------------
def test_check_in_of_this_part_of_the_window_counts_and_an_earlier_one_does_not(world, client_of):
    """The window began 30 days ago and has 61 days: its second part begins today."""
    client = client_of(world.teacher)
    group = page(client)["group"]
    assert (group.goals, group.done, group.left) == (1, 0, 1)
    assert page(client)["span"] == "Winter, part 2 of 2"
    check_in(goal=world.goal, by=world.specialist, voice="staff", level=3)
    assert page(client)["group"].left == 1
    check_in(goal=world.goal, by=world.teacher, voice="staff", level=3)
    assert page(client)["group"].left == 0


def test_one_tap_saves_and_comes_back_to_the_class(world, client_of):
    client = client_of(world.teacher)
    here = page(client)["next"]
    answer = client.post(
        reverse("checkins:check_in", args=[world.goal.public_id]), {"level": "4", "voice": "staff", "next": here}
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, here)
    said = CheckIn.objects.get(goal=world.goal, author=world.teacher.key, happened_on=world.today)
    assert said.level == 4
    assert page(client)["group"].pupils[0].taps[0].level == 4


def test_note_is_written_in_the_row_and_leads_back_to_it(world, client_of):
    client = client_of(world.teacher)
    text = client.get(ADDRESS).content.decode()
    tap = page(client)["group"].pupils[0].taps[0]
    assert f'action="{reverse("checkins:note", args=[world.goal.public_id])}"' in text
    assert f'name="next" value="/classes/?class={world.section.public_id}#{tap.prefix}"' in text
    assert text.index("Who reads this?") < text.index(f'form="{tap.prefix}-jot" name="words"')
    assert [reader for reader, _words in tap.readers] == ["student", "adults", "staff"]


@pytest.mark.parametrize("said", [{"words": "She asked first.", "reader": "staff"}, {"number": "3.5"}])
def test_words_or_a_number_alone_are_done(world, client_of, said):
    check_in(goal=world.goal, by=world.teacher, voice="staff", **said)
    client = client_of(world.teacher)
    assert page(client)["group"].left == 0
    text = client.get(ADDRESS).content.decode()
    assert ("You counted 3.5." in text) == ("number" in said)


def test_classes_stand_in_the_order_of_the_day(world, client_of):
    for period in ("Period 10", "Period 5"):
        taught(world, "Ada", f"Of {period[7:]}", second_class(world, period))
    tabs = page(client_of(world.teacher))["tabs"]
    assert [group.period for group, _url in tabs] == ["Period 3", "Period 5", "Period 10"]


def test_child_without_a_class_stands_under_my_students(world, client_of):
    ada = child(world, "Ada", "Alder")
    shared(world, ada, strategies=by_teacher(world))
    students.take_responsibility(
        student=ada, kind="mentor", user=world.teacher, starts_on=days(world, -9), by=world.specialist
    )
    tabs = page(client_of(world.teacher))["tabs"]
    assert [(group.name, len(group.pupils)) for group, _url in tabs] == [("Math 7 Honors", 1), ("My students", 1)]
    assert set(shown(client_of(world.teacher), "?class=mine")) == {"Ada Alder"}


def test_page_opens_where_something_is_left_and_leads_on(world, client_of):
    section = second_class(world)
    taught(world, "Ada", "Alder", section)
    client = client_of(world.teacher)
    first = page(client)
    assert first["group"].title == "Period 3, Math 7 Honors"
    onward, address = first["onward"]
    assert (onward.title, address) == ("Period 5, Math 8", f"/classes/?class={section.public_id}")
    check_in(goal=world.goal, by=world.teacher, voice="staff", level=3)
    assert page(client)["group"].title == "Period 5, Math 8"
    assert page(client)["onward"] is None
    assert page(client, f"?class={world.section.public_id}")["onward"][0].title == "Period 5, Math 8"


def test_all_done_says_so(world, client_of):
    check_in(goal=world.goal, by=world.teacher, voice="staff", level=3)
    text = client_of(world.teacher).get(ADDRESS).content.decode()
    assert "Every goal that names you has your check-in." in text


def test_nobody_is_timed_or_late(world, client_of):
    text = client_of(world.teacher).get(ADDRESS).content.decode().lower()
    assert not re.search(r"\bseconds?\b|this week|overdue|late\b(?!\.)", text.replace("nobody is marked late.", ""))


def test_class_without_plans_says_so(world, client_of):
    assert "Nobody here has a shared plan." in client_of(world.other_teacher).get(ADDRESS).content.decode()


# --- Queries ----------------------------------------------------------------------------------------
QUERIES = 15


@pytest.mark.parametrize("more", [0, 2])
def test_as_many_queries_for_one_student_as_for_three(world, client_of, assert_query_count, more):
    for number in range(more):
        taught(world, "Ada", f"Alder{'ab'[number]}")
    client = client_of(world.teacher)
    client.get(ADDRESS)
    with assert_query_count(QUERIES):
        assert len(shown(client)) == 1 + more


def test_looking_writes_nothing(world, client_of, nothing_written):
    client = client_of(world.teacher)
    with nothing_written():
        assert client.get(ADDRESS).status_code == 200
    assert client.post(ADDRESS).status_code == 405
