"""Since you last looked: what others did, until the reader calls it read."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.actions import issue_pass
from accounts.permissions import Role
from checkins.actions import answer, check_in, comment
from checkins.models import CheckIn
from dashboards.news import news_of
from dashboards.since import since_of
from goals.actions import write_goal
from goals.actions.putting_back import lines_of
from goals.models import Goal
from history.actions import mark_read
from history.clock import now
from history.days import day_said
from history.models import Event, LastLook
from plans.actions import share_changes, write_section
from students.access import Standing
from tests.world import days


def panel(world, name):
    person = getattr(world, name)
    return since_of(world.plan, Standing.of(person, world.student))


def read(world, client_of, name, event):
    address = reverse("plans:mark_read", args=[world.plan.public_id])
    return client_of(getattr(world, name)).post(address, {"event": str(event)})


def told(world, name):
    since = panel(world, name)
    return [line.sentence for line, _place, _word in since.changes] if since else []


def test_panel_shows_what_others_did_and_not_ones_own_acts(world):
    assert any("asked a question" in sentence for sentence in told(world, "specialist"))
    assert not any("Ms. Ortiz" in sentence for sentence in told(world, "specialist"))


def test_what_a_child_did_with_an_earlier_card_is_no_news_to_the_child(world):
    read_up_to_now(world, "student_user")
    until = now() + datetime.timedelta(days=1)
    (old, _secret), (new, _secret) = (
        issue_pass(child=world.student, expires_at=until, by=world.specialist) for _card in "ab"
    )
    row = world.plan.sections.filter(code="interests").first()
    write_section(
        plan=world.plan, code="interests", words="Bridges", version=row.version if row else 0, by=old, voice="student"
    )
    mark_read(subject=world.student, by=new, event=Event.objects.latest("pk").pk - 1, at=now())
    for reader in (new, world.student_user):
        since = since_of(world.plan, Standing.of(reader, world.student))
        assert since is None or since.changes == []
    assert "<b>Maya Thompson</b> wrote “Interests”" in told(world, "specialist")


def test_reader_is_told_only_what_they_may_know(world):
    read_up_to_now(world, "teacher", "counselor")
    check_in(goal=world.close_goal, by=world.specialist, voice="staff", level=3)
    assert len(told(world, "counselor")) == 1
    assert told(world, "teacher") == []


def read_up_to_now(world, *names):
    for name in names:
        last = Event.objects.latest("pk").pk
        mark_read(subject=world.student, by=getattr(world, name), event=last, at=now())


def test_marking_as_read_empties_the_panel_until_something_happens(world, client_of):
    assert read(world, client_of, "specialist", panel(world, "specialist").event).status_code == 303
    since = panel(world, "specialist")
    assert (since.changes, since.event, since.may_undo) == ([], 0, True)
    comment(plan=world.plan, words="A remark", reader="adults", by=world.teacher, voice="staff")
    since = panel(world, "specialist")
    assert (len(since.changes), since.more, since.looked_at is not None) == (1, 0, True)
    assert since.changes[0][1:] == ("#conversation", "Read")


def test_looking_alone_marks_nothing_as_read(world, client_of):
    before = told(world, "specialist")
    client_of(world.specialist).get(reverse("dashboards:plan", args=[world.plan.public_id]))
    assert told(world, "specialist") == before
    assert not LastLook.objects.exists()


def test_reading_never_moves_back(world, client_of):
    newest = panel(world, "specialist").event
    read(world, client_of, "specialist", newest)
    read(world, client_of, "specialist", Event.objects.about(world.student).last().pk)
    assert LastLook.objects.get().event == newest


@pytest.mark.parametrize("event", ["", "x", "999999999", "9" * 40])
def test_event_that_was_not_shown_is_not_read(world, client_of, event):
    assert read(world, client_of, "specialist", event).status_code == 303
    assert not LastLook.objects.exists()


def test_event_of_another_child_or_reader_is_not_read(world, client_of):
    other = Event.objects.about(world.other_student).first().pk
    hidden = Event.objects.about(world.student).filter(audience="staff").first().pk
    read(world, client_of, "family", other)
    read(world, client_of, "family", hidden)
    assert not LastLook.objects.exists()
    assert read(world, client_of, "other_family", hidden).status_code == 404


def test_long_list_is_cut_and_counted(world):
    read_up_to_now(world, "specialist")
    for number in range(7):
        comment(plan=world.plan, words=f"{number}", reader="adults", by=world.teacher, voice="staff")
    since = panel(world, "specialist")
    assert (len(since.changes), since.more) == (5, 2)


def test_the_same_act_on_the_same_thing_is_told_once(world):
    read_up_to_now(world, "teacher")
    for words in ("One", "One two", "One two three"):
        version = world.plan.sections.get(code="needs").version
        write_section(plan=world.plan, code="needs", words=words, version=version, by=world.specialist, voice="staff")
    since = panel(world, "teacher")
    assert (len(since.changes), since.more) == (1, 0)
    assert since.event == Event.objects.about(world.student).first().pk


def test_each_change_leads_to_its_place(world):
    read_up_to_now(world, "teacher")
    check_in(goal=world.goal, by=world.specialist, voice="staff", level=4)
    revision = share_changes(plan=world.plan, by=world.specialist, reason="So far")
    places = [place for _line, place, _word in panel(world, "teacher").changes]
    assert places == [
        reverse("plans:revision", args=[world.plan.public_id, revision.number]),
        f"#goal-{world.goal.public_id}",
    ]


def test_a_question_asks_for_a_reply_until_it_has_one(world):
    said = {"plan": world.plan, "by": world.family, "voice": "family", "reader": "adults", "is_question": True}
    question = comment(words="When is the trip?", **said)

    def words_of_links():
        world.plan.refresh_from_db()
        return [word for _line, _place, word in panel(world, "specialist").changes]

    assert "Reply" in words_of_links()
    for one in (world.question, question):
        answer(question=one, words="On Friday", by=world.teacher)
    assert "Reply" not in words_of_links()


# --- Changed words, in place --------------------------------------------------------------------
def page_of(world, client_of, name, door="dashboards:plan"):
    return client_of(getattr(world, name)).get(reverse(door, args=[world.plan.public_id])).content.decode()


def change(world, **values):
    """A change of Maya's goal in math by her specialist."""
    world.goal.refresh_from_db()
    now = {name: getattr(world.goal, name) for name in Goal.PROMISE}
    write_goal(
        plan=world.plan, goal=world.goal, values=now | values, strategies=list(lines_of(world.goal).values()),
        version=world.goal.version, by=world.specialist,
    )  # fmt: skip


