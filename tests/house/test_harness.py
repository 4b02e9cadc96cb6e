"""The harness itself: each of its guards must be able to fail."""

import datetime
import re
import socket
from pathlib import Path

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.template import Context, Engine, Origin
from django.urls import path

from alp_portal import urls
from history.clock import now, today
from history.models import Event
from tests.harness.network import NetworkClosed
from tests.harness.pages import faults_of
from tests.harness.strict_templates import OURS, UndefinedVariable, is_ours
from tests.harness.writes import UnwantedWrite, only_writing, table_written

PAGE = "<!doctype html><html lang='en'><title>Plan</title><h1>Plan</h1>{}</html>"


class Goal:
    title = "Read more"
    owner = None


def render(source, ours=True, **context):
    """Render a template as if it stood in this repository, or in somebody else's package."""
    name = str(OURS / "templates" / "goals" / "detail.html") if ours else "/elsewhere/field.html"
    template = Engine().from_string(source)
    template.origin = Origin(name)
    template.nodelist = template.compile_nodelist()
    return template.render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        "{{ missing }}",
        "{{ goal.titel }}",
        "{{ missing|default:'' }}",
        "{% if goal.titel %}x{% endif %}",
        "{% for step in goal.steps %}x{% endfor %}",
        "{% with a=goal.titel %}{{ a }}{% endwith %}",
    ],
)
def test_undefined_variable_in_our_template_fails(source):
    with pytest.raises(UndefinedVariable):
        render(source, goal=Goal())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ goal.title }}", "Read more"),
        ("{% if hint %}x{% endif %}", ""),
        ("{% if goal.owner.name %}x{% endif %}", ""),
        ("{% if counts.late %}x{% endif %}", ""),
    ],
)
def test_defined_or_optional_variable_passes(source, text):
    assert render(source, goal=Goal(), counts={}) == text


def test_undefined_variable_in_a_package_shows_nothing():
    assert render("{{ missing }}{% if goal.titel %}x{% endif %}", ours=False, goal=Goal()) == ""


def test_templates_of_packages_in_the_environment_are_not_ours():
    assert not is_ours(Origin(str(OURS / ".venv" / "lib" / "allauth" / "login.html")))


@pytest.mark.parametrize(
    "part",
    [
        "<style>p{}</style>",
        "<script>alert()</script>",
        "<p style='color:red'>x</p>",
        "<p onclick='x()'>x</p>",
        "<a href='javascript:x()'>x</a>",
        "<p>{{ goal }}</p>",
        "<p title='{% x %}'>x</p>",
        "<i id='a'></i><i id='a'></i>",
        "<label for='nowhere'>x</label>",
        "<img src='/x.png'>",
        "<h1>Again</h1>",
    ],
)
def test_page_with_a_fault_is_told(part):
    assert len(faults_of(PAGE.format(part))) == 1


def test_page_without_title_or_language_is_told():
    assert len(faults_of("<html><h1>x</h1></html>")) == 2


def test_good_page_has_no_faults():
    assert faults_of(PAGE.format("<script src='/static/a.js'></script><label for='a'>x</label><input id='a'>")) == []


def test_network_is_closed():
    with pytest.raises(NetworkClosed), socket.socket() as one:
        one.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkClosed):
        socket.getaddrinfo("example.org", 80)


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ('INSERT INTO "goals_goal" ("id") VALUES (1)', "goals_goal"),
        ('UPDATE "goals_goal" SET "id" = 1', "goals_goal"),
        ('DELETE FROM "goals_goal"', "goals_goal"),
        ('INSERT OR IGNORE INTO "goals_goal" VALUES (1)', "goals_goal"),
        ('SELECT "id" FROM "goals_goal"', ""),
        ("SAVEPOINT s1", ""),
    ],
)
def test_written_table_is_read_from_the_statement(sql, table):
    assert table_written(sql) == table


def make_event():
    return Event.objects.create(
        at=now(), actor_name="system", voice="", verb="tests.made", target="x", audience="staff"
    )


@pytest.mark.django_db
def test_unwanted_write_fails():
    with pytest.raises(UnwantedWrite), transaction.atomic(), only_writing({"django_session"}):
        make_event()
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_nothing_written_sees_a_change(nothing_written):
    with nothing_written():
        pass
    with pytest.raises(AssertionError, match="history_event"), nothing_written():
        make_event()


@pytest.mark.django_db
def test_get_that_writes_fails(client, settings):
    settings.ROOT_URLCONF = __name__
    with pytest.raises(UnwantedWrite):
        client.get("/a-get-that-writes/")


@login_not_required
def a_get_that_writes(request):
    make_event()
    return HttpResponse("ok")


urlpatterns = [path("a-get-that-writes/", a_get_that_writes), *urls.urlpatterns]


@pytest.mark.django_db
def test_query_count_is_exact(assert_query_count):
    with assert_query_count(1):
        Event.objects.count()
    with pytest.raises(pytest.fail.Exception, match="0 queries, expected 1"), assert_query_count(1):
        pass


def test_freeze_stops_the_one_clock(freeze):
    freeze("2026-11-18 23:30")
    assert (now().isoformat(), today()) == ("2026-11-19T06:30:00+00:00", datetime.date(2026, 11, 18))
    freeze("2026-11-19 00:30")
    assert today() == datetime.date(2026, 11, 19)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "again"])
def test_database_is_emptied_after_a_test_that_commits_and_triggers_stand_again(time):
    assert not Event.objects.exists()
    make_event()
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.update(verb="tests.changed")


HURRIED = re.compile(r"assert .*\.(count|inner_text|all_inner_texts|input_value|is_checked|is_visible|get_attribute)\(")


def test_journeys_ask_in_a_way_that_waits():
    """What a page says after a press comes when it comes: `expect(…)` waits for it, a bare question does not."""
    journeys = Path(__file__).parent.parent / "browser"
    asked = [(path.name, line) for path in journeys.glob("*.py") for line in path.read_text().splitlines()]
    assert [(name, line) for name, line in asked if HURRIED.search(line)] == []
    assert HURRIED.search('    assert page.locator(".name").count() > 1')
