"""Somebody who gets letters, and a letter that says only that an answer is there."""

import pytest

from accounts.actions import open_account
from notices.actions import queue
from notices.letters import LETTERS, Letter


@pytest.fixture
def dana(db, freeze):
    """It is Wednesday, November 18, 2026, nine in the morning in Denver."""
    freeze("2026-11-18 09:00")
    return open_account(email="dana@example.org", name="Dana Thompson", by=None)


@pytest.fixture
def letter(monkeypatch):
    """`letter(still_allowed=…)`: what is asked when the letter `question_answered` is sent."""

    def declare(**asked):
        asked = {"path": lambda message: "/plans/1/"} | asked
        monkeypatch.setitem(LETTERS, "question_answered", Letter("question_answered", **asked))

    declare()
    return declare


@pytest.fixture
def one(dana, letter):
    """`one("key")`: a letter in the outbox."""

    def put(key="key", **more):
        return queue(letter="question_answered", dedupe_key=key, **{"user": dana} | more)

    return put
