"""Undo after one's own words, a check-in or its work were taken back."""

import pytest
from django.urls import reverse

from checkins import actions
from checkins.models import CheckIn, Comment
from files.reading import read as read_file_given
from goals.actions import close_goal
from history.models import Event
from plans.actions import close_plan
from tests.files.making import pdf

CHANGED = "This has changed in the meantime, so it cannot be undone from here."


def said(answer):
    (message,) = answer.context["messages"]
    return str(message), (message.extra_tags or "").removeprefix("undo:")


def take_back(client, name, thing, **told):
    """Take something back on its page; returns the address that the message offers for Undo."""
    return said(client.post(reverse(f"checkins:{name}", args=[thing.public_id]), told, follow=True))[1]


@pytest.fixture
def tapped(world):
    """A check-in of today by the teacher, and the teacher's browser beside it."""
    return actions.check_in(goal=world.goal, by=world.teacher, voice="staff", level=3, words="Begun")


def test_a_check_in_stands_again_with_its_level(world, tapped, client_of):
    client = client_of(world.teacher)
    undo = take_back(client, "withdraw", tapped)
    world.goal.refresh_from_db()
    before = world.goal.level_on
    assert before != world.today
    assert said(client.post(undo, follow=True))[0] == "Undone. It is as it was before."
    world.goal.refresh_from_db()
    assert (world.goal.level, world.goal.level_on) == (3, world.today)
    row = CheckIn.objects.get(pk=tapped.pk)
    assert (row.withdrawn_at, row.withdrawn_by) == (None, "")
    assert Event.objects.of(f"checkins.checkin:{row.pk}").first().verb == "checkins.put_back"
    assert said(client.post(undo, follow=True))[0] == CHANGED


def test_another_check_in_of_that_day_has_its_place(world, tapped, client_of):
    client = client_of(world.teacher)
    undo = take_back(client, "withdraw", tapped)
    actions.check_in(goal=world.goal, by=world.teacher, voice="staff", level=2)
    assert "You have checked in again for that day" in said(client.post(undo, follow=True))[0]
    assert CheckIn.objects.filter(goal=world.goal, author=world.teacher.key, withdrawn_at=None).latest("pk").level == 2


def test_words_in_the_conversation_stand_again(world, client_of):
    client, teacher = client_of(world.family), client_of(world.teacher)
    row = actions.comment(plan=world.plan, words="We read it", reader="student", by=world.family, voice="family")

    def is_read():
        page = teacher.get(reverse("dashboards:plan", args=[world.plan.public_id]))
        return "We read it" in page.content.decode()

    undo = take_back(client, "withdraw_comment", row)
    assert not is_read()
    assert said(client.post(undo, follow=True))[0] == "Undone. It is as it was before."
    assert is_read()
    row = Comment.objects.get(pk=row.pk)
    assert (row.withdrawn_at, row.withdrawn_by) == (None, "")
    assert Event.objects.of(f"checkins.comment:{row.pk}").first().verb == "checkins.comment_put_back"


def test_an_answer_does_not_stand_again_without_its_question(world, client_of):
    asker, teacher = client_of(world.family), client_of(world.teacher)
    told = actions.answer(question=world.question, words="About the move", by=world.teacher)
    undo = take_back(teacher, "withdraw_comment", told)
    undo_question = take_back(asker, "withdraw_comment", world.question)
    assert said(teacher.post(undo, follow=True))[0].startswith("The question was taken back since")
    assert Comment.objects.get(pk=told.pk).withdrawn_at
    assert said(asker.post(undo_question, follow=True))[0] == "Undone. It is as it was before."
    assert said(teacher.post(undo, follow=True))[0] == "Undone. It is as it was before."
    assert Comment.objects.get(pk=world.question.pk).answered_at


def test_words_of_others_are_not_put_back_by_anybody_else(world, client_of):
    row = actions.comment(plan=world.plan, words="We read it", reader="home", by=world.family, voice="family")
    undo = take_back(client_of(world.family), "withdraw_comment", row)
    for who in ("teacher", "specialist", "student_user", "other_parent", "other_specialist"):
        assert client_of(getattr(world, who)).post(undo).status_code == 404
    assert Comment.objects.get(pk=row.pk).withdrawn_at


