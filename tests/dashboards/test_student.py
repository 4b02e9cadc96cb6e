"""A student's home, with an account and with a card: own words, no scores, nothing that is not meant for a student."""

import pytest
from django.urls import reverse

from accounts.middleware import CARD_HELD
from accounts.models import Pass
from checkins.actions import check_in, comment
from checkins.models import CheckIn, Comment
from goals.actions import close_goal, set_next_step, write_goal
from history.models import Visit
from plans.actions import share_changes, write_section
from students.actions import give_card
from tests.dashboards.making import call_read
from tests.dashboards.reading_pages import marks_on, text_of
from tests.harness.client import CheckedClient
from tests.world import moment

ME = reverse("dashboards:me")


@pytest.fixture
def card(world):
    """A client that holds Maya's sign-in card."""
    give_card(student=world.student, by=world.specialist)
    client = CheckedClient()
    session = client.session
    session[CARD_HELD] = Pass.objects.latest("pk").pk
    session.save()
    return client


def goal_text(answer, goal):
    return text_of(answer, f"goal-{goal.public_id}")


# --- Who comes here ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["specialist", "teacher", "family", "idle_teacher", "coordinator"])
def test_nobody_else_has_such_a_page(world, client_of, name):
    assert client_of(getattr(world, name)).get(ME).status_code == 404


def test_each_student_sees_their_own(world, client_of):
    assert "Hi, Maya." in text_of(client_of(world.student_user).get(ME), "main")
    other = text_of(client_of(world.far_student_user).get(ME), "main")
    assert "Hi, Noor." in other
    assert "There is no plan here yet." in other


def test_a_draft_shows_nothing_of_itself(world, client_of):
    give_card(student=world.other_student, by=world.other_specialist)
    client = CheckedClient()
    session = client.session
    session[CARD_HELD] = Pass.objects.latest("pk").pk
    session.save()
    page = client.get(ME)
    assert "Your plan is being written." in text_of(page, "main")
    assert marks_on(page, world) == set()


def test_a_card_that_was_taken_back_opens_nothing(world, card):
    assert card.get(ME).status_code == 200
    Pass.objects.update(revoked_at=moment(world, 0), revoked_by=world.specialist)
    assert card.get(ME).status_code == 302


# --- What stands here -------------------------------------------------------------------------


def test_only_words_meant_for_the_student_stand_here(world, client_of, card):
    for client in (client_of(world.student_user), card):
        page = client.get(ME)
        assert marks_on(page, world) == {"student", "circle"}
        assert "97th" not in page.content.decode()


def test_what_the_team_said_is_the_newest_two_with_names(world, client_of):
    check_in(goal=world.goal, by=world.family, voice="family", level=3, words="You did it", reader="student")
    comment(plan=world.plan, goal=world.goal, words="Show me", reader="student", by=world.teacher, voice="staff")
    check_in(goal=world.goal, by=world.other_parent, voice="family", words="Not for Maya", reader="home")
    told = goal_text(client_of(world.student_user).get(ME), world.goal)
    assert "You did it Dana Thompson" in told
    assert "Show me Mr. Reyes" in told
    assert world.marks.student not in told, "the third newest"
    assert "Not for Maya" not in told


def test_words_about_no_goal_stand_by_themselves(world, client_of):
    comment(plan=world.plan, words="Well met today", reader="student", by=world.counselor, voice="staff")
    assert "What my team wrote to me B Well met today Mr. Bell" in text_of(
        client_of(world.student_user).get(ME), "main"
    )


def test_who_reads_stands_above_each_check_in_and_each_box(world, client_of, settings):
    settings.TALK_LINE = "Mr. Bell, room 12"
    page = client_of(world.student_user).get(ME)
    assert "Read by: You, your family and your school team How is it going?" in goal_text(page, world.goal)
    close = goal_text(page, world.close_goal)
    assert "Read by: You, your family, the specialist and the counselor How is it going?" in close
    assert "Need to talk now? Mr. Bell, room 12" in text_of(page, "main")


# --- What a student does ----------------------------------------------------------------------


def test_one_tap_is_a_check_in_with_account_and_with_card(world, client_of, card):
    address = reverse("checkins:check_in", args=[world.goal.public_id])
    for client, author in ((client_of(world.student_user), "user:"), (card, "pass:")):
        done = client.post(address, {"level": "4", "voice": "student", "next": ME})
        assert (done.status_code, done.url) == (303, ME)
        assert CheckIn.objects.get(level=4, author__startswith=author).voice == "student"
        assert 'value="4" checked' in client.get(ME).content.decode()


def test_a_tap_that_a_script_sent_is_no_look(world, client_of):
    client = client_of(world.student_user)
    client.get(ME, headers={"Sec-Fetch-Dest": "empty"})
    assert not Visit.objects.filter(actor=world.student_user.key).exists()
    client.get(ME)
    assert Visit.objects.filter(actor=world.student_user.key, what="opened").count() == 1


