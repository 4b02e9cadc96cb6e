"""Two people word a next step, or why, at the same time: both wordings are there, and nothing is lost."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from goals.actions import StaleWords, finish_next_step, say_why, set_next_step, set_step_aside, set_why_aside
from goals.models import Goal, NextStep, WhyAside

MINE, THEIRS = "Ask about the bus", "Draw the second map"


def of(goal, name):
    return reverse(f"goals:{name}", args=[goal.public_id])


def sent(answer, **changed):
    """What the form would send as it stands on the page."""
    form = answer.context["form"]
    values = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    day = values.get("due_on")
    return values | ({"due_on": f"{day:%m/%d/%Y}"} if isinstance(day, datetime.date) else {}) | changed


def text_of(answer):
    return re.sub(r"</?ins>", "", answer.content.decode())


def now_of(goal, name):
    goal = Goal.objects.get(pk=goal.pk)
    return goal.why if name == "why" else goal.next_steps.first().words


def adult_writes(world, name, words=THEIRS):
    act = say_why if name == "why" else set_next_step
    act(goal=world.goal, words=words, by=world.counselor, voice="staff", said_by="Maya Thompson")


def rows(answer):
    return [(row.name, row.theirs, row.mine, row.stands) for row in answer.context["form"].conflict.rows]


@pytest.mark.parametrize("name", ["why", "next_step"])
def test_both_wordings_are_shown_and_whichever_is_chosen_is_saved(world, client_of, name, nothing_written):
    maya = client_of(world.student_user)
    mine = sent(maya.get(of(world.goal, name)), words=MINE)
    adult_writes(world, name)
    with nothing_written():
        met = maya.post(of(world.goal, name), mine)
        chosen = maya.post(of(world.goal, name), sent(met, keep="theirs:words"))
        back = maya.post(of(world.goal, name), sent(chosen, keep="mine:words"))
    assert rows(met) == [("Tomas Bell", THEIRS, MINE, "mine")]
    assert all(words in text_of(one) for words in (MINE, THEIRS) for one in (met, chosen, back))
    assert chosen.context["form"]["words"].value() == THEIRS
    assert maya.post(of(world.goal, name), sent(back)).status_code == 303
    assert now_of(world.goal, name) == MINE


@pytest.mark.parametrize("name", ["why", "next_step"])
def test_two_windows_of_the_student_take_turns_too(world, client_of, name):
    maya = client_of(world.student_user)
    one, two = (sent(maya.get(of(world.goal, name)), words=words) for words in (THEIRS, MINE))
    assert maya.post(of(world.goal, name), one).status_code == 303
    met = maya.post(of(world.goal, name), two)
    assert rows(met) == [("", THEIRS, MINE, "mine")]
    assert "You changed this in another window" in met.content.decode()
    assert now_of(world.goal, name) == THEIRS


def test_adult_meets_what_the_student_set_and_what_only_the_student_changed_comes_in(world, client_of):
    step = world.goal.next_steps.first()
    adult = client_of(world.specialist)
    mine = sent(adult.get(of(world.goal, "next_step")), due_on="12/31/2099", by="student")
    set_next_step(goal=world.goal, words=THEIRS, due_on=step.due_on, by=world.student_user, voice="student")
    met = adult.post(of(world.goal, "next_step"), mine)
    conflict = met.context["form"].conflict
    assert (conflict.rows, [(one.name, one.theirs) for one in conflict.taken]) == ([], [("Maya Thompson", THEIRS)])
    assert adult.post(of(world.goal, "next_step"), sent(met)).status_code == 303
    kept = world.goal.next_steps.first()
    assert (kept.words, str(kept.due_on)) == (THEIRS, "2099-12-31")


def test_a_day_alone_that_somebody_moved_is_told_with_the_name(world, client_of):
    maya, step = client_of(world.student_user), world.goal.next_steps.first()
    mine = sent(maya.get(of(world.goal, "next_step")), due_on="12/30/2099")
    day = datetime.date(2099, 12, 31)
    set_next_step(goal=world.goal, words=step.words, due_on=day, by=world.counselor, voice="staff")
    met = maya.post(of(world.goal, "next_step"), mine)
    assert rows(met) == [("Tomas Bell", "12/31/2099", "12/30/2099", "mine")]


@pytest.mark.parametrize("name", ["why", "next_step"])
def test_words_set_aside_are_not_shown_to_whoever_may_not_meet_them(world, client_of, name):
    family, asked = client_of(world.family), {"by": "student"} if name == "next_step" else {}
    Goal.objects.filter(pk=world.goal.pk).update(why="", why_at=None, why_said_by="", why_written_by="")
    world.goal.refresh_from_db()
    mine = sent(family.get(of(world.goal, name)), words=MINE, **asked)
    adult_writes(world, name, "I was hurt")
    met = family.post(of(world.goal, name), mine)
    if name == "why":
        set_why_aside(WhyAside.of(Goal.objects.get(pk=world.goal.pk)))
    else:
        set_step_aside(world.goal.next_steps.first())
    for keep in ({"keep": "theirs:words"}, {"keep": "both:words"}, {"words": ""}):
        answer = family.post(of(world.goal, name), sent(met) | keep)
        assert "I was hurt" not in text_of(answer)
        assert answer.context["form"].conflict is None
    assert "The other wording does not stand here any more." in family.post(
        of(world.goal, name), sent(met, keep="theirs:words")
    ).content.decode()  # fmt: skip
    assert family.post(of(world.goal, name), mine).status_code == 303
    assert now_of(world.goal, name) == MINE


@pytest.fixture(params=["why", "next_step"])
def chosen(world, client_of, request):
    """`chosen(who, keep)`: the page on which somebody chose among two wordings, before the other was set aside;
    and `send`, which sends that page."""
    name = request.param

    def choose(who, keep):
        one, asked = client_of(getattr(world, who)), {"by": "student"} if name == "next_step" else {}
        Goal.objects.filter(pk=world.goal.pk).update(why="", why_at=None, why_said_by="", why_written_by="")
        world.goal.refresh_from_db()
        mine = sent(one.get(of(world.goal, name)), words=MINE, **asked)
        adult_writes(world, name, HURT)
        page = one.post(of(world.goal, name), sent(one.post(of(world.goal, name), mine), keep=f"{keep}:words"))
        assert "I was hurt" in page.context["form"]["words"].value()
        return page, lambda answer, **more: one.post(of(world.goal, name), sent(answer, **more))

    choose.name = name
    return choose


HURT = "I was hurt\nand sad"


def set_aside(world, name):
    goal = Goal.objects.get(pk=world.goal.pk)
    set_why_aside(WhyAside.of(goal)) if name == "why" else set_step_aside(goal.next_steps.first())


@pytest.mark.parametrize("keep", ["theirs", "both"])
@pytest.mark.parametrize("who", ["teacher", "family"])
def test_words_that_were_chosen_and_set_aside_since_are_not_saved_again(world, chosen, nothing_written, who, keep):
    page, send = chosen(who, keep)
    set_aside(world, chosen.name)
    words = page.context["form"]["words"].value()
    with nothing_written():
        for more in ({}, {"words": ""}, {"words": f"{words}!"}, {"words": words.replace("\n", "\r\n")},
                     {"keep": "mine:words"}, {"keep": "both:words"}):  # fmt: skip
            answer = send(page, **more)
            assert "I was hurt" not in answer.content.decode()
            assert "The other wording does not stand here any more." in answer.content.decode()
    answer = send(page)
    assert answer.context["form"]["words"].value() == MINE
    assert send(answer).status_code == 303
    assert now_of(world.goal, chosen.name) == MINE


def test_newer_words_are_shown_in_place_of_those_set_aside_while_the_form_has_a_mistake(world, chosen):
    page, send = chosen("family", "both")
    set_aside(world, chosen.name)
    adult_writes(world, chosen.name, THEIRS)
    answer = send(page, words="")
    assert "I was hurt" not in answer.content.decode()
    assert THEIRS in text_of(answer)


def test_a_step_that_was_done_meanwhile_is_in_nobodys_way(world, client_of):
    maya = client_of(world.student_user)
    mine = sent(maya.get(of(world.goal, "next_step")), words=MINE)
    adult_writes(world, "next_step")
    finish_next_step(step=world.goal.next_steps.first(), by=world.student_user, voice="student")
    assert maya.post(of(world.goal, "next_step"), mine).status_code == 303
    assert list(NextStep.objects.filter(goal=world.goal).values_list("words", flat=True))[:2] == [MINE, THEIRS]


@pytest.mark.parametrize(("act", "name"), [(say_why, "why"), (set_next_step, "next_step")])
def test_the_act_itself_refuses_a_stale_version_where_one_is_given(world, nothing_written, act, name):
    said = {"goal": world.goal, "by": world.student_user, "voice": "student"}
    seen = getattr(world.goal, {"why": "why_version", "next_step": "step_version"}[name])
    act(**said, words=THEIRS, version=seen)
    with nothing_written(), pytest.raises(StaleWords):
        act(**said, words=MINE, version=seen)
    act(**said, words=THEIRS, version=seen)
    act(**said, words=MINE)
    assert now_of(world.goal, name) == MINE
    assert issubclass(StaleWords, ValidationError)


def test_adult_who_is_overtaken_by_the_student_reads_both_and_loses_nothing(world, client_of, nothing_written):
    Goal.objects.filter(pk=world.goal.pk).update(why="", why_at=None, why_said_by="", why_written_by="")
    world.goal.refresh_from_db()
    counselor = client_of(world.counselor)
    mine = sent(counselor.get(of(world.goal, "why")), words=MINE)
    say_why(goal=world.goal, words=THEIRS, by=world.student_user, voice="student")
    with nothing_written():
        answer = counselor.post(of(world.goal, "why"), mine)
    told = text_of(answer)
    assert f"Maya wrote why while you were writing: “{THEIRS}” Only Maya changes it now." in told
    assert MINE in told
