"""The letters of the conversation: a question that was answered in the meantime is not announced any more."""

from django.core import mail

from checkins.actions import answer
from notices.delivery import send_waiting
from notices.models import Message


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
