"""Why, and the next step: the student's own words, a scribe's, and who may not."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from goals.actions import say_why, set_next_step, withdraw_goal
from goals.models import NextStep
from history.models import Event


def of(goal, name):
    return reverse(f"goals:{name}", args=[goal.public_id])


@pytest.mark.parametrize(("who", "voice"), [("teacher", "staff"), ("family", "family"), ("counselor", "staff")])
def test_adult_writes_down_why_with_the_students_name_and_their_own(world, client_of, cards_for, who, voice):
    by = getattr(world, who)
    if who == "teacher":
        world.close_goal.__class__.objects.filter(pk=world.close_goal.pk).update(audience="student")
    response = client_of(by).post(of(world.close_goal, "why"), {"words": "I redo things until it is late"})
    assert response.status_code == 303
    world.close_goal.refresh_from_db()
    assert (world.close_goal.why_said_by, world.close_goal.why_written_by) == ("Maya Thompson", str(by))
    why = cards_for(world.specialist)["Habits"].why
    assert (why.own, why.voice, why.scribe) == (False, "student", str(by))
    assert f"written down by {by}" in why.why_caption
    event = Event.objects.of(world.close_goal).first()
    assert (event.verb, event.voice, event.actor) == ("goals.why_said", voice, by.key)


def test_student_corrects_what_an_adult_wrote_down_and_then_only_the_student_changes_it(world, client_of, cards_for):
    counselor, maya = client_of(world.counselor), client_of(world.student_user)
    counselor.post(of(world.close_goal, "why"), {"words": "She redoes things"})
    assert maya.post(of(world.close_goal, "why"), {"words": "I want to stop at good"}).status_code == 303
    why = cards_for(world.family)["Habits"].why
    assert (why.text, why.own) == ("I want to stop at good", True)
    assert counselor.get(of(world.close_goal, "why")).status_code == 403
    assert not cards_for(world.counselor)["Habits"].acts.say_why
    assert cards_for(world.student_user)["Habits"].acts.say_why


@pytest.mark.parametrize("who", ["specialist", "teacher", "family", "leader"])
def test_words_of_the_student_are_nobody_elses_to_change(world, client_of, nothing_written, who):
    one = client_of(getattr(world, who))
    with nothing_written():
        assert one.post(of(world.goal, "why"), {"words": "Better words"}).status_code == 403


def test_why_without_words_is_refused(world, client_of, nothing_written):
    one = client_of(world.student_user)
    with nothing_written():
        response = one.post(of(world.goal, "why"), {"words": "  "})
    assert "Write why you chose it. One sentence is fine." in response.content.decode()


def test_why_page_says_who_reads_it_and_where_to_talk_now(world, client_of, settings):
    settings.TALK_LINE = "Mr. Bell, room 12"
    page = client_of(world.student_user).get(of(world.close_goal, "why")).content.decode()
    assert "Read by: You, your family, the specialist and the counselor" in page
    assert "Mr. Bell, room 12" in page


def test_student_changes_the_next_step_without_asking_anybody_and_makes_no_revision(world, client_of, cards_for):
    revisions, shared = world.plan.revisions.count(), world.plan.unshared_count
    response = client_of(world.student_user).post(
        of(world.goal, "next_step"), {"words": "Late buses on Route 12", "due_on": "12/31/2099"}
    )
    assert response.status_code == 303
    step = cards_for(world.family)["Math"].step
    assert (step.said.text, step.said.own, step.said.name) == ("Late buses on Route 12", True, "Maya")
    assert step.caption == "Maya · by Thu Dec 31"
    world.plan.refresh_from_db()
    assert (world.plan.revisions.count(), world.plan.unshared_count) == (revisions, shared)
    assert NextStep.objects.filter(goal=world.goal).count() == 2


def test_an_open_step_stands_in_the_boxes_and_a_day_that_passed_may_stay(world, client_of):
    maya, step = client_of(world.student_user), world.goal.next_steps.first()
    goal_steps = NextStep.objects.filter(goal=world.goal)
    goal_steps.filter(pk=step.pk).update(due_on="2020-01-02")
    form = maya.get(of(world.goal, "next_step")).context["form"]
    assert (form["words"].value(), str(form["due_on"].value())) == (step.words, "2020-01-02")
    assert maya.post(of(world.goal, "next_step"), {"words": "Another", "due_on": "01/02/2020"}).status_code == 303
    maya.post(of(world.goal, "next_step_done"), {"done": "1"})
    assert maya.get(of(world.goal, "next_step")).context["form"]["words"].value() is None


@pytest.mark.parametrize(("by", "said_by"), [("student", ("student", "Ms. Ortiz")), ("self", ("staff", ""))])
def test_specialist_says_whose_words_the_next_step_is(world, client_of, cards_for, by, said_by):
    client_of(world.specialist).post(of(world.goal, "next_step"), {"by": by, "words": "Bring the data"})
    said = cards_for(world.family)["Math"].step.said
    assert (said.voice, said.scribe) == said_by


def test_teacher_writes_down_a_next_step_but_does_not_suggest_one(world, client_of, cards_for, nothing_written):
    teacher = client_of(world.teacher)
    with nothing_written():
        assert teacher.post(of(world.goal, "next_step"), {"by": "self", "words": "Try harder"}).status_code == 200
    assert teacher.post(of(world.goal, "next_step"), {"by": "student", "words": "Bring the data"}).status_code == 303
    assert cards_for(world.student_user)["Math"].step.caption == "Maya, written down by Mr. Reyes"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"words": ""}, "Write one small thing to do next."),
        ({"words": "x" * 301}, "at most 300 characters"),
        ({"words": "Go", "due_on": "01/02/2020"}, "This date has passed."),
        ({"words": "Go", "due_on": "soon"}, "Write the date with numbers"),
    ],
)
def test_next_step_that_does_not_fit_says_what_to_do(world, client_of, nothing_written, sent, sentence):
    one = client_of(world.student_user)
    with nothing_written():
        response = one.post(of(world.goal, "next_step"), sent)
    assert sentence in response.content.decode()


def test_next_step_is_ticked_off_and_the_tick_taken_back(world, client_of, cards_for):
    maya, step = client_of(world.student_user), world.goal.next_steps.first()
    maya.post(of(world.goal, "next_step_done"), {"step": step.pk, "done": "1"})
    assert cards_for(world.family)["Math"].step.done
    maya.post(of(world.goal, "next_step_done"), {"step": step.pk, "done": "0"})
    assert not cards_for(world.family)["Math"].step.done


def test_tick_on_a_step_that_changed_meanwhile_changes_nothing(world, client_of, nothing_written):
    one = client_of(world.student_user)
    with nothing_written():
        answer = one.post(of(world.goal, "next_step_done"), {"step": "999999", "done": "1"})
    assert answer.status_code == 303


@pytest.mark.parametrize(("who", "code"), [("family", 403), ("teacher", 403), ("other_specialist", 404)])
def test_tick_is_the_students_or_the_plan_keepers(world, client_of, nothing_written, who, code):
    one = client_of(getattr(world, who))
    with nothing_written():
        assert one.post(of(world.goal, "next_step_done")).status_code == code


@pytest.mark.parametrize("name", ["why", "next_step"])
def test_leader_reads_and_does_not_write(world, client_of, nothing_written, name):
    one = client_of(world.leader)
    with nothing_written():
        assert one.post(of(world.close_goal, name), {"words": "x"}).status_code == 404
        assert one.post(of(world.goal, name), {"words": "x"}).status_code == 403


def test_act_returns_to_where_it_came_from_and_never_to_another_site(world, client_of):
    maya = client_of(world.student_user)
    home = maya.post(of(world.goal, "next_step"), {"words": "One", "next": "/me/"})
    away = maya.post(of(world.goal, "next_step"), {"words": "Two", "next": "https://elsewhere.example/"})
    plan = reverse("dashboards:plan", args=[world.plan.public_id])
    assert (home.url, away.url) == ("/me/", f"{plan}#goal-{world.goal.public_id}")


def test_nothing_is_said_of_a_goal_that_left_the_plan(world, nothing_written):
    withdraw_goal(goal=world.goal, by=world.specialist, reason="Not hers")
    said = {"goal": world.goal, "words": "Because", "by": world.student_user, "voice": "student"}
    for act in (say_why, set_next_step):
        with nothing_written(), pytest.raises(ValidationError):
            act(**said)
