"""What every test stands on. See docs/development.md."""

import datetime
import os
import shutil
import zoneinfo
from contextlib import contextmanager

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from students.models import Guardian
from tests.harness import network, strict_templates, triggers
from tests.harness.client import CheckedClient
from tests.harness.writes import GET_MAY_WRITE, only_writing, rows_of_every_table

DENVER = zoneinfo.ZoneInfo("America/Denver")
CI = bool(os.environ.get("CI"))
DEEP = bool(os.environ.get("TEST_DEEP"))


def pytest_configure(config):
    strict_templates.install()
    triggers.install()


def pytest_collection_modifyitems(config, items):
    """Leave out what says nothing here: races on SQLite, the long matrix outside make test-deep."""
    from_postgres = "postgres" in os.environ["DATABASE_URL"]
    left_out = [
        item
        for item in items
        if (item.get_closest_marker("postgresql") and not from_postgres)
        or (item.get_closest_marker("deep") and not DEEP)
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_runtest_setup(item):
    for marker in item.iter_markers("needs"):
        if shutil.which(marker.args[0]) is None:
            pytest.skip(f"{marker.args[0]} is not installed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """With CI set nothing may be skipped."""
    report = yield
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and with CI set nothing may be: {report.longrepr}"
    return report


@pytest.fixture(scope="session", autouse=True)
def closed_network():
    """No test speaks to another machine."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        network.close(monkeypatch)
        yield


@pytest.fixture(scope="session", autouse=True)
def evening():
    """The suite runs on the evening of `TEST_DAY`, at an hour when UTC already has tomorrow's date: a day
    taken from the wrong clock is found whenever the tests run, and not on some evenings only."""
    day = datetime.date.fromisoformat(os.environ.get("TEST_DAY", "2026-11-18"))
    with time_machine.travel(datetime.datetime.combine(day, datetime.time(19), tzinfo=DENVER)):
        yield


@pytest.fixture(autouse=True)
def english_again():
    """A request leaves its reader's language behind; the next test begins in English."""
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def client():
    """A browser without script, whose every page is checked."""
    return CheckedClient()


@pytest.fixture
def client_of(client):
    """`client_of(user)`: a checked client, signed in as that person."""

    def sign_in(user):
        one = CheckedClient()
        one.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return one

    return sign_in


@pytest.fixture
def freeze():
    """`freeze("2026-11-18 09:00")`: stop the clock at a moment, Denver time unless it says otherwise."""
    with_clock = []

    def stop(moment):
        if isinstance(moment, str):
            moment = datetime.datetime.fromisoformat(moment)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=DENVER)
        while with_clock:
            with_clock.pop().stop()
        clock = time_machine.travel(moment, tick=False)
        clock.start()
        with_clock.append(clock)
        return moment

    yield stop
    while with_clock:
        with_clock.pop().stop()


@pytest.fixture
def assert_query_count():
    """`with assert_query_count(7):` exactly so many queries, and all of them shown otherwise."""

    @contextmanager
    def exactly(number):
        with CaptureQueriesContext(connection) as queries:
            yield queries
        if len(queries) != number:
            listed = "\n".join(f"{n}. {query['sql'][:300]}" for n, query in enumerate(queries, 1))
            pytest.fail(f"{len(queries)} queries, expected {number}:\n{listed}", pytrace=False)

    return exactly


@pytest.fixture
def nothing_written():
    """`with nothing_written():` every table is the same after as before, but for looks, sessions and what was
    typed, which is kept for its writer."""

    @contextmanager
    def unchanged(may_change=GET_MAY_WRITE | {"drafts_draft"}):
        before = rows_of_every_table()
        yield
        after = rows_of_every_table()
        changed = sorted(table for table in before if before[table] != after[table] and table not in may_change)
        assert not changed, f"changed: {', '.join(changed)}"

    return unchanged


@pytest.fixture
def get_never_writes():
    """`with get_never_writes():` a write to any table but the few that a look may touch fails at once."""

    @contextmanager
    def watched(tables=GET_MAY_WRITE):
        with only_writing(tables):
            yield

    return watched


@pytest.fixture
def spanish(world):
    """The room's world, in which Maya's mother reads Spanish, as her record says."""
    Guardian.objects.filter(user=world.family).update(language="es")
    return world
