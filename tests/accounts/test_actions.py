"""Opening, correcting and closing accounts."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.actions import close_account, correct_account, open_account, send_invitation
from accounts.models import User
from history.models import Event
from notices.models import Message


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_the_same_address_is_the_same_person(db):
    first = open_account(email=" Dana@Example.org", name="Dana Thompson", by=None)
    again = open_account(email="dana@example.ORG", name="Somebody Else", by=None)
    assert again == first
    assert (first.email, again.name) == ("dana@example.org", "Dana Thompson")
    assert verbs() == ["accounts.account_opened"]


def test_people_without_an_address_are_each_their_own(db):
    assert open_account(email=None, name="Leo", by=None) != open_account(email="", name="Leo", by=None)


def test_account_begins_without_a_password(db):
    assert not open_account(email="dana@example.org", name="Dana", by=None).has_usable_password()


@pytest.mark.parametrize("facts", [{"name": "  "}, {"email": "not an address"}, {"language": "tlh"}])
def test_what_does_not_fit_is_refused_and_leaves_nothing(db, facts):
    with pytest.raises(ValidationError):
        open_account(**{"email": "dana@example.org", "name": "Dana", "by": None} | facts)
    assert not User.objects.exists()
    assert not Event.objects.exists()


def test_database_refuses_capitals_in_an_address(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="Dana@example.org", name="Dana")


def test_opening_a_closed_account_reopens_it(dana, coordinator):
    close_account(user=dana, by=coordinator)
    assert open_account(email=dana.email, name="Dana", by=coordinator).is_active
    assert verbs()[-2:] == ["accounts.account_closed", "accounts.account_reopened"]


def test_correction_says_what_differs(dana, coordinator):
    correct_account(user=dana, name="Dana Thompson-Lee", called="", by=coordinator)
    event = Event.objects.latest("pk")
    assert (event.verb, event.actor_name) == ("accounts.account_corrected", "Ruth Vance")
    assert event.changes == [{"field": "name", "before": "Dana Thompson", "after": "Dana Thompson-Lee"}]


def test_correction_of_nothing_is_not_remembered(dana, coordinator):
    before = verbs()
    correct_account(user=dana, name=dana.name, email="DANA@example.org", by=coordinator)
    assert verbs() == before


def test_address_of_somebody_else_is_refused(dana, coordinator):
    with pytest.raises(ValidationError):
        correct_account(user=dana, email="Ruth@example.org", by=coordinator)
    dana.refresh_from_db()
    assert dana.email == "dana@example.org"


def test_old_address_is_told_of_the_change(dana, coordinator):
    correct_account(user=dana, email="new@example.org", by=coordinator)
    assert list(Message.objects.values_list("letter", "to", "user")) == [("address_changed", "dana@example.org", None)]


def test_nobody_closes_the_own_account(dana):
    with pytest.raises(ValidationError):
        close_account(user=dana, by=dana)
    dana.refresh_from_db()
    assert dana.is_active


def test_closing_twice_is_remembered_once(dana, coordinator):
    close_account(user=dana, by=coordinator, reason="Moved away")
    close_account(user=dana, by=coordinator)
    assert verbs().count("accounts.account_closed") == 1


def test_invitation_goes_once_a_day(dana, coordinator, freeze):
    for moment in ("2026-11-18 09:00", "2026-11-18 17:00", "2026-11-19 09:00"):
        freeze(moment)
        send_invitation(user=dana, by=coordinator)
    assert Message.objects.filter(letter="invitation").count() == 2


def test_nobody_is_invited_without_an_address(db):
    with pytest.raises(ValidationError, match="no email address"):
        send_invitation(user=open_account(email=None, name="Leo", by=None), by=None)
