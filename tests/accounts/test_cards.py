"""The third way in: a young student's card."""

import datetime

import pytest
from django.urls import reverse

from accounts.actions import issue_pass, revoke_pass
from accounts.middleware import CARD_HELD
from accounts.models import Pass
from history.clock import now
from history.models import Event
from tests.accounts.conftest import SENTENCE


def test_code_on_the_card_signs_in(door, card):
    answer = door.give_card(card.secret)
    assert (answer.status_code, answer.url) == (303, reverse("dashboards:home"))
    page = door.client.get(reverse("accounts:me")).content.decode()
    assert "You are signed in as <b>Leo Park</b>" in page
    assert "Not you? Sign out" in page


@pytest.mark.parametrize("spell", [str.upper, lambda code: code.replace("-", ""), lambda code: code.replace("-", " ")])
def test_card_may_be_copied_freely(door, card, spell):
    door.give_card(spell(card.secret))
    assert door.is_open()


@pytest.mark.parametrize("wrong", ["", "abc", "abc-def-ghj-kmn", "---"])
def test_other_codes_open_nothing(door, card, wrong):
    assert door.give_card(wrong).status_code == 200
    assert not door.is_open()


def test_only_the_hash_of_the_code_is_kept(card):
    kept = " ".join(str(value) for value in Pass.objects.values_list().get())
    assert card.secret not in kept
    assert card.secret.replace("-", "") not in kept


def test_a_new_card_replaces_the_old_one_at_once(door, card, child, coordinator):
    door.give_card(card.secret)
    issue_pass(child=child, expires_at=now() + datetime.timedelta(days=1), by=coordinator)
    assert not door.is_open()
    door.give_card(card.secret)
    assert not door.is_open()


def test_revoked_card_signs_out_at_the_next_page(door, card, coordinator):
    door.give_card(card.secret)
    revoke_pass(issued=card.issued, by=coordinator)
    assert not door.is_open()


def test_card_ends_on_its_day(door, card, freeze):
    door.give_card(card.secret)
    freeze(card.issued.expires_at + datetime.timedelta(seconds=1))
    assert not door.is_open()


def test_card_signs_out_whoever_was_there(door, dana, card):
    door.give_password(dana.email, SENTENCE)
    before = door.client.session.session_key
    assert "Not you?" in door.client.get(reverse("accounts:card")).content.decode()
    door.give_card(card.secret)
    page = door.client.get(reverse("accounts:me")).content.decode()
    assert "Leo Park" in page
    assert "Dana Thompson" not in page
    assert door.client.session.session_key != before


def test_card_gets_a_new_session_key(door, card):
    door.client.post(reverse("accounts:language"), {"language": "es"})
    before = door.client.session.session_key
    door.give_card(card.secret)
    assert door.client.session.session_key != before
    assert door.client.session[CARD_HELD] == card.issued.pk


def test_signing_out_ends_the_card_in_this_browser_only(door, card):
    door.give_card(card.secret)
    door.client.post(reverse("account_logout"))
    assert not door.is_open()
    door.give_card(card.secret)
    assert door.is_open()


def test_cards_are_limited_per_address(door, db, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"card": "2/m/ip"}
    assert [door.give_card("abc").status_code for _time in range(3)] == [200, 200, 429]


def test_card_is_remembered_from_giving_to_using(door, card, child, coordinator):
    door.give_card(card.secret)
    revoke_pass(issued=card.issued, child=child, by=coordinator)
    events = Event.objects.filter(verb__startswith="accounts.", target=f"accounts.pass:{card.issued.pk}")
    assert list(events.order_by("pk").values_list("verb", "actor_name", "subject")) == [
        ("accounts.pass_issued", "Ruth Vance", f"students.student:{child.pk}"),
        ("accounts.card_used", "Leo Park", ""),
        ("accounts.pass_revoked", "Ruth Vance", f"students.student:{child.pk}"),
    ]


def test_holder_of_a_card_has_no_password_pages(door, card):
    door.give_card(card.secret)
    for name in ("account_change_password", "account_set_password", "account_reauthenticate"):
        assert door.client.get(reverse(name)).status_code == 302