@pytest.mark.parametrize("kind", ["check-in", "words", "work"])
def test_in_a_closed_plan_what_is_taken_back_is_put_back_too(world, tapped, client_of, kind):
    client, content = client_of(world.teacher), read_file_given(pdf(), "report.pdf")
    words = actions.comment(plan=world.plan, words="We read it", reader="student", by=world.teacher, voice="staff")
    tapped = actions.check_in(goal=world.goal, by=world.teacher, voice="staff", work=content)
    for goal in (world.goal, world.close_goal):
        close_goal(goal=goal, outcome="met", learned="Yes", onward="retire", by=world.specialist)
    close_plan(plan=world.plan, by=world.specialist)
    undo = {
        "check-in": lambda: take_back(client, "withdraw", tapped),
        "words": lambda: take_back(client, "withdraw_comment", words),
        "work": lambda: take_back(client, "work_withdraw", tapped, reason="Another page"),
    }[kind]()
    assert said(client.post(undo, follow=True))[0] == "Undone. It is as it was before."
    tapped, words = CheckIn.objects.get(pk=tapped.pk), Comment.objects.get(pk=words.pk)
    assert (tapped.withdrawn_at, tapped.shows_work, words.withdrawn_at) == (None, True, None)


def test_the_work_of_a_check_in_stands_again(world, client_of):
    content = read_file_given(pdf(), "report.pdf")
    row = actions.check_in(goal=world.goal, level=3, work=content, voice="student", by=world.student_user)
    client = client_of(world.student_user)
    undo = take_back(client, "work_withdraw", row, reason="Another page")
    assert not CheckIn.objects.get(pk=row.pk).shows_work
    assert said(client.post(undo, follow=True))[0] == "Undone. It is as it was before."
    assert CheckIn.objects.get(pk=row.pk).shows_work


def test_work_that_was_shown_instead_stays(world, client_of):
    content = read_file_given(pdf(), "report.pdf")
    row = actions.check_in(goal=world.goal, level=3, work=content, voice="student", by=world.student_user)
    client = client_of(world.student_user)
    undo = take_back(client, "work_withdraw", row, reason="Another page")
    again = read_file_given(pdf(), "another.pdf")
    actions.check_in(goal=world.goal, work=again, voice="student", by=world.student_user)
    assert said(client.post(undo, follow=True))[0] == CHANGED
    assert CheckIn.objects.get(pk=row.pk).work.name == "another.pdf"


def check_in_of(world, **said):
    return actions.check_in(goal=world.goal, level=2, **said)


def comment_of(world, **said):
    return actions.comment(plan=world.plan, **said)


AUTHORS = {"student_user": {"voice": "student", "reader": "student"}, "family": {"voice": "family", "reader": "adults"}}


@pytest.mark.parametrize("who", AUTHORS)
@pytest.mark.parametrize(("says", "door"), [(check_in_of, "withdraw"), (comment_of, "withdraw_comment")])
def test_undo_tells_nobody_of_a_private_follow_up(world, client_of, who, says, door):
    author = getattr(world, who)
    row = says(world, words="It is all too much", by=author, **AUTHORS[who])
    one = actions.ask_follow_up(words=row, by=world.teacher, voice="staff")
    undo = take_back(client_of(author), door, row)
    actions.finish_follow_up(follow_up=one, done="We talked", by=world.counselor)
    assert said(client_of(author).post(undo, follow=True))[0] == "Undone. It is as it was before."
    row.refresh_from_db()
    assert (row.withdrawn_at, row.is_set_aside) == (None, True)


def test_undo_of_work_taken_back_tells_nobody_of_a_private_follow_up(world, client_of):
    content = read_file_given(pdf(), "report.pdf")
    row = actions.check_in(goal=world.goal, level=1, work=content, voice="student", by=world.student_user)
    client = client_of(world.student_user)
    undo = take_back(client, "work_withdraw", row, reason="Another page")
    actions.ask_follow_up(words=row, by=world.teacher, voice="staff")
    assert said(client.post(undo, follow=True))[0] == "Undone. It is as it was before."
