"""Every form with a box to type in keeps what is typed, behind every door and for everybody it opens to."""

import re

import pytest
from django.urls import resolve
from lxml import html

from tests.access.doors import INSIDE, MAY, address_of
from tests.access.table import MATRIX

TYPED = ("text", "number", "email", "tel")  # as static/js/drafts.js has them
KINDS = " or ".join(f"@type='{kind}'" for kind in TYPED)
BOX = f"(self::textarea or self::input[not(@type) or {KINDS}])"


def boxes_of(form, page):
    """The boxes of a form: in it, or anywhere on the page when they belong to it by name."""
    elsewhere = page.xpath(f"//*[{BOX}][@form=$key]", key=form.get("id")) if form.get("id") else []
    return [*form.xpath(f".//*[{BOX}][not(@form)]"), *elsewhere]


def forms_with_boxes(page):
    return [form for form in page.forms if form.method == "POST" and boxes_of(form, page)]


def faults_of(page, name, address):
    """What keeps a form with a box on this page from being kept."""
    for form in forms_with_boxes(page):
        where = f"{name} {form.action or ''} {[box.get('name') for box in boxes_of(form, page)]}"
        if form.get("data-no-draft") is not None:
            yield f"{where} says that it is not to be kept"
        elif not page.xpath("//*[@id='drafts']") or not page.xpath("//script[contains(@src, 'drafts')]"):
            yield f"{where} stands on a page without the script that keeps it"
        elif any(box.get("maxlength") for box in boxes_of(form, page)):
            yield f"{where} lets the browser cut what is pasted"
        elif not form.xpath(".//input[@name='csrfmiddlewaretoken']"):
            yield f"{where} has nothing to be sent with"
        else:
            resolve((form.action or address).partition("?")[0])


def walked(world, door, name):
    """Every page behind a door, for each of those around Maya to whom it opens."""
    address = address_of(name, world)
    for who, meant in zip(INSIDE, MATRIX[name][0], strict=False):
        if meant == MAY:
            answer = door(who).get(address, follow=True)
            text = b"" if answer.streaming else answer.content
            answer.close()
            if text.startswith(b"<!doctype html>"):
                yield html.fromstring(text.decode()), answer.request["PATH_INFO"]


@pytest.mark.parametrize("name", [name for name, (looks, _acts) in MATRIX.items() if MAY in looks])
def test_what_is_typed_into_any_form_is_kept(world, door, name):
    assert [fault for page, address in walked(world, door, name) for fault in faults_of(page, name, address)] == []


@pytest.mark.parametrize("name", ["goals:edit", "goals:why", "checkins:comment", "plans:section", "students:correct"])
def test_the_walk_meets_the_forms_it_is_about(world, door, name):
    assert any(forms_with_boxes(page) for page, _address in walked(world, door, name))


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("<form method=post><textarea name=words></textarea></form>", "without the script"),
        ("<form method=post data-no-draft><textarea name=words></textarea></form>", "not to be kept"),
        ("<p id=drafts><script src=drafts.js></script><form method=post><input name=who></form>", "to be sent with"),
        ("<form id=a method=post></form><input form=a name=who>", "without the script"),
        ("<p id=drafts><script src=drafts.js></script><form method=post><input name=a maxlength=9>", "cut"),
    ],
)
def test_a_form_that_keeps_nothing_is_found(page, fault):
    (found,) = faults_of(html.fromstring(f"<html><body>{page}</body></html>"), "plans:section", "/")
    assert fault in found


def test_the_script_knows_the_same_boxes(settings):
    script = (settings.BASE_DIR / "static/js/drafts.js").read_text()
    kinds = re.search(r'const TEXT = "([^"]+)"', script)[1]
    assert set(re.findall(r"type=(\w+)", kinds)) == set(TYPED)
    assert "textarea" in kinds
    assert "input:not([type])" in kinds
