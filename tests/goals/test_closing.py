"""A goal is closed honestly, opened again with a reason, and taken out without a trace lost."""

import pytest
from django.urls import reverse

from goals.models import Goal
from history.models import Event

HONEST = {"outcome": "partly", "learned": "Start with a draft", "onward": "revise"}


def of(goal, name):
    return reverse(f"goals:{name}", args=[goal.public_id])


def test_goal_is_closed_with_its_outcome(world, client_of, cards_for):
    response = client_of(world.specialist).post(of(world.goal, "close"), HONEST)
    assert response.status_code == 303
    card = cards_for(world.family)["Math"]
    assert (card.outcome, card.learned, card.onward) == ("Partly met", "Start with a draft", "Revise it")
    event = Event.objects.of(world.goal).first()
    assert (event.verb, event.audience) == ("goals.closed", "student")


@pytest.mark.parametrize("missing", HONEST)
def test_goal_is_not_closed_without_an_honest_outcome(world, client_of, nothing_written, missing):
    one = client_of(world.specialist)
    with nothing_written():
        response = one.post(of(world.goal, "close"), HONEST | {missing: ""})
    assert list(response.context["form"].errors) == [missing]


def test_closed_goal_takes_no_check_in_and_is_opened_again_with_a_reason(world, client_of, nothing_written):
    specialist = client_of(world.specialist)
    specialist.post(of(world.goal, "close"), HONEST)
    one = client_of(world.teacher)
    with nothing_written():
        one.post(reverse("checkins:check_in", args=[world.goal.public_id]), {"level": "2"})
        assert specialist.post(of(world.goal, "reopen"), {"reason": " "}).status_code == 422
    assert specialist.post(of(world.goal, "reopen"), {"reason": "Closed too early"}).status_code == 303
    world.goal.refresh_from_db()
    assert (world.goal.state, world.goal.outcome, world.goal.learned) == ("open", "", "")
    assert Event.objects.of(world.goal).first().reason == "Closed too early"


def test_the_same_said_twice_is_once(world, client_of, nothing_written):
    specialist = client_of(world.specialist)
    for name, said in (("close", HONEST), ("reopen", {"reason": "Closed too early"})):
        specialist.post(of(world.goal, name), said)
        with nothing_written():
            assert specialist.post(of(world.goal, name), said).status_code == 303


def test_words_for_a_goal_that_was_closed_or_opened_meanwhile_stay_in_their_box(world, client_of, nothing_written):
    here, there = (client_of(world.specialist) for _window in range(2))
    for name, first, second, told in (
        ("close", HONEST, HONEST | {"learned": "Ask sooner"}, "This goal is closed. Open it again first"),
        ("reopen", {"reason": "Closed too early"}, {"reason": "Not done yet"}, "This goal is open already."),
    ):
        here.post(of(world.goal, name), first)
        with nothing_written():
            late = there.post(of(world.goal, name), second)
        assert (late.status_code, dict(late.context["form"].data.items())) == (422, second)
        assert told in late.content.decode()
        assert there.get(of(world.goal, name)).status_code == 302


def test_goal_taken_out_leaves_the_plan_and_stays_in_history(world, client_of, nothing_written):
    specialist = client_of(world.specialist)
    with nothing_written():
        assert specialist.post(of(world.goal, "withdraw"), {"reason": ""}).status_code == 422
    response = specialist.post(of(world.goal, "withdraw"), {"reason": "Opened for the wrong child"})
    assert response.url == f"{reverse('dashboards:plan', args=[world.plan.public_id])}#goals"
    goal = Goal.objects.get(pk=world.goal.pk)
    assert (goal.withdrawn_by, goal.check_ins.count() > 0) == (world.specialist, True)
    assert specialist.get(of(world.goal, "edit")).status_code == 404
    assert Event.objects.of(goal).first().reason == "Opened for the wrong child"


@pytest.mark.parametrize(
    ("who", "code"),
    [("teacher", 403), ("family", 403), ("student_user", 403), ("other_specialist", 404), ("other_leader", 404)],
)
def test_only_who_writes_the_plan_closes_its_goals(world, client_of, nothing_written, who, code):
    one = client_of(getattr(world, who))
    with nothing_written():
        for name in ("close", "reopen", "withdraw"):
            assert one.get(of(world.goal, name)).status_code == code
            assert one.post(of(world.goal, name), HONEST | {"reason": "x"}).status_code == code
