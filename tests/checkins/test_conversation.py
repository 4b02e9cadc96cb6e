"""The conversation: readers stated, questions open until answered, nothing sent twice."""

import pytest
from django.urls import reverse

from accounts.permissions import Permission
from checkins import actions
from checkins.models import Comment
from checkins.queries import conversation
from goals.actions import write_goal
from history.models import Event
from notices.models import Message
from plans.access import plan_or_404
from plans.actions import share_changes
from students.access import Standing


def write(plan):
    return reverse("checkins:comment", args=[plan.public_id])


def answer(question):
    return reverse("checkins:answer", args=[question.public_id])


def take_back(comment):
    return reverse("checkins:withdraw_comment", args=[comment.public_id])


def read_by(world, user):
    """The words of a plan's conversation, as one person reads them."""
    talk = conversation(world.plan, Standing.of(user, world.student))
    return {row.words for remark in talk.remarks for row in (remark.comment, *(one.comment for one in remark.replies))}


def test_question_stays_open_until_somebody_at_school_answers_it(world, client_of):
    client_of(world.family).post(
        write(world.plan), {"words": "Which bus?", "reader": "adults", "is_question": "1", "goal": world.goal.public_id}
    )
    question = Comment.objects.get(words="Which bus?")
    assert (question.is_open, question.goal, question.voice) == (True, world.goal, "family")
    client_of(world.teacher).post(answer(question), {"words": "Route 12"})
    question.refresh_from_db()
    assert (question.is_open, question.answered_by) == (False, world.teacher)
    assert "Route 12" in read_by(world, world.family)
    world.plan.refresh_from_db()
    assert world.plan.open_question_at == world.question.said_at


def test_question_sent_twice_at_once_is_one_and_tells_the_keeper_once(world, client_of):
    dana = client_of(world.family)
    before = Message.objects.count()
    for _time in range(2):
        dana.post(write(world.plan), {"words": "Which bus?", "reader": "home", "is_question": "1"})
    assert Comment.objects.filter(words="Which bus?").count() == 1
    assert Message.objects.count() == before + 1


def test_answer_sent_twice_is_one(world, client_of):
    elena = client_of(world.specialist)
    for _time in range(2):
        elena.post(answer(world.question), {"words": "In place of it"})
    assert world.question.replies.count() == 1


def test_an_answer_that_comes_second_stays_in_its_box_and_says_who_was_first(world, client_of, nothing_written):
    bell = client_of(world.counselor)
    assert "Send answer" in bell.get(answer(world.question)).content.decode()
    client_of(world.specialist).post(answer(world.question), {"words": "In place of it"})
    with nothing_written():
        late = bell.post(answer(world.question), {"words": "On top of it"})
    page = late.content.decode()
    assert (late.status_code, late.context["form"]["words"].value()) == (422, "On top of it")
    assert f"{world.specialist} answered this question while you were writing." in page
    assert f'href="{write(world.plan)}' in page
    assert "Send answer" not in page
    assert bell.get(answer(world.question), follow=True).context["messages"]


def test_who_answered_is_not_told_to_whoever_may_not_read_the_answer(world, client_of):
    first = actions.answer(question=world.question, words="In place of it", by=world.specialist)
    actions.ask_follow_up(words=first, by=world.counselor, voice="staff")
    late = client_of(world.teacher).post(answer(world.question), {"words": "On top of it"}).content.decode()
    assert "Somebody answered this question" in late
    assert f"{world.specialist} answered" not in late


def test_a_question_taken_back_at_that_moment_is_not_answered(world, client_of, monkeypatch):
    act, before = actions.answer, Message.objects.count()

    def a_moment_later(**said):
        actions.withdraw_comment(comment=world.question, by=world.family, voice="family")
        return act(**said)

    monkeypatch.setattr(actions, "answer", a_moment_later)
    late = client_of(world.specialist).post(answer(world.question), {"words": "In place of it"})
    page = late.content.decode()
    assert (late.status_code, late.context["form"]["words"].value()) == (422, "In place of it")
    assert "These words were taken back." in page
    assert world.question.words not in page
    assert not Comment.objects.filter(words="In place of it").exists()
    assert Message.objects.count() == before


def test_what_is_no_question_is_not_answered(world, client_of, nothing_written):
    remark = actions.comment(plan=world.plan, words="We read it", reader="adults", by=world.family, voice="family")
    elena = client_of(world.specialist)
    with nothing_written():
        assert elena.post(answer(remark), {"words": "Good"}).status_code == 404


@pytest.mark.parametrize(
    ("reader", "readers"),
    [
        ("home", {"family", "specialist", "teacher"}),
        ("adults", {"family", "other_parent", "specialist", "teacher"}),
        ("student", {"family", "other_parent", "specialist", "teacher", "student_user"}),
    ],
)
def test_words_are_read_by_the_reader_that_was_chosen(world, client_of, reader, readers):
    client_of(world.family).post(write(world.plan), {"words": "Planted words", "reader": reader})
    people = ("family", "other_parent", "specialist", "teacher", "student_user")
    assert {who for who in people if "Planted words" in read_by(world, getattr(world, who))} == readers


