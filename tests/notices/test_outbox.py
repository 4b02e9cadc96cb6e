"""The outbox: a letter is queued once, asked about again when it is sent, tried with patience, never lost."""

import datetime
import smtplib
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction

from accounts.actions import close_account, correct_account
from notices import delivery
from notices.actions import queue
from notices.delivery import MOST_TRIES, WAITS, send_waiting
from notices.letters import LETTERS, register
from notices.models import Message


class PostOffice(EmailBackend):
    """A mail server that is down as long as `down` says."""

    down = None

    def send_messages(self, messages):
        if PostOffice.down:
            raise PostOffice.down
        return super().send_messages(messages)


@pytest.fixture
def post_office(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.PostOffice"
    monkeypatch.setattr(PostOffice, "down", None)
    return PostOffice


def test_letter_is_sent_once(one):
    one()
    assert send_waiting() == 1
    assert send_waiting() == 0
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["dana@example.org"], "Your question has an answer in ALP Portal")
    assert "http://testserver/plans/1/" in sent.body
    assert "http://testserver/plans/1/" in sent.alternatives[0][0]


def test_letter_with_the_same_key_is_the_same_letter(one):
    assert one("key") == one("key")
    assert one("key") != one("other")
    assert Message.objects.count() == 2


def test_sent_letter_is_not_queued_again(one):
    one()
    send_waiting()
    one()
    assert send_waiting() == 0


def test_letter_goes_with_the_act_that_caused_it(one):
    with transaction.atomic():
        one()
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_letter_waits_for_its_moment(one, freeze):
    one(send_after=datetime.datetime(2026, 11, 18, 17, tzinfo=datetime.UTC))
    assert send_waiting() == 0
    freeze("2026-11-18 10:00")
    assert send_waiting() == 1


def test_letter_nobody_registered_cannot_be_queued(dana):
    with pytest.raises(KeyError):
        queue(letter="gossip", user=dana, dedupe_key="key")


def test_letter_is_registered_once(letter):
    with pytest.raises(ValueError, match="registered twice"):
        register("question_answered")


def test_letter_to_nobody_is_refused_by_the_database(db):
    moment = datetime.datetime(2026, 11, 18, tzinfo=datetime.UTC)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(letter="invitation", dedupe_key="key", queued_at=moment, send_after=moment)


# --- Asked again when it is sent ------------------------------------------------------------


def dropped():
    message = Message.objects.get()
    assert (message.sent_at, message.dropped_at is None) == (None, False)
    return message.problem


def test_what_is_no_longer_allowed_is_dropped(one, letter):
    one()
    letter(still_allowed=lambda message, user: False)
    assert send_waiting() == 0
    assert dropped() == "no longer allowed when it was to be sent"
    letter()
    assert send_waiting() == 0


def test_the_question_is_asked_about_the_person(one, letter, dana):
    asked = []
    letter(still_allowed=lambda message, user: asked.append((message.dedupe_key, user)) or True)
    one("plan:7")
    send_waiting()
    assert asked == [("plan:7", dana)]


def test_closed_account_gets_no_letter(one, dana, db):
    one()
    close_account(user=dana, by=None)
    send_waiting()
    assert dropped() == "the account is closed"


def test_letter_to_a_bare_address_is_asked_about_whoever_has_it(one, letter, dana):
    asked = []
    letter(still_allowed=lambda message, user: asked.append(user) or True)
    one(user=None, to="DANA@example.org", language="en")
    send_waiting()
    assert asked == [dana]


def test_letter_to_an_address_of_nobody_is_sent(one):
    one(user=None, to="old@example.org", language="es")
    assert send_waiting() == 1
    assert mail.outbox[0].to == ["old@example.org"]
    assert "Hola:\n" in mail.outbox[0].body
    assert '<html lang="es">' in mail.outbox[0].alternatives[0][0]


def test_letter_goes_to_the_address_and_in_the_language_of_the_day_it_is_sent(one, dana):
    one()
    correct_account(user=dana, email="new@example.org", language="es", by=None)
    Message.objects.exclude(letter="question_answered").delete()
    send_waiting()
    assert mail.outbox[0].to == ["new@example.org"]
    assert '<html lang="es">' in mail.outbox[0].alternatives[0][0]


def test_letter_for_a_person_goes_to_no_address_of_nobody(one, letter):
    letter(still_allowed=lambda message, user: user.pk)
    one(user=None, to="old@example.org")
    assert send_waiting() == 0
    assert dropped() == "nobody has this address any more"


