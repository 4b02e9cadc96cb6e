"""A mother with an account, a child with a card, and somebody who gives things out."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.urls import reverse

from accounts.actions import issue_pass, open_account
from history.clock import now
from schools.models import AdministrativeUnit, District
from students.models import Student

SENTENCE = "a marmot on a warm rock"


@pytest.fixture
def coordinator(db):
    return open_account(email="ruth@example.org", name="Ruth Vance", by=None)


@pytest.fixture
def dana(coordinator):
    """A mother who signs in by code, and has a password too."""
    user = open_account(email="dana@example.org", name="Dana Thompson", by=coordinator)
    user.set_password(SENTENCE)
    user.save()
    return user


@pytest.fixture
def child(db):
    unit = AdministrativeUnit.objects.create(name="Unit")
    district = District.objects.create(unit=unit, name="District")
    return Student.objects.create(
        district=district, legal_first="Leo", legal_last="Park", sort_name="park leo", search_name="leo park"
    )


@pytest.fixture
def card(child, coordinator):
    """A sign-in card: the pass, and the code that is printed on it."""
    expires_at = now() + datetime.timedelta(days=30)
    issued, secret = issue_pass(child=child, expires_at=expires_at, by=coordinator)
    return SimpleNamespace(issued=issued, secret=secret)


@pytest.fixture
def door(client, db, mailoutbox):
    """The sign-in pages, as a person uses them."""
    return Door(client, mailoutbox)


class Door:
    def __init__(self, client, mailoutbox):
        self.client, self.mailoutbox = client, mailoutbox

    def ask_for_code(self, email, **more):
        return self.client.post(reverse("account_request_login_code"), {"email": email} | more)

    def type_code(self, code, **more):
        return self.client.post(reverse("account_confirm_login_code"), {"code": code} | more)

    def code_in_mail(self):
        return re.search(r"^\s*(\d{6})$", self.mailoutbox[-1].body, re.MULTILINE)[1]

    def wrong_code(self):
        return f"{(int(self.code_in_mail()) + 1) % 1_000_000:06}"

    def give_password(self, email, password, **more):
        return self.client.post(reverse("account_login"), {"login": email, "password": password} | more)

    def give_card(self, secret):
        return self.client.post(reverse("accounts:card"), {"code": secret})

    def is_open(self):
        """Whether this browser is signed in."""
        return self.client.get(reverse("accounts:me")).status_code == 200
