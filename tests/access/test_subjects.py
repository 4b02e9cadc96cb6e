"""Whatever is typed about a child is kept under that child, so that it goes when the relation ends: as its page
says, and as the address says to which it is sent."""

import pytest
from django.urls import resolve
from lxml import html

from drafts.registry import subject_at
from drafts.tokens import read_token
from tests.access.doors import EVERYONE, MAY, address_of
from tests.access.table import MATRIX

ABOUT_NO_CHILD = (
    "accounts:", "drafts:", "rostering:", "schools:", "students:add", "students:class", "students:find",
    "students:teacher_end",
)  # fmt: skip
TEXT = """.//textarea[not(@form)]
    | .//input[not(@form) and (@type='text' or @type='number' or @type='email' or @type='tel' or not(@type))]"""


def form_has_text(page, form):
    """Whether somebody can type in a form: in it, or in a box that belongs to it by name."""
    return form.xpath(TEXT) or page.xpath(f"//textarea[@form='{form.get('id')}']")


def forms_that_keep(page):
    """The forms of a page that keep what is typed, each with the facts of its token."""
    box = page.get_element_by_id("drafts", None)
    if box is None:
        return
    for form in page.forms:
        if form.method == "POST" and form.get("data-no-draft") is None and form_has_text(page, form):
            yield form, read_token(form.get("data-draft-token") or box.get("data-token"))


@pytest.mark.parametrize("who", ["specialist", "teacher", "family", "student_user", "card"])
def test_every_form_about_a_child_keeps_its_words_under_that_child(world, door, who):
    client, row, without = door(who), EVERYONE.index(who), []
    for name, (looking, _acting) in MATRIX.items():
        if looking[row] != MAY or name.startswith(ABOUT_NO_CHILD):
            continue
        answer = client.get(address_of(name, world))
        page = b"" if answer.streaming else answer.content
        answer.close()
        if not page.startswith(b"<!doctype html>"):
            continue
        for form, (_person, _page, subject) in forms_that_keep(html.fromstring(page.decode())):
            named = subject_at(resolve((form.action or address_of(name, world)).partition("?")[0]))
            without += [] if subject == named == str(world.student.public_id) else [(name, form.action)]
    assert without == []