def test_changed_words_are_marked_in_place_until_they_are_read(world, client_of):
    read_up_to_now(world, "teacher", "specialist")
    assert "<ins>" not in page_of(world, client_of, "teacher")
    change(world, target="5 of 5 on the rubric", check_on=days(world, 28))
    page = page_of(world, client_of, "teacher")
    assert re.search(r"<del><span[^>]*>\[taken out:\] </span>4</del> <ins><span[^>]*>\[new:\] </span>5</ins>", page)
    assert "<ins>" not in page_of(world, client_of, "specialist")
    read(world, client_of, "teacher", panel(world, "teacher").event)
    assert "<ins>" not in page_of(world, client_of, "teacher")


def test_words_that_were_not_shared_are_marked_for_staff_alone(world, client_of):
    assert world.marks.unshared in page_of(world, client_of, "teacher").split("<ins>")[1]
    assert "<ins>" not in page_of(world, client_of, "family")


def test_marking_read_is_taken_back_once(world, client_of):
    read_up_to_now(world, "specialist")
    comment(plan=world.plan, words="One", reader="adults", by=world.teacher, voice="staff")
    before = told(world, "specialist")
    read(world, client_of, "specialist", panel(world, "specialist").event)
    assert "Show it again" in page_of(world, client_of, "specialist")
    client, address = client_of(world.specialist), reverse("plans:mark_unread", args=[world.plan.public_id])
    for _press in range(2):
        client.post(address)
        assert told(world, "specialist") == before


def test_taking_back_the_first_look_shows_everything_of_two_weeks(world, client_of):
    before = told(world, "teacher")
    read(world, client_of, "teacher", panel(world, "teacher").event)
    client_of(world.teacher).post(reverse("plans:mark_unread", args=[world.plan.public_id]))
    assert (told(world, "teacher"), LastLook.objects.exists()) == (before, False)


# --- In plain words -----------------------------------------------------------------------------
def plainly(world, name):
    since = panel(world, name)
    return [(strip_tags(sentence), one.reason) for one in since.told for sentence in one.sentences] if since else []


@pytest.mark.parametrize("name", ["family", "other_parent", "student_user"])
def test_family_is_told_who_moved_the_check_date_from_what_to_what_and_why(world, client_of, name):
    read_up_to_now(world, name)
    before, after = world.goal.check_on, days(world, 28)
    change(world, check_on=after)
    assert plainly(world, name) == []
    share_changes(plan=world.plan, by=world.specialist, reason="The tripod came late.")
    moved = f"Ms. Ortiz moved the check date of Math from {day_said(before)} to {day_said(after)}"
    assert (moved, "The tripod came late.") in plainly(world, name)
    home = {"student_user": reverse("dashboards:me")}.get(
        name, reverse("dashboards:family_child", args=[world.student.public_id])
    )
    page = client_of(getattr(world, name)).get(home).content.decode()
    assert f"<li>{moved.replace('Ms. Ortiz', '<b>Ms. Ortiz</b>')}</li>" in page
    assert "shared changes on" in page
    assert page.count("The tripod came late.") >= 1