def test_person_without_an_address_gets_none(one, dana):
    one()
    dana.email = None
    dana.save()
    send_waiting()
    assert dropped() == "there is no address"


def test_letter_that_is_gone_from_the_program_is_dropped(one, monkeypatch):
    one()
    monkeypatch.delitem(LETTERS, "question_answered")
    send_waiting()
    assert dropped() == "nobody registers this letter any more"


# --- A mail server that is down, a worker that dies -----------------------------------------


@pytest.mark.parametrize(
    "trouble", [SMTPServerDisconnected("gone"), ConnectionRefusedError("no"), TimeoutError("slow")]
)
def test_failure_is_remembered_and_tried_again_later(one, post_office, freeze, trouble):
    one()
    post_office.down = trouble
    assert send_waiting() == 0
    message = Message.objects.get()
    assert (message.tries, message.sent_at, message.dropped_at) == (1, None, None)
    assert type(trouble).__name__ in message.problem
    post_office.down = None
    assert send_waiting() == 0
    freeze("2026-11-18 09:01")
    assert send_waiting() == 1
    assert Message.objects.get().problem == ""


def test_waits_grow_and_the_last_try_drops_the_letter(one, post_office, freeze):
    one()
    post_office.down = smtplib.SMTPRecipientsRefused({"dana@example.org": (550, b"no such user")})
    at = freeze("2026-11-18 09:00")
    for tries, minutes in enumerate(WAITS, 1):
        assert send_waiting() == 0
        message = Message.objects.get()
        assert (message.tries, message.dropped_at is None) == (tries, tries < MOST_TRIES)
        at = freeze(at + datetime.timedelta(minutes=minutes))
    assert "550" in message.problem
    post_office.down = None
    assert send_waiting() == 0


def test_one_bad_address_does_not_hold_up_the_others(one, letter, post_office):
    one("first", user=None, to="bad@example.org")
    one("second")

    def refuse_bad(self, messages):
        if messages[0].to == ["bad@example.org"]:
            raise smtplib.SMTPRecipientsRefused({})
        return EmailBackend.send_messages(self, messages)

    post_office.send_messages, usual = refuse_bad, post_office.send_messages
    try:
        assert send_waiting() == 1
    finally:
        post_office.send_messages = usual
    assert mail.outbox[0].to == ["dana@example.org"]


def test_letter_that_cannot_be_made_holds_up_no_other(one, letter):
    letter(context=lambda message, user: {"odd": 1 / message.data["divisor"]})
    broken = one("first", data={"divisor": 0})
    one("second", data={"divisor": 1})
    assert send_waiting() == 1
    broken.refresh_from_db()
    assert (broken.tries, broken.problem) == (1, "ZeroDivisionError: division by zero")


def test_letter_in_its_last_try_is_not_dropped_by_a_second_worker(one, monkeypatch):
    """Both saw it waiting; the first one is at its last try when the second one comes to it."""
    Message.objects.filter(pk=one().pk).update(tries=MOST_TRIES - 1)
    usual = delivery.compose

    def meanwhile(message, person):
        assert not delivery._send(message.pk)
        return usual(message, person)

    monkeypatch.setattr(delivery, "compose", meanwhile)
    assert send_waiting() == 1
    message = Message.objects.get()
    assert (message.sent_at is None, message.dropped_at) == (False, None)


def test_letter_of_a_killed_worker_is_sent_by_the_next_one(one, monkeypatch, freeze):
    one()

    def killed(message, person):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "compose", killed)
        with pytest.raises(SystemExit):
            send_waiting()
    assert send_waiting() == 0
    freeze("2026-11-18 09:01")
    assert send_waiting() == 1


def test_letter_that_kills_every_worker_is_dropped(one, monkeypatch, freeze):
    one()
    Message.objects.update(tries=MOST_TRIES)
    assert send_waiting() == 0
    assert dropped() == "the worker stopped while it sent this letter"


def test_two_workers_never_send_the_same_letter(one, monkeypatch):
    """The second worker saw the letter waiting too, but the first one claimed it."""
    message = one()
    seen = Message.objects.get()
    assert delivery._claim(message)
    assert not delivery._claim(seen)


def test_second_copy_of_a_letter_has_the_same_id(one):
    message = one()
    first, second = (delivery.compose(message, message.user).extra_headers["Message-ID"] for _time in range(2))
    assert first == second
    assert first != delivery.compose(one("other"), message.user).extra_headers["Message-ID"]
