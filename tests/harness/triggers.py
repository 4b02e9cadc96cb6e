"""Emptying a test database although parts of it refuse to be emptied.

A test that really commits (a race, a worker) cannot be rolled back, so Django empties every table
after it. Append-only tables refuse that, as they should: the triggers are set aside for the
emptying alone, and stand again before the next test.
"""

from contextlib import contextmanager

from django.db import connection
from django.test import TransactionTestCase


def install():
    """Let Django empty the test database after a test that commits."""
    empty = TransactionTestCase._fixture_teardown

    def teardown(self):
        with set_aside():
            empty(self)

    TransactionTestCase._fixture_teardown = teardown


@contextmanager
def set_aside():
    """Without triggers, for the length of the block."""
    if connection.vendor == "sqlite":
        with _dropped_on_sqlite():
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = DEFAULT")


@contextmanager
def _dropped_on_sqlite():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for _name, sql in triggers:
                cursor.execute(sql)
