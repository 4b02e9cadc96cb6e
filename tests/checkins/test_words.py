"""Somebody's words later on: other readers with a reason, and a private follow-up nobody hears of."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.permissions import Role
from checkins.actions import (
    ask_follow_up,
    change_readers,
    check_in,
    comment,
    finish_follow_up,
    freeze_progress,
    put_check_in_back,
    withdraw_check_in,
)
from checkins.models import CheckIn, Comment, FollowUp
from checkins.progress import progress_records
from dashboards.news import news_of
from dashboards.timeline import events_for
from history.models import Event
from notices.models import Message
from students.access import Standing
from tests.dashboards.reading_pages import text_of
from tests.harness.client import CheckedClient

PEOPLE = ("family", "other_parent", "teacher", "leader", "counselor", "specialist", "student_user")


def door(row, name="words"):
    return reverse(f"checkins:{name}", args=[row.public_id])


@pytest.fixture
def said(world):
    """A remark of Maya's mother to both homes and the school."""
    return comment(plan=world.plan, words="Planted", reader="adults", by=world.family, voice="family")


@pytest.fixture
def alarming(world):
    """A remark of Maya's that everybody around her reads."""
    return comment(plan=world.plan, words="Planted", reader="student", by=world.student_user, voice="student")


def readers_of(world, row):
    return {
        who for who in PEOPLE
        if type(row).objects.filter(pk=row.pk).readable(Standing.of(getattr(world, who), world.student)).exists()
    }  # fmt: skip


def told(world, row, who):
    """The verbs about these words on one person's timeline."""
    events = events_for(world.student, Standing.of(getattr(world, who), world.student))
    return {event.verb for event in events.filter(target=f"{row._meta.label_lower}:{row.pk}")}


def test_words_are_pulled_back_at_once_and_everywhere(world, client_of, said):
    assert "checkins.commented" in told(world, said, "other_parent")
    dana = client_of(world.family)
    answer = dana.post(door(said), {"reader": "home", "reason": "Meant for the school only"})
    assert answer.status_code == 303
    assert readers_of(world, said) == {"family", "teacher", "leader", "counselor", "specialist"}
    assert told(world, said, "other_parent") == set()
    assert told(world, said, "teacher") == {"checkins.commented", "checkins.readers_changed"}
    assert (
        "Planted"
        not in client_of(world.other_parent)
        .get(reverse("dashboards:plan", args=[world.plan.public_id]))
        .content.decode()
    )


def test_who_saw_it_meanwhile_is_kept_and_told_to_author_and_school(world, client_of, said):
    plan = reverse("dashboards:plan", args=[world.plan.public_id])
    for who in ("other_parent", "teacher", "student_user"):
        assert client_of(getattr(world, who)).get(plan).status_code == 200
    dana = client_of(world.family)
    dana.post(door(said), {"reader": "home", "reason": "Meant for the school only"})
    event = Event.objects.get(verb="checkins.readers_changed")
    assert [one["name"] for one in event.data["seen"]] == ["Paul Thompson"]
    for who, has_moment in (("family", False), ("specialist", True)):
        page = client_of(getattr(world, who)).get(door(said))
        [(name, at)] = page.context["changes"][0].seen
        assert (name, at is not None) == ("Paul Thompson", has_moment)
    assert client_of(world.teacher).get(door(said)).context["changes"][0].seen == []


def look_at_the_plan(world, client_of, *people):
    for who in people:
        client_of(getattr(world, who)).get(reverse("dashboards:plan", args=[world.plan.public_id]))


def note_of(world):
    return check_in(goal=world.goal, words="Planted", reader="adults", by=world.family, voice="family")


def remark_of(world):
    return comment(plan=world.plan, words="Planted", reader="adults", by=world.family, voice="family")


@pytest.mark.parametrize("is_set_aside", [False, True])
@pytest.mark.parametrize("says", [note_of, remark_of])
def test_who_saw_it_meanwhile_is_the_same_whether_or_not_it_was_set_aside(world, client_of, says, is_set_aside):
    row = says(world)
    look_at_the_plan(world, client_of, "other_parent", "student_user")
    if is_set_aside:
        ask_follow_up(words=row, by=world.specialist, voice="staff")
    look_at_the_plan(world, client_of, "teacher", "counselor")
    change_readers(words=row, reader="home", reason="Meant for the school", by=world.family, voice="family")
    [change] = client_of(world.family).get(door(row)).context["changes"]
    assert [name for name, _at in change.seen] == ["Paul Thompson"]


