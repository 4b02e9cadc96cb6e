"""The first way in: an address, then six digits from a mail."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from accounts.actions import close_account, correct_account, end_sessions
from history.models import Event
from tests.accounts.conftest import SENTENCE


def test_code_from_the_mail_signs_in(door, dana):
    asked = door.ask_for_code("Dana@Example.org ", next="/account/roles/")
    assert (asked.status_code, asked.url) == (303, "/account/sign-in/code/?next=%2Faccount%2Froles%2F")
    answered = door.type_code(door.code_in_mail(), next="/account/roles/")
    assert (answered.status_code, answered.url) == (303, "/account/roles/")
    assert door.is_open()
    assert Event.objects.filter(verb="accounts.signed_in", actor=dana.key).count() == 1


def test_without_a_wish_the_way_leads_home(door, dana):
    door.ask_for_code(dana.email)
    assert door.type_code(door.code_in_mail()).url == reverse("dashboards:home")


def test_a_foreign_next_is_not_followed(door, dana):
    door.ask_for_code(dana.email)
    answered = door.type_code(door.code_in_mail(), next="https://evil.example.com/")
    assert answered.url == reverse("dashboards:home")


def test_mail_shows_the_code_as_text_and_as_html(door, dana, mailoutbox):
    door.ask_for_code(dana.email)
    mail, code = mailoutbox[-1], door.code_in_mail()
    assert mail.to == ["dana@example.org"]
    assert mail.subject == f"{code} is your code for ALP Portal"
    (html,) = [body for body, kind in mail.alternatives if kind == "text/html"]
    assert f'<p class="code">{code}</p>' in html


def test_mail_comes_in_the_language_of_the_person(door, dana, mailoutbox):
    correct_account(user=dana, language="es", by=dana)
    door.ask_for_code(dana.email)
    assert '<html lang="es">' in mailoutbox[-1].alternatives[0][0]


@pytest.mark.parametrize("spelt", ["{0}{1}", " {0} {1} ", "{0}-{1}", "{0}\t{1}"])
def test_spaces_and_dashes_in_the_code_do_not_matter(door, dana, spelt):
    door.ask_for_code(dana.email)
    code = door.code_in_mail()
    door.type_code(spelt.format(code[:3], code[3:]))
    assert door.is_open()


def test_code_page_helps_phones_and_pasting(door, dana):
    door.ask_for_code(dana.email)
    page = door.client.get(reverse("account_confirm_login_code")).content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    assert "dana@example.org" in page


def test_wrong_code_can_be_tried_again(door, dana):
    door.ask_for_code(dana.email)
    refused = door.type_code(door.wrong_code())
    assert refused.status_code == 200
    assert "That is not the code we sent" in refused.content.decode()
    assert "<title>Error: " in refused.content.decode()
    door.type_code(door.code_in_mail())
    assert door.is_open()


def test_third_wrong_code_ends_the_try(door, dana):
    door.ask_for_code(dana.email)
    for _time in range(2):
        assert door.type_code(door.wrong_code()).status_code == 200
    ended = door.type_code(door.wrong_code())
    assert (ended.status_code, ended.url) == (303, reverse("account_request_login_code"))
    door.type_code(door.code_in_mail())
    assert not door.is_open()


def test_tries_at_the_same_moment_are_refused_and_each_finds_the_count_of_the_one_before(door, dana, monkeypatch):
    door.ask_for_code(dana.email)
    monkeypatch.setattr("accounts.entry.cache.add", lambda *_given: False)
    assert door.type_code(door.code_in_mail()).status_code == 429
    assert not door.is_open()
    monkeypatch.undo()
    door.type_code(door.code_in_mail())
    assert door.is_open()


@pytest.mark.parametrize(("minutes", "opens"), [(9, True), (11, False)])
def test_code_works_for_ten_minutes(door, dana, freeze, minutes, opens):
    asked_at = freeze("2026-11-18 16:00")
    door.ask_for_code(dana.email)
    freeze(asked_at + datetime.timedelta(minutes=minutes))
    door.type_code(door.code_in_mail())
    assert door.is_open() is opens


def test_a_new_code_replaces_the_old_one(door, dana, mailoutbox):
    door.ask_for_code(dana.email)
    old = door.code_in_mail()
    door.client.post(reverse("account_confirm_login_code"), {"action": "resend"})
    assert len(mailoutbox) == 2
    new = door.code_in_mail()
    if old != new:
        door.type_code(old)
        assert not door.is_open()
    door.type_code(new)
    assert door.is_open()


def test_a_different_email_starts_over(door, dana):
    door.ask_for_code("dana@exmaple.org")
    again = door.client.post(reverse("account_logout"), {"next": reverse("account_request_login_code")})
    assert (again.status_code, again.url) == (303, reverse("account_request_login_code"))
    assert door.client.get(again.url).status_code == 200
    door.ask_for_code(dana.email)
    door.type_code(door.code_in_mail())
    assert door.is_open()


def test_known_and_unknown_addresses_get_the_same_answer(door, dana, mailoutbox):
    def way(email):
        asked = door.ask_for_code(email)
        shown = door.client.get(reverse("account_confirm_login_code")).content.decode()
        refused = door.type_code("not-a-code")
        door.client.post(reverse("account_logout"))
        texts = [text.replace(email, "…") for text in (shown, refused.content.decode())]
        return asked.status_code, asked.url, refused.status_code, [without_token(text) for text in texts]

    assert way("dana@example.org") == way("nobody@example.org")
    assert [mail.to for mail in mailoutbox] == [["dana@example.org"], ["nobody@example.org"]]
    assert "does not have this email" in mailoutbox[1].body


def without_token(text):
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)


def test_nobody_signs_in_to_an_unknown_address(door, db):
    door.ask_for_code("nobody@example.org")
    for guess in ("", "000000", "None"):
        door.type_code(guess)
    assert not door.is_open()


def test_closed_account_gets_no_code(door, dana, coordinator, mailoutbox):
    close_account(user=dana, by=coordinator)
    door.ask_for_code(dana.email)
    assert "does not have this email" in mailoutbox[-1].body


def test_account_closed_between_asking_and_typing_stays_closed(door, dana, coordinator):
    door.ask_for_code(dana.email)
    close_account(user=dana, by=coordinator)
    door.type_code(door.code_in_mail())
    assert not door.is_open()


def test_closing_ends_an_open_session_at_once(door, dana, coordinator):
    door.give_password(dana.email, SENTENCE)
    assert door.is_open()
    close_account(user=dana, by=coordinator)
    assert not door.is_open()


def test_ended_sessions_stay_ended_but_the_person_may_come_back(door, dana):
    door.give_password(dana.email, SENTENCE)
    end_sessions(user=dana)
    assert not door.is_open()
    door.give_password(dana.email, SENTENCE)
    assert door.is_open()


def test_the_old_address_of_a_corrected_account_opens_nothing(door, dana, coordinator, mailoutbox):
    EmailAddress.objects.create(user=dana, email="dana@example.org", verified=True, primary=True)
    door.ask_for_code("dana@example.org")
    door.type_code(door.code_in_mail())
    correct_account(user=dana, email="dana.thompson@example.org", by=coordinator)
    assert not door.is_open()
    door.ask_for_code("dana@example.org")
    assert "does not have this email" in mailoutbox[-1].body
    door.client.post(reverse("account_logout"))
    door.ask_for_code("dana.thompson@example.org")
    door.type_code(door.code_in_mail())
    assert door.is_open()


def test_the_sixth_code_in_ten_minutes_is_refused(door, dana, mailoutbox):
    for _time in range(6):
        answer = door.ask_for_code(dana.email)
        door.client.post(reverse("account_logout"))
    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()
    assert len(mailoutbox) == 5