def test_the_next_step_is_ticked_and_opened_again(world, client_of, card):
    address = reverse("goals:next_step_done", args=[world.goal.public_id])
    for client in (client_of(world.student_user), card):
        assert "Done: Pick my second situation" in goal_text(client.get(ME), world.goal)
        step = world.goal.next_steps.first()
        client.post(address, {"step": step.pk, "done": "1", "next": ME})
        told = goal_text(client.get(ME), world.goal)
        assert "Not done after all: Pick my second situation" in told
        assert "What is next?" in told
        client.post(address, {"step": step.pk, "done": "0", "next": ME})
        step.refresh_from_db()
        assert step.done_at is None


def test_the_student_changes_step_reason_and_interests_with_an_account(world, client_of):
    page = client_of(world.student_user).get(ME).content.decode()
    for address in (
        reverse("goals:next_step", args=[world.goal.public_id]),
        reverse("goals:why", args=[world.goal.public_id]),
        reverse("plans:section", args=[world.plan.public_id, "interests"]),
    ):
        assert f'href="{address}?next={ME}"' in page
        assert client_of(world.student_user).get(address).status_code == 200
    interests = reverse("plans:section", args=[world.plan.public_id, "interests"])
    client = client_of(world.student_user)
    done = client.post(interests, {"words": "Bridges", "version": "1", "next": ME})
    assert done.url == ME
    assert "My interests Bridges" in text_of(client.get(ME), "main")


def test_interests_are_written_with_a_card_too_and_the_page_says_whose_words_stand_there(world, card):
    address = reverse("plans:section", args=[world.plan.public_id, "interests"])
    version = world.plan.sections.get(code="interests").version
    assert address in card.get(ME).content.decode()
    assert card.post(address, {"words": "Bees and bridges", "version": version, "next": ME}).url == ME
    kept = world.plan.sections.get(code="interests")
    assert (kept.written_by, kept.said_by, kept.is_students_own) == (None, "Maya Thompson", True)
    assert "Bees and bridges Maya Thompson" in text_of(card.get(ME), "main")
    words = {"words": "Bees", "version": kept.version, "by": world.specialist, "voice": "staff"}
    write_section(plan=world.plan, code="interests", **words)
    assert "Bees Ms. Ortiz wrote this" in text_of(card.get(ME), "main")


def test_a_card_offers_only_what_it_may_do(world, card):
    assert reverse("goals:why", args=[world.goal.public_id]) in card.get(ME).content.decode()
    assert card.get(reverse("goals:why", args=[world.goal.public_id])).status_code == 200
    assert card.get(reverse("plans:section", args=[world.plan.public_id, "strengths"])).status_code == 403


def test_a_step_somebody_suggested_says_who(world, client_of):
    set_next_step(goal=world.goal, words="Try the bus times", by=world.specialist, voice="staff")
    assert "Try the bus times Ms. Ortiz ·" in goal_text(client_of(world.student_user).get(ME), world.goal)


def test_something_is_told_to_the_team(world, client_of, card):
    address = reverse("checkins:comment", args=[world.plan.public_id])
    sent = {"words": "I have an idea", "reader": "student", "voice": "student", "goal": "", "next": ME}
    for client in (client_of(world.student_user), card):
        assert client.post(address, sent).url == ME
    said = Comment.objects.filter(words="I have an idea")
    assert {(one.voice, one.reader, one.is_question) for one in said} == {("student", "student", False)}
    assert said.count() == 2


def test_asking_to_change_a_goal_is_a_question_to_the_team(world, client_of):
    client = client_of(world.student_user)
    address = reverse("checkins:comment", args=[world.plan.public_id]) + "?ask=change&question=1&voice=student"
    assert address.replace("&", "&amp;") in client.get(ME).content.decode()
    page = client.get(address)
    assert "Ask to change a goal" in text_of(page, "main")
    assert page.context["form"]["is_question"].value() is True


def test_a_closed_goal_says_how_it_ended(world, client_of):
    close_goal(goal=world.goal, outcome="partly", learned="Begin earlier", onward="carry", by=world.specialist)
    told = goal_text(client_of(world.student_user).get(ME), world.goal)
    assert "Begin earlier" in told
    assert "How is it going?" not in told
    assert "Write one small thing" not in told


# --- Cost -------------------------------------------------------------------------------------

QUERIES = 20


def test_the_page_costs_the_same_with_two_goals_and_with_four(world, client_of, assert_query_count):
    client = client_of(world.student_user)
    client.get(ME)
    call_read(world, world.student_user)
    with assert_query_count(QUERIES):
        client.get(ME)
    for label in ("Film", "Pond"):
        values = {"kind": "passion", "short_label": label, "statement": f"Make a {label}"}
        made = write_goal(plan=world.plan, by=world.specialist, values=values, strategies=[])
        check_in(goal=made, by=world.teacher, voice="staff", level=2, words="Good", reader="student")
        set_next_step(goal=made, words="Begin", by=world.student_user, voice="student")
    share_changes(plan=world.plan, by=world.specialist, reason="More")
    call_read(world, world.student_user)
    with assert_query_count(QUERIES):
        assert len(client.get(ME).context["goals"]) == 4