@pytest.mark.parametrize(
    ("reader", "reason", "field"),
    [
        ("home", " ", "reason"),
        ("adults", "As it is", "reader"),
        ("staff", "Not mine", "reader"),
        ("", "None", "reader"),
    ],
)
def test_change_that_cannot_be_is_refused_by_field_and_changes_nothing(world, said, reader, reason, field):
    client = CheckedClient()
    client.force_login(world.family, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(door(said), {"reader": reader, "reason": reason})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    said.refresh_from_db()
    assert (said.reader, said.readdressed_at) == ("adults", None)


def test_who_writes_the_plan_pulls_back_and_never_spreads(world, client_of, nothing_written, said):
    elena = client_of(world.specialist)
    with nothing_written():
        assert elena.post(door(said), {"reader": "student", "reason": "Nice to read"}).status_code == 422
    assert elena.post(door(said), {"reader": "home", "reason": "It names the other home"}).status_code == 303
    said.refresh_from_db()
    assert (said.reader, said.readdressed_by) == ("home", "Ms. Ortiz")


def test_the_writer_sees_who_changed_the_readers_when_and_why(world, client_of, said):
    why = "It names the other home"
    client_of(world.specialist).post(door(said), {"reader": "home", "reason": why})
    mother = client_of(world.family)
    assert [(one.name, one.reason) for one in mother.get(door(said)).context["changes"]] == [("Elena Ortiz", why)]
    home = mother.get(reverse("dashboards:family_child", args=[world.student.public_id])).content.decode()
    assert f"Ms. Ortiz changed who reads this on Nov 18: {why}" in home
    for who in ("other_parent", "student_user"):
        pages = [reverse("dashboards:plan", args=[world.plan.public_id]), door(said)]
        assert all(why not in client_of(getattr(world, who)).get(page).content.decode() for page in pages)


def test_answers_follow_the_question(world, client_of, said):
    question = comment(
        plan=world.plan, words="May I?", reader="adults", by=world.family, voice="family", is_question=True
    )
    client_of(world.teacher).post(reverse("checkins:answer", args=[question.public_id]), {"words": "Yes"})
    change_readers(words=question, reader="home", reason="Ours alone", by=world.family, voice="family")
    assert readers_of(world, Comment.objects.get(words="Yes")) == readers_of(world, question)


def test_frozen_progress_leaves_the_pages_of_who_may_no_longer_read_it(world):
    row = check_in(goal=world.goal, by=world.teacher, voice="staff", level=3, words="Planted", reader="student")
    window = world.year.windows.get(name="Winter")
    freeze_progress(plan=world.plan, window=window, by=world.specialist)

    def reads(who):
        records = progress_records(world.plan, Standing.of(getattr(world, who), world.student))
        return "Planted" in [said.text for goal in records[0].goals for said in goal.heard]

    assert (reads("student_user"), reads("family")) == (True, True)
    change_readers(words=row, reader="adults", reason="Not for Maya", by=world.teacher, voice="staff")
    assert (reads("student_user"), reads("family")) == (False, True)


def test_follow_up_tells_the_counselor_at_once_without_a_fact(world, client_of, alarming):
    before = Message.objects.count()
    teacher = client_of(world.teacher)
    assert teacher.post(door(alarming, "follow_up_ask"), {"why": "It sounds sad"}).status_code == 303
    letters = Message.objects.order_by("pk")[before:]
    assert {letter.user for letter in letters} == {world.counselor, world.specialist}
    assert {letter.letter for letter in letters} == {"follow_up_asked"}
    assert not any("Maya" in str(letter.data) or "sad" in str(letter.data) for letter in letters)


def test_follow_up_leaves_the_shared_pages_and_the_child_keeps_the_words(world, client_of, alarming):
    assert readers_of(world, alarming) == set(PEOPLE)
    client_of(world.family).post(door(alarming, "follow_up_ask"), {})
    assert readers_of(world, alarming) == {"counselor", "specialist", "student_user"}
    for who in ("family", "other_parent", "teacher", "leader"):
        assert told(world, alarming, who) == set()
    assert told(world, alarming, "student_user") == {"checkins.commented"}
    assert told(world, alarming, "counselor") == {"checkins.commented", "checkins.follow_up_asked"}


def test_level_of_what_is_set_aside_leaves_the_lists(world, client_of):
    row = check_in(goal=world.goal, by=world.student_user, voice="student", level=1, words="Planted")
    client_of(world.teacher).post(door(row, "follow_up_ask"), {})
    world.goal.refresh_from_db()
    assert world.goal.level == 3


@pytest.fixture
def aside(world):
    """A check-in of Maya's of today that was set aside."""
    row = check_in(goal=world.goal, by=world.student_user, voice="student", level=1, words="Planted\nhere")
    ask_follow_up(words=row, by=world.teacher, voice="staff")
    return row


def again(world, client_of, **said):
    """What Maya says later that day, on the form as it opens for her; returns what stands beside the first."""
    maya, page = client_of(world.student_user), reverse("checkins:check_in", args=[world.goal.public_id])
    form = maya.get(page).context["form"]
    sent = {name: form[name].value() or "" for name in ("level", "words", "happened_on")} | {"full": "1"} | said
    sent["words"] = sent["words"].replace("\n", "\r\n")  # as a browser sends it
    assert maya.post(page, sent | {"happened_on": world.today.isoformat()}).status_code == 303
    return CheckIn.objects.filter(goal=world.goal, author=world.student_user.key, nth__gt=0).order_by("nth")


def test_new_words_after_those_set_aside_reach_their_readers_and_the_old_ones_do_not(world, client_of, aside):
    (new,) = again(world, client_of, level="4", words="I finished the map")
    assert (new.words, new.level, readers_of(world, new)) == ("I finished the map", 4, set(PEOPLE))
    assert readers_of(world, aside) == {"counselor", "specialist", "student_user"}
    world.goal.refresh_from_db()
    assert world.goal.level == 4
    (amended,) = again(world, client_of, level="3", words="I finished both maps")
    assert (amended.pk, amended.words, amended.level) == (new.pk, "I finished both maps", 3)


def test_words_set_aside_are_not_said_again_by_another_level(world, client_of, aside):
    assert not again(world, client_of)
    (new,) = again(world, client_of, level="2")
    assert (new.words, new.level) == ("", 2)
    aside.refresh_from_db()
    assert (aside.words, aside.level, aside.is_set_aside) == ("Planted\nhere", 1, True)


def test_what_stands_beside_words_set_aside_stays_when_these_come_back(world, client_of, aside):
    (new,) = again(world, client_of, words="I finished the map")
    finish_follow_up(follow_up=FollowUp.objects.get(), done="We talked", by=world.counselor, put_back=True)
    assert readers_of(world, aside) == readers_of(world, new) == set(PEOPLE)
    (third,) = again(world, client_of, words="I finished both maps")
    assert third.pk == new.pk


def test_what_stands_beside_words_set_aside_is_taken_back_and_put_back_alone(world, client_of, aside):
    (new,) = again(world, client_of, words="I finished the map")
    own = {"by": world.student_user}
    for row in (new, aside):
        withdraw_check_in(check_in=row, voice="student", **own)
        if row == new:
            put_check_in_back(check_in=row, **own)
    with pytest.raises(ValidationError, match="checked in again"):
        put_check_in_back(check_in=aside, **own)
    new.refresh_from_db()
    assert new.withdrawn_at is None


def test_frozen_words_said_beside_those_set_aside_stay_in_their_record(world, client_of, aside):
    again(world, client_of, words="I finished the map")
    freeze_progress(plan=world.plan, window=world.year.windows.get(name="Winter"), by=world.specialist)
    (record, *_earlier) = progress_records(world.plan, Standing.of(world.family, world.student))
    assert "I finished the map" in [said.text for goal in record.goals for said in goal.heard]


def test_what_is_set_aside_is_no_news_on_lists(world, client_of):
    row = check_in(goal=world.goal, by=world.student_user, voice="student", level=1, words="Planted")

    def news(who, role):
        return news_of([world.plan], getattr(world, who), role)[world.student.pk]

    assert "Not yet" in news("teacher", Role.TEACHER).sentence
    client_of(world.family).post(door(row, "follow_up_ask"), {})
    assert "Not yet" not in news("teacher", Role.TEACHER).sentence


def test_follow_up_asked_twice_is_one(world, client_of, alarming):
    for who in ("specialist", "counselor"):
        client_of(getattr(world, who)).post(door(alarming, "follow_up_ask"), {})
    assert FollowUp.objects.filter(comment=alarming).count() == 1


def test_every_worry_reaches_the_counselor_and_no_asker_hears_of_another(world, client_of, said):
    first = client_of(world.teacher).post(door(said, "follow_up_ask"), {"why": "It sounds sad"}, follow=True)
    second = client_of(world.family).post(door(said, "follow_up_ask"), {"why": "She cries at night"}, follow=True)
    assert [str(one) for one in second.context["messages"]] == [str(one) for one in first.context["messages"]]
    one = FollowUp.objects.get(comment=said)
    page = client_of(world.counselor).get(door(one, "follow_up"))
    asked = ["Daniel Reyes asked for this", "It sounds sad", "Dana Thompson asked for this", "She cries at night"]
    assert re.findall("|".join(asked), text_of(page, "main")) == asked  # in this order
    assert Message.objects.filter(letter="follow_up_asked", user=world.counselor).count() == 2
    events = Event.objects.filter(verb="checkins.follow_up_asked", data__follow_up=one.pk).order_by("pk")
    assert [(event.actor, event.voice, event.audience) for event in events] == [
        (world.teacher.key, "staff", "follow_up"), (world.family.key, "family", "follow_up"),
    ]  # fmt: skip
    for who in ("family", "teacher"):
        assert "checkins.follow_up_asked" not in told(world, said, who)


def test_a_worry_sent_twice_is_one_and_other_words_of_the_same_person_stand_beside_it(world, said, nothing_written):
    ask = {"words": said, "by": world.family, "voice": "family"}
    one = ask_follow_up(**ask, why="She cries at night")
    with nothing_written():
        ask_follow_up(**ask, why=" She cries at night ")
        ask_follow_up(**ask)
    letters = Message.objects.count()
    ask_follow_up(**ask, why="And she does not eat")
    assert [asking.why for asking in one.askings] == ["She cries at night", "And she does not eat"]
    assert Message.objects.count() == letters  # once for each asker


def test_student_may_not_ask_and_learns_of_nothing(world, client_of, nothing_written, alarming):
    maya = client_of(world.student_user)
    with nothing_written():
        assert maya.post(door(alarming, "follow_up_ask"), {}).status_code == 403


def test_follow_up_waits_until_somebody_says_what_was_done(world, client_of, alarming):
    client_of(world.teacher).post(door(alarming, "follow_up_ask"), {"why": "Sad"})
    one = FollowUp.objects.get(comment=alarming)
    tomas = client_of(world.counselor)
    listed = reverse("checkins:follow_ups")
    assert list(tomas.get(listed).context["waiting"]) == [one]
    page = tomas.post(door(one, "follow_up"), {"done": " "})
    assert list(page.context["form"].errors) == ["done"]
    assert tomas.post(door(one, "follow_up"), {"done": "We talked."}).status_code == 303
    assert list(tomas.get(listed).context["waiting"]) == []
    assert readers_of(world, alarming) == {"counselor", "specialist", "student_user"}
    assert client_of(world.teacher).get(door(one, "follow_up")).status_code == 404


def test_words_stand_on_the_pages_again_when_the_counselor_says_so(world, client_of, alarming):
    client_of(world.teacher).post(door(alarming, "follow_up_ask"), {})
    one = FollowUp.objects.get(comment=alarming)
    finish_follow_up(follow_up=one, done="A joke.", by=world.counselor, put_back=True)
    assert readers_of(world, alarming) == set(PEOPLE)


def test_answer_to_what_was_set_aside_reaches_the_child_and_nobody_else(world, client_of):
    asked = comment(
        plan=world.plan, words="Help?", reader="student", by=world.student_user, voice="student", is_question=True
    )
    client_of(world.teacher).post(door(asked, "follow_up_ask"), {})
    client_of(world.counselor).post(reverse("checkins:answer", args=[asked.public_id]), {"words": "Come by"})
    assert readers_of(world, Comment.objects.get(words="Come by")) == {"counselor", "specialist", "student_user"}