def test_many_changes_of_one_sharing_stand_line_by_line_and_the_rest_unfolds(world, client_of):
    read_up_to_now(world, "family")
    change(
        world, check_on=days(world, 28), target="5 of 5", measure="Explains 4 models", baseline="Explains one",
        standard="MA10", family_words="Find lines", partner="Mr. Reyes", statement="Model and explain",
    )  # fmt: skip
    share_changes(plan=world.plan, by=world.specialist, reason="The tripod came late.")
    (one,) = panel(world, "family").told
    assert (len(one.first), one.first + one.more) == (5, one.sentences)
    assert len(one.more) == len(one.sentences) - 5 > 0
    assert any("from “Solves, does not explain” to “Explains one”" in sentence for sentence in one.sentences)
    page = client_of(world.family).get(reverse("dashboards:family_child", args=[world.student.public_id]))
    panel_shown = page.content.decode().split('<ul class="told">')[1].split("</section>")[0]
    unfolds = panel_shown.split("<details>")[1].split("</details>")[0]
    assert f"and {len(one.more)} more" in unfolds
    assert (panel_shown.count("<li><b>Ms. Ortiz</b>"), unfolds.count("<li><b>")) == (len(one.sentences), len(one.more))
    assert panel_shown.count("The tripod came late.") == 1


def test_nobody_is_told_of_help_in_another_home(world):
    read_up_to_now(world, "family", "other_parent", "student_user")
    world.goal.strategies.filter(place="home").update(words="Read together")
    change(world)
    share_changes(plan=world.plan, by=world.specialist, reason="Help")
    told_to = {
        name for name in ("family", "other_parent") if any("Read together" in s for s, _why in plainly(world, name))
    }
    assert told_to == {"family"}


def test_several_sharings_are_told_one_by_one_in_as_many_queries(world, client_of, assert_query_count):
    read_up_to_now(world, "family")
    standing = Standing.of(world.family, world.student)
    for number, queries in ((1, QUERIES), (3, QUERIES)):
        for _time in range(number):
            change(world, target=f"{number} of {_time + 3}")
            share_changes(plan=world.plan, by=world.specialist, reason=f"Again {number}")
            world.plan.refresh_from_db()
        with assert_query_count(queries):
            since = since_of(world.plan, standing)
    assert [one.number for one in since.told] == [2, 3, 4, 5]


QUERIES = 7


# --- On the homes -------------------------------------------------------------------------------
def test_each_home_says_what_is_new_of_each_child(world, client_of):
    read_up_to_now(world, "specialist", "teacher", "counselor")
    assert news_of([world.plan], world.specialist, Role.SPECIALIST) == {}
    check_in(goal=world.goal, by=world.student_user, voice="student", level=3)
    check_in(goal=world.close_goal, by=world.counselor, voice="staff", level=3, words="Close")
    for name, role, count in (("specialist", Role.SPECIALIST, 2), ("teacher", Role.TEACHER, 1)):
        news = news_of([world.plan], getattr(world, name), role)[world.student.pk]
        assert (news.count, "Math" in news.sentence) == (count, name == "teacher")
    assert news_of([world.plan], world.counselor, Role.COUNSELOR)[world.student.pk].count == 1
    assert "1 new since you looked:" in client_of(world.teacher).get(reverse("dashboards:classes")).content.decode()


def test_lists_tell_neither_of_words_that_were_pulled_back_nor_of_a_goal_kept_close_by_now(world):
    read_up_to_now(world, "family", "teacher", "leader")
    check_in(goal=world.close_goal, by=world.counselor, voice="staff", level=3, words="Close")
    said = check_in(goal=world.goal, by=world.teacher, voice="staff", level=1, words="Late", reader="student")
    assert "Math" in news_of([world.plan], world.family, Role.FAMILY)[world.student.pk].sentence
    assert "Math" in news_of([world.plan], world.leader, Role.SCHOOL_LEADER)[world.student.pk].sentence
    CheckIn.objects.filter(pk=said.pk).update(reader="staff")
    news = news_of([world.plan], world.family, Role.FAMILY)[world.student.pk]
    assert (news.count, "Math" in news.sentence) == (1, False)
    Goal.objects.filter(pk=world.goal.pk).update(audience="circle")
    assert news_of([world.plan], world.leader, Role.SCHOOL_LEADER) == {}
