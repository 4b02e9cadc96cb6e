"""The language of pages: the account's when signed in, else the browser's choice."""

import pytest
from django.urls import reverse

from accounts.actions import correct_account
from tests.accounts.conftest import SENTENCE


def page_language(client, name="account_request_login_code"):
    return client.get(reverse(name)).content.decode().split('lang="', 1)[1][:2]


def test_choice_at_the_door_holds_in_this_browser(client, db):
    assert page_language(client) == "en"
    answer = client.post(reverse("accounts:language"), {"language": "es", "next": "/account/sign-in/card/"})
    assert (answer.status_code, answer.url) == (303, "/account/sign-in/card/")
    assert page_language(client) == "es"


def test_browser_is_asked_when_nobody_chose(client, db):
    page = client.get(reverse("account_request_login_code"), headers={"accept-language": "es-MX,es;q=0.9"})
    assert '<html lang="es">' in page.content.decode()


def test_account_language_holds_on_every_device(client_of, dana):
    correct_account(user=dana, language="es", by=dana)
    assert page_language(client_of(dana), "accounts:me") == "es"


def test_choice_on_my_page_is_kept_in_the_account(client_of, dana):
    client_of(dana).post(reverse("accounts:language"), {"language": "es", "next": "/account/"})
    dana.refresh_from_db()
    assert dana.language == "es"


def test_choice_at_the_door_is_kept_on_signing_in(door, dana):
    door.client.post(reverse("accounts:language"), {"language": "es"})
    door.ask_for_code(dana.email)
    door.type_code(door.code_in_mail())
    dana.refresh_from_db()
    assert dana.language == "es"


def test_choice_of_somebody_before_does_not_touch_the_account(door, dana):
    door.client.post(reverse("accounts:language"), {"language": "es"})
    door.give_password(dana.email, SENTENCE)
    door.client.post(reverse("accounts:language"), {"language": "en"})
    door.client.post(reverse("account_logout"))
    door.give_password(dana.email, SENTENCE)
    dana.refresh_from_db()
    assert dana.language == "en"


@pytest.mark.parametrize("address", ["https://evil.example.com/", "//evil.example.com", "javascript:alert(1)", ""])
def test_only_our_own_addresses_are_gone_back_to(client, db, address):
    assert client.post(reverse("accounts:language"), {"language": "es", "next": address}).url == "/"


def test_unknown_language_is_refused(client, db):
    assert client.post(reverse("accounts:language"), {"language": "tlh"}).status_code == 400


def test_a_look_does_not_change_the_language(client, db):
    assert client.get(reverse("accounts:language"), {"language": "es"}).status_code == 405
