"""Which doors there are, that the others are shut, and what a session remembers."""

import pytest
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from accounts.middleware import CARD_HELD
from accounts.models import User
from tests.accounts.conftest import SENTENCE

OFFERED = {
    "account_request_login_code",
    "account_confirm_login_code",
    "account_login",
    "account_signup",
    "account_inactive",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
}
SHUT = ["account_email", "account_confirm_email", "account_email_verification_sent", "account_signup_by_passkey"]


def names(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name or ""
        else:
            yield from names(pattern.url_patterns)


def test_exactly_the_doors_we_offer_are_there():
    assert {name for name in names(get_resolver().url_patterns) if name.startswith("account_")} == OFFERED


@pytest.mark.parametrize("name", SHUT)
def test_what_we_do_not_offer_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/account/signup/", "/account/email/", "/account/confirm-email/", "/accounts/"])
def test_the_usual_addresses_of_allauth_lead_nowhere(client, db, path):
    assert client.get(path).status_code == 404


def test_nobody_signs_up(client, db):
    page = client.get(reverse("account_signup"))
    assert "Your school adds you" in page.content.decode()
    filled = {"email": "new@example.org", "password1": SENTENCE, "password2": SENTENCE}
    assert client.post(reverse("account_signup"), filled).status_code == 405
    assert not User.objects.exists()


def test_a_closed_page_sends_to_the_code_and_back(client, db):
    answer = client.get(reverse("accounts:roles"))
    assert (answer.status_code, answer.url) == (302, "/account/sign-in/?next=/account/roles/")


def test_signing_in_drops_what_the_browser_remembered_of_another(door, dana, card):
    door.give_card(card.secret)
    session = door.client.session
    session["zone"] = "America/New_York"
    session.save()
    before = session.session_key
    door.give_password(dana.email, SENTENCE)
    after = door.client.session
    assert after.session_key != before
    assert CARD_HELD not in after
    assert "zone" not in after


def test_signing_out_takes_a_press_of_a_button(door, dana):
    door.give_password(dana.email, SENTENCE)
    page = door.client.get(reverse("account_logout"))
    assert "Dana Thompson" in page.content.decode()
    assert door.is_open()
    answer = door.client.post(reverse("account_logout"))
    assert (answer.status_code, answer.url) == (303, reverse("account_request_login_code"))
    assert not door.is_open()


def test_signing_out_forgets_everything_in_the_session(door, dana):
    door.give_password(dana.email, SENTENCE)
    before = door.client.session.session_key
    door.client.post(reverse("account_logout"))
    assert not door.client.session.exists(before)


def test_signing_out_nobody_goes_to_the_door(client, db):
    assert client.get(reverse("account_logout")).url == reverse("account_request_login_code")


def test_sessions_end_with_the_browser(door, dana):
    door.give_password(dana.email, SENTENCE)
    cookie = door.client.cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_too_many_tries_from_one_address_get_a_page_that_says_so(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "1/m/ip"}
    answers = [client.post(reverse("account_login"), {"login": "a@example.org", "password": "x"}) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert "Too many tries" in answers[1].content.decode()


def test_too_many_tries_of_one_account_are_said_on_the_form_and_answer_429(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_failed": "1/m/key"}
    tried = {"login": "tried@example.org", "password": "x"}
    answers = [client.post(reverse("account_login"), tried) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert "Too many tries" in answers[1].content.decode()
    assert "tried@example.org" in answers[1].content.decode()


def test_my_page_says_who_i_am(door, dana):
    door.give_password(dana.email, SENTENCE)
    page = door.client.get(reverse("accounts:me")).content.decode()
    assert "Dana Thompson" in page
    assert "dana@example.org" in page
    assert "Not you? Sign out" in page
