"""What every journey stands on: a copy of the world, the portal serving it, and a watched Chromium."""

import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import watching, worlds
from tests.browser.site import Mailbox, Site
from tests.world import PASSWORD

WORLD = f"alp_world_{os.environ['TEST_RUN']}"
SHARED = Path(tempfile.gettempdir()) / WORLD  # every process of this run finds the static files here
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 20_000  # milliseconds, on a machine that does four journeys at a time
expect.set_options(timeout=PATIENCE)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in Path(item.path).relative_to(settings.BASE_DIR).parts:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_sessionfinish(session):
    """The process that began the run takes the world away again."""
    if not hasattr(session.config, "workerinput") and SHARED.exists():
        shutil.rmtree(SHARED)
        worlds.drop(WORLD)


@pytest.fixture(scope="session")
def evening():
    """Chromium keeps its own clock, so a journey is walked at the hour it is."""


@pytest.fixture(scope="session")
def world_database():
    """The name of the database that holds the world, built once in a run."""
    if not worlds.is_there():
        pytest.skip(f"no PostgreSQL at {worlds.SERVER.rpartition('@')[2]}")
    SHARED.mkdir(exist_ok=True)
    worlds.prepare(WORLD, SHARED)
    return WORLD


@pytest.fixture
def site(world_database, tmp_path):
    """The portal, serving this journey's own copy of the world; `site.url` is where."""
    with worlds.copy_of(world_database) as database:
        with Site(database, tmp_path, SHARED / "static").running() as running:
            yield running
        assert not running.errors(), "the portal logged:\n" + "\n".join(running.errors())


@pytest.fixture
def mailbox(site):
    """The letters the portal sent: `mailbox.code_for("dana@example.org")`."""
    return Mailbox(site.folder / "mail")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture
def visitor(site, new_context):
    """`visitor(width=390)`: a page in a browser of its own, watched until the end of the test.

    Options of Playwright's `new_context` pass through: `locale`, `color_scheme`, `java_script_enabled` …
    `page.watch.expecting("404")` lets a complaint pass that belongs to the story.
    """
    watched = []

    def arrive(width=1280, height=900, **options):
        context = new_context(base_url=site.url, viewport={"width": width, "height": height}, **options)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.watch = watching.Watch(page, site.url)
        watched.append(page)
        return page

    yield arrive
    for page in watched:
        page.watch.check()


@pytest.fixture
def page(visitor):
    """A visitor at a desk: 1280 pixels, light, with script."""
    return visitor()


@pytest.fixture
def phone(visitor):
    """A visitor with a phone: 390 pixels, touch."""
    return visitor(width=390, height=844, has_touch=True)


@pytest.fixture
def address_of(site):
    """`address_of("goals:add")`: where a door of the access matrix is, with Maya's things behind it."""
    return json.loads((SHARED / worlds.ADDRESSES).read_text()).__getitem__


@pytest.fixture
def axe():
    """`axe(page)`: nothing against WCAG 2.0 to 2.2, A and AA."""
    return watching.axe


@pytest.fixture
def no_overflow():
    """`no_overflow(page)`: nothing to scroll sideways."""
    return watching.no_overflow


@pytest.fixture
def sign_in():
    """`sign_in(page, "elena@example.org")`: with the cast's password, by the form; `then=` says where to."""

    def by_password(page, address, password=PASSWORD, then=""):
        page.goto(reverse("account_login") + (f"?next={then}" if then else ""))
        page.locator("input[name=login]").fill(address)
        page.locator("input[name=password]").fill(password)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(lambda url: reverse("account_login") not in url)

    return by_password
