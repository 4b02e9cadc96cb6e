"""Families and students read Spanish throughout: no string of their pages is without its translation.

Every string that a page asks for is watched while the page is drawn in Spanish. One that comes back
as it was is not translated, unless it reads the same in both languages.
"""

import re

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import trans_real

from plans.actions import share_changes, write_section
from tests.dashboards.reading_pages import text_of

# Signs and places for values, months and hours that are written alike, and names that were translated already.
SAME = re.compile(
    r"(%\(\w+\)[sd]|[^\w]|\d|No|Error|PDF|Personal|Social|[ap]\.m\.|feb|mar|may|jun|jul|sep|oct|nov|Español|Inglés)*"
)


@pytest.fixture
def left_in_english(monkeypatch):
    """The strings that were asked for in Spanish and came back as they were."""
    left = set()

    def watch(name, position):
        plain = getattr(trans_real, name)

        def wrapper(*args):
            said = plain(*args)
            if (
                translation.get_language() == "es"
                and said in args[position : position + 2]
                and not SAME.fullmatch(said)
            ):
                left.add(said)
            return said

        monkeypatch.setattr(translation._trans, name, wrapper)

    for name, position in (("gettext", 0), ("ngettext", 0), ("pgettext", 1), ("npgettext", 1)):
        watch(name, position)
    return left


def in_spanish(world, client_of, name):
    user = getattr(world, name)
    user.language = "es"
    user.save(update_fields=["language"])
    return client_of(user)


def addresses(world, name):
    """The pages of one person."""
    plan, goal = world.plan.public_id, world.goal.public_id
    yield reverse("dashboards:plan", args=[plan])
    yield reverse("dashboards:timeline", args=[plan])
    yield reverse("plans:revisions", args=[plan])
    yield reverse("plans:revision", args=[plan, 2])
    yield reverse("checkins:check_in", args=[goal])
    yield reverse("checkins:comment", args=[plan])
    yield reverse("students:who", args=[world.student.public_id])
    yield reverse("accounts:me")
    if name == "family":
        yield reverse("dashboards:family_child", args=[world.student.public_id])
        yield reverse("checkins:from_home", args=[plan])
        yield reverse("documents:plan", args=[plan])
    else:
        yield reverse("dashboards:me")
        yield reverse("goals:why", args=[goal])
        yield reverse("goals:next_step", args=[goal])
        yield reverse("plans:section", args=[plan, "interests"])


@pytest.mark.parametrize("name", ["family", "student_user"])
def test_no_string_of_their_pages_is_left_in_english(world, client_of, left_in_english, name):
    section = world.plan.sections.get(code="needs")
    more = {"words": "Time to explain.", "version": section.version}
    write_section(plan=world.plan, code="needs", by=world.specialist, voice="staff", **more)
    share_changes(plan=world.plan, by=world.specialist, reason="More time")
    client = in_spanish(world, client_of, name)
    for address in addresses(world, name):
        page = client.get(address)
        assert (address, page.status_code) == (address, 200)
        assert '<html lang="es"' in page.content.decode()
        assert (address, left_in_english) == (address, set())


def test_a_refused_note_is_refused_in_spanish(world, client_of, left_in_english):
    client = in_spanish(world, client_of, "family")
    page = client.post(reverse("checkins:from_home", args=[world.plan.public_id]), {"words": "", "reader": ""})
    assert "Elija quién lee sus palabras." in page.content.decode()
    assert left_in_english == set()


def test_a_family_that_waits_reads_spanish(world, client_of, left_in_english):
    client = in_spanish(world, client_of, "other_family")
    page = client.get(reverse("dashboards:family_child", args=[world.other_student.public_id]))
    assert "El plan se está escribiendo" in text_of(page, "main")
    assert left_in_english == set()


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_request_login_code", "account_reset_password", "accounts:card", "account_signup"],
)
def test_signing_in_is_in_spanish(client, left_in_english, name, db):
    client.cookies["django_language"] = "es"
    assert '<html lang="es"' in client.get(reverse(name)).content.decode()
    assert left_in_english == set()


def test_an_address_that_is_not_there_is_said_in_spanish(client_of, world, left_in_english):
    page = in_spanish(world, client_of, "family").get("/nothing/")
    assert page.status_code == 404
    assert "Aquí no hay nada para usted" in page.content.decode()
    assert left_in_english == set()


def test_the_question_is_tu_and_the_page_is_usted(world, client_of):
    page = in_spanish(world, client_of, "family").get(
        reverse("dashboards:family_child", args=[world.student.public_id])
    )
    told = text_of(page, "main")
    assert "Esta semana con Maya" in told
    assert "Las dos metas de Maya" in told
    assert page.context["talk"].question.count("¿") >= 1
    assert re.search(r"[Uu]sted", told)
