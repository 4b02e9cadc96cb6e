"""The demo is invented once and for all: nothing in it is left to chance."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from accounts.models import User
from alp_portal.demo import build
from checkins.models import CheckIn, Comment
from history.clock import today
from history.models import Event
from plans.models import Plan
from students.models import Student


class TakeBack(Exception):
    """Everything built since goes again."""


def told():
    """Everything a reader could tell apart, without keys and secrets."""
    return [
        list(Student.objects.order_by("pk").values_list("legal_first", "legal_last", "state_id")),
        list(Plan.objects.order_by("pk").values_list("state", "parts_missing", "due_on", "unshared_count")),
        list(CheckIn.objects.order_by("pk").values_list("author_name", "level", "words", "happened_on")),
        list(Comment.objects.order_by("pk").values_list("author_name", "words", "said_at")),
        list(Event.objects.order_by("pk").values_list("verb", "actor_name", "at")),
    ]


def built_and_taken_back():
    try:
        with transaction.atomic():
            build(today())
            seen = told()
            raise TakeBack
    except TakeBack:
        return seen


@pytest.mark.django_db
def test_without_the_demo_setting_nothing_is_built():
    with override_settings(DEMO=False), pytest.raises(CommandError):
        call_command("demo")
    assert not User.objects.exists()


@pytest.mark.deep
@pytest.mark.django_db
def test_the_same_day_gives_the_same_district(freeze):
    freeze("2026-11-20 12:00")
    first = built_and_taken_back()
    assert len(first[0]) == 93
    assert built_and_taken_back() == first