def test_answer_to_a_home_question_is_read_by_the_asker_and_staff_and_not_by_the_other_home(world, client_of):
    client_of(world.specialist).post(answer(world.question), {"words": "In place of it"})
    people = ("family", "other_parent", "teacher", "student_user")
    seen = {who for who in people if "In place of it" in read_by(world, getattr(world, who))}
    assert seen == {"family", "teacher"}
    said_to = {}
    for who in ("specialist", "teacher", "family"):
        talk = conversation(world.plan, Standing.of(getattr(world, who), world.student))
        replies = (one for remark in talk.remarks for one in remark.replies)
        reply = next(one for one in replies if one.comment.words == "In place of it")
        said_to[who] = reply.who_reads.partition(" and ")[0]
    assert said_to == {"specialist": "Dana Thompson", "teacher": "Dana Thompson", "family": "You"}


def test_words_about_a_goal_kept_close_never_reach_a_teacher(world, client_of):
    client_of(world.family).post(
        write(world.plan), {"words": "Planted close", "reader": "student", "goal": world.close_goal.public_id}
    )
    readers = {who for who in ("teacher", "leader", "counselor", "specialist", "student_user", "other_parent")
               if "Planted close" in read_by(world, getattr(world, who))}  # fmt: skip
    assert readers == {"counselor", "specialist", "student_user", "other_parent"}


@pytest.mark.parametrize(("reader", "status"), [("student", 200), ("adults", 200), ("staff", 303)])
def test_a_goal_that_was_never_shared_is_talked_of_among_staff_alone(world, client_of, reader, status):
    values = {"kind": "achievement", "short_label": "Proof", "statement": "Write a proof"}
    new = write_goal(plan=world.plan, values=values, strategies=[], by=world.specialist)
    sent = {"words": "Planted early", "reader": reader, "goal": new.public_id, "is_question": "1"}
    response = client_of(world.teacher).post(write(world.plan), sent)
    assert response.status_code == status
    if status == 303:
        people = ("family", "other_parent", "specialist", "teacher", "student_user")
        assert {who for who in people if "Planted early" in read_by(world, getattr(world, who))} == {
            "specialist", "teacher"
        }  # fmt: skip
    else:
        assert list(response.context["form"].errors) == ["reader"]
        assert "Planted early" in response.content.decode()
        assert not Comment.objects.filter(words="Planted early").exists()


def test_a_goal_is_called_as_last_shared_by_the_family_and_as_it_stands_by_staff(world):
    def labels(who):
        return {one.goal_label for one in conversation(world.plan, Standing.of(who, world.student)).remarks} - {""}

    values = {name: getattr(world.goal, name) for name in world.goal.PROMISE} | {"short_label": "Maps"}
    write_goal(plan=world.plan, goal=world.goal, version=world.goal.version, values=values, strategies=[],
               by=world.specialist)  # fmt: skip
    assert (labels(world.family), labels(world.teacher)) == ({"Math"}, {"Maps"})
    share_changes(plan=world.plan, by=world.specialist, reason="A better name")
    assert (labels(world.family), labels(world.teacher)) == ({"Maps"}, {"Maps"})


def test_goal_one_may_not_see_cannot_be_named(world, client_of, nothing_written):
    teacher = client_of(world.teacher)
    with nothing_written():
        response = teacher.post(
            write(world.plan), {"words": "x", "reader": "student", "goal": world.close_goal.public_id}
        )
    assert list(response.context["form"].errors) == ["goal"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"words": " ", "reader": "adults"}, "words"),
        ({"words": "Hello", "reader": "staff"}, "reader"),
        ({"words": "Hello", "reader": ""}, "reader"),
        ({"words": "Hello", "reader": "adults", "goal": "no-goal"}, "goal"),
    ],
)
def test_words_that_do_not_fit_are_refused_by_field(world, client_of, nothing_written, sent, field):
    dana = client_of(world.family)
    with nothing_written():
        response = dana.post(write(world.plan), sent)
    assert list(response.context["form"].errors) == [field]


def test_student_writes_to_everybody_and_reads_who_that_is(world, client_of, settings):
    settings.TALK_LINE = "Mr. Bell, room 12"
    maya = client_of(world.student_user)
    page = maya.get(write(world.plan), {"goal": world.goal.public_id, "question": "1"})
    assert page.context["form"]["is_question"].value() is True
    assert "Mr. Bell, room 12" in page.content.decode()
    maya.post(write(world.plan), {"words": "May I change it?", "is_question": "1"})
    assert Comment.objects.get(words="May I change it?").reader == "student"


