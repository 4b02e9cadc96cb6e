"""The letters of the conversation: a question that was answered in the meantime is not announced any more."""

from django.core import mail

from accounts.actions import correct_account
from checkins.actions import answer, comment
from notices.delivery import send_waiting
from notices.models import Message
from students import actions as students
from tests.world import days


def subjects_to(address):
    return [letter.subject for letter in mail.outbox if address in letter.to[0]]


def test_waiting_question_is_told_to_whoever_keeps_the_plan(world):
    send_waiting()
    assert "A question waits for you in ALP Portal" in subjects_to("specialist@example.org")


def test_question_answered_before_its_letter_went_out_is_told_to_nobody(world):
    Message.objects.filter(letter="question_asked").exclude(data__question=str(world.question.public_id)).delete()
    answer(question=world.question, words="On top of it.", by=world.specialist)
    send_waiting()
    assert "A question waits for you in ALP Portal" not in subjects_to("specialist@example.org")
    assert "Your question has an answer in ALP Portal" in subjects_to("family@example.org")


def test_letters_follow_an_address_that_was_corrected_meanwhile(world):
    for user in (world.specialist, world.family):
        correct_account(user=user, email=f"new.{user.email}", by=world.root)
    send_waiting()
    assert "A question waits for you in ALP Portal" in subjects_to("new.specialist@example.org")
    assert "Your question has an answer in ALP Portal" in subjects_to("new.family@example.org")


def test_whoever_keeps_the_plan_for_a_while_hears_of_questions(world):
    ends = {"starts_on": days(world, -20), "ends_on": days(world, 5)}
    given = {"student": world.student, "kind": "plan_manager", "by": world.specialist}
    students.take_responsibility(user=world.counselor, **given, **ends)
    students.take_responsibility(user=world.idle_teacher, **given, **ends | {"ends_on": days(world, -1)})
    said = {"words": "Which bus?", "reader": "adults", "voice": "family", "is_question": True}
    question = comment(plan=world.plan, by=world.family, **said)
    told = Message.objects.filter(letter="question_asked", data__question=str(question.public_id))
    assert {row.user for row in told} == {world.specialist, world.counselor}
