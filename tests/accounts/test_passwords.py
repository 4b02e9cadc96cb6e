"""The second way in, for people who chose a password."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from accounts.actions import close_account, open_account
from history.models import Event
from notices.delivery import send_waiting
from notices.models import Message
from tests.accounts.conftest import SENTENCE

NEW = "forty stones and one marmot"


def link_in(mail):
    return re.search(r"http://testserver(/account/password/choose/\S+)", mail.body)[1]


def choose(client, link, password=NEW):
    form = client.get(link, follow=True)
    return client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})


def test_password_signs_in(door, dana):
    assert door.give_password("DANA@example.org", SENTENCE).status_code == 303
    assert door.is_open()


@pytest.mark.parametrize("email", ["dana@example.org", "nobody@example.org"])
def test_wrong_password_and_unknown_address_look_the_same(door, dana, email):
    page = door.give_password(email, "wrong").content.decode()
    assert "This email and password do not go together" in page
    assert not door.is_open()


def test_sixth_wrong_password_is_not_even_looked_at(door, dana):
    for _time in range(5):
        door.give_password(dana.email, "wrong")
    assert "Too many tries" in door.give_password(dana.email, SENTENCE).content.decode()
    assert not door.is_open()


def test_right_password_of_a_closed_account_says_it_is_closed(door, dana, coordinator):
    close_account(user=dana, by=coordinator)
    answer = door.give_password(dana.email, SENTENCE)
    assert answer.url == reverse("account_inactive")
    assert "This account is closed" in door.client.get(answer.url).content.decode()
    assert not door.is_open()


def test_account_without_a_password_has_none_to_guess(door, coordinator):
    open_account(email="new@example.org", name="New Person", by=coordinator)
    for guess in ("", "None", "!"):
        door.give_password("new@example.org", guess)
    assert not door.is_open()


def test_link_in_the_mail_sets_a_password_and_signs_in(door, dana, mailoutbox):
    door.client.post(reverse("account_reset_password"), {"email": dana.email})
    assert choose(door.client, link_in(mailoutbox[0])).status_code == 303
    assert door.is_open()
    assert "Your password was changed on" in mailoutbox[-1].body
    assert Event.objects.filter(verb="accounts.password_chosen", target=f"accounts.user:{dana.pk}").exists()
    door.client.post(reverse("account_logout"))
    door.give_password(dana.email, NEW)
    assert door.is_open()


def test_link_in_the_mail_works_once(door, dana, mailoutbox):
    door.client.post(reverse("account_reset_password"), {"email": dana.email})
    link = link_in(mailoutbox[0])
    choose(door.client, link)
    door.client.post(reverse("account_logout"))
    assert "This link does not work any more" in door.client.get(link, follow=True).content.decode()


@pytest.mark.parametrize(("days", "works"), [(2, True), (4, False)])
def test_link_in_the_mail_works_for_three_days(door, dana, freeze, days, works):
    freeze("2026-11-16 09:00")
    door.client.post(reverse("account_reset_password"), {"email": dana.email})
    freeze(f"2026-11-{16 + days} 09:00")
    page = door.client.get(link_in(door.mailoutbox[0]), follow=True).content.decode()
    assert ("does not work any more" not in page) is works


def test_asking_for_a_link_does_not_tell_whether_an_address_is_known(door, dana, mailoutbox):
    answers = [
        door.client.post(reverse("account_reset_password"), {"email": email})
        for email in ("dana@example.org", "nobody@example.org")
    ]
    assert {(answer.status_code, answer.url) for answer in answers} == {(303, reverse("account_reset_password_done"))}
    assert len(mailoutbox) == 2


@pytest.mark.parametrize("weak", ["short", "password12", "danathompson"])
def test_weak_password_is_refused(door, dana, mailoutbox, weak):
    door.client.post(reverse("account_reset_password"), {"email": dana.email})
    assert choose(door.client, link_in(mailoutbox[0]), weak).status_code == 200
    assert not door.is_open()


def test_new_password_ends_the_other_sessions(door, dana, client_of):
    elsewhere = client_of(dana)
    door.give_password(dana.email, SENTENCE)
    filled = {"oldpassword": SENTENCE, "password1": NEW, "password2": NEW}
    assert door.client.post(reverse("account_change_password"), filled).status_code == 303
    assert door.is_open()
    assert elsewhere.get(reverse("accounts:me")).status_code == 302


def test_wrong_password_of_today_changes_nothing(door, dana):
    door.give_password(dana.email, SENTENCE)
    filled = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    page = door.client.post(reverse("account_change_password"), filled).content.decode()
    assert "That is not your password of today" in page
    dana.refresh_from_db()
    assert dana.check_password(SENTENCE)


def test_an_open_screen_is_not_enough_to_set_a_first_password(client_of, coordinator, mailoutbox):
    user = open_account(email="new@example.org", name="New Person", by=coordinator)
    client = client_of(user)
    client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert mailoutbox[-1].to == ["new@example.org"]
    choose(client, link_in(mailoutbox[-1]))
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_it_is_me_asks_for_the_password_and_goes_on(door, dana):
    door.give_password(dana.email, SENTENCE)
    address = reverse("account_reauthenticate") + "?next=/account/roles/"
    assert "Is it you?" in door.client.get(address).content.decode()
    assert "That is not your password" in door.client.post(address, {"password": "wrong"}).content.decode()
    answer = door.client.post(address, {"password": SENTENCE, "next": "/account/roles/"})
    assert (answer.status_code, answer.url) == (303, "/account/roles/")


def test_link_of_the_invitation_sets_a_first_password(client, coordinator, mailoutbox):
    """The link is made when the letter is sent; looking at it writes nothing."""
    user = open_account(email="new@example.org", name="New Person", by=coordinator, invite=True)
    assert "choose" not in str(Message.objects.values().get())
    send_waiting()
    assert "Ruth Vance added you to ALP Portal" in mailoutbox[0].body
    choose(client, link_in(mailoutbox[0]))
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert not EmailAddress.objects.exists()


def test_invitation_is_not_sent_to_someone_who_is_here_already(door, dana, coordinator, mailoutbox):
    open_account(email=dana.email, name="Dana", by=coordinator, invite=True)
    door.give_password(dana.email, SENTENCE)
    send_waiting()
    assert mailoutbox == []