@pytest.mark.parametrize(
    ("who", "code"), [("family", 403), ("student_user", 403), ("other_parent", 403), ("other_specialist", 404)]
)
def test_only_staff_answers(world, client_of, nothing_written, who, code):
    one = client_of(getattr(world, who))
    with nothing_written():
        assert one.post(answer(world.question), {"words": "Yes"}).status_code == code


def test_answered_question_is_taken_back_with_its_answer_and_says_so_before(world, client_of):
    dana, elena = client_of(world.family), client_of(world.specialist)
    elena.post(answer(world.question), {"words": "In place of it"})
    reply = Comment.objects.get(words="In place of it")
    for page in (
        reverse("dashboards:family_child", args=[world.student.public_id]),
        reverse("dashboards:plan", args=[world.plan.public_id]),
    ):
        assert "The answer leaves every page together with the question" in dana.get(page).content.decode()
    told = dana.post(take_back(world.question), follow=True).content.decode()
    assert "Your question and its answer are taken back." in told
    for person in (world.family, world.specialist, world.teacher):
        assert not {"In place of it", world.question.words} & read_by(world, person)
    reply.refresh_from_db()
    assert (reply.withdrawn_by, reply.author, reply.words) == (world.family.key, world.specialist.key, "In place of it")
    verbs = Event.objects.of(reply).values_list("verb", flat=True)
    assert set(verbs) == {"checkins.answered", "checkins.comment_withdrawn"}
    open_page = dana.get(reverse("dashboards:family_child", args=[world.student.public_id])).content.decode()
    assert "The answer leaves every page" in open_page  # her other question is answered, too


def test_question_that_nobody_answered_is_taken_back_with_one_press(world, client_of):
    Comment.objects.exclude(pk=world.question.pk).filter(author=world.family.key).update(
        withdrawn_at=world.question.said_at, withdrawn_by=world.family.key
    )
    page = client_of(world.family).get(reverse("dashboards:family_child", args=[world.student.public_id]))
    assert "The answer leaves every page" not in page.content.decode()
    told = client_of(world.family).post(take_back(world.question), follow=True).content.decode()
    assert "Your words are taken back." in told


def test_question_whose_answer_was_taken_back_waits_again(world, client_of):
    elena = client_of(world.specialist)
    elena.post(answer(world.question), {"words": "In place of it"})
    elena.post(take_back(Comment.objects.get(words="In place of it")))
    world.question.refresh_from_db()
    assert (world.question.is_open, world.question.answered_by) == (True, None)
    world.plan.refresh_from_db()
    assert world.plan.open_question_at == world.question.said_at


def test_answer_without_words_is_refused(world, client_of, nothing_written):
    elena = client_of(world.specialist)
    with nothing_written():
        assert "Write a sentence first." in elena.post(answer(world.question), {"words": ""}).content.decode()


def test_words_are_taken_back_by_who_wrote_them(world, client_of):
    dana = client_of(world.family)
    assert dana.post(take_back(world.question)).status_code == 303
    assert world.question.words not in read_by(world, world.specialist)
    world.plan.refresh_from_db()
    assert world.plan.open_question_at is None


@pytest.mark.parametrize(("who", "code"), [("specialist", 403), ("other_parent", 404), ("other_family", 404)])
def test_words_of_somebody_else_are_not_taken_back(world, client_of, nothing_written, who, code):
    one = client_of(getattr(world, who))
    with nothing_written():
        assert one.post(take_back(world.question)).status_code == code


@pytest.mark.parametrize(("who", "code"), [("other_teacher", 404), ("other_family", 404)])
def test_conversation_of_another_child_is_not_there(world, client_of, nothing_written, who, code):
    one = client_of(getattr(world, who))
    with nothing_written():
        assert one.get(write(world.plan)).status_code == code
        assert one.post(write(world.plan), {"words": "x", "reader": "student"}).status_code == code


def test_family_of_a_draft_finds_no_conversation(world, client_of):
    assert client_of(world.other_family).get(write(world.other_plan)).status_code == 404
    assert client_of(world.other_specialist).get(write(world.other_plan)).status_code == 200


def test_composer_offers_the_readers_of_its_voice_first_the_usual_one(world):
    talk = conversation(world.plan, Standing.of(world.family, world.student))
    assert [value for value, _sentence in talk.composer.readers] == ["home", "adults", "student"]
    assert talk.composer.reader == "home"


def test_conversation_takes_the_same_queries_for_few_and_for_many(world, client_of, assert_query_count):
    plan, standing = plan_or_404(world.plan.public_id, Permission.VIEW_PLAN, to=world.specialist)
    with assert_query_count(2):
        few = conversation(plan, standing).count
    dana = client_of(world.family)
    for number in range(3):
        dana.post(write(world.plan), {"words": f"More {number}", "reader": "adults", "goal": world.goal.public_id})
    with assert_query_count(2):
        assert conversation(plan, standing).count == few + 3
