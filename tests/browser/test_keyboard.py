"""Without a mouse: one check-in from a walk over four radios, a long list by single keys, a form that says where."""

import pytest
from playwright.sync_api import expect

from tests.browser.journeys import save


@pytest.fixture
def teacher(page, sign_in, address_of):
    sign_in(page, "teacher@example.org", then=address_of("dashboards:classes"))
    return page


@pytest.fixture
def specialist(page, sign_in, address_of):
    sign_in(page, "specialist@example.org", then=address_of("dashboards:caseload"))
    return page


def focused(page, what="node => node.id"):
    """Something of the element that has the focus."""
    return page.evaluate(f"({what})(document.activeElement)")


def test_walk_over_the_scale_by_arrow_keys_sends_one_check_in(teacher, site):
    sent = []
    teacher.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    levels = teacher.locator("form.ci").first.locator("input[name=level]")
    levels.first.focus()
    teacher.keyboard.press("Space")
    for _press in range(3):
        teacher.keyboard.press("ArrowRight")
    teacher.locator("form.ci .saved:not(:empty)").wait_for()
    expect(levels.last).to_be_checked()
    assert len(sent) == 1
    newest = "SELECT level FROM checkins_checkin ORDER BY happened_on DESC, id DESC LIMIT 1"
    assert site.rows(newest) == [(4,)]


def test_scale_shows_where_the_focus_is(teacher):
    level = teacher.locator("form.ci").first.locator("input[name=level]").first
    label = teacher.locator(f"label[for='{level.get_attribute('id')}']")
    drawn = "node => getComputedStyle(node).outlineStyle + getComputedStyle(node).boxShadow"
    before = label.evaluate(drawn)
    level.focus()
    teacher.keyboard.press("Space")
    assert label.evaluate(drawn) != before


def test_single_keys_walk_the_caseload_and_open_a_row(specialist, address_of):
    page = specialist
    bring_in_company_for_maya(page, address_of)
    names = page.locator("table.cl .name")
    expect(names).to_have_count(2)
    for key, place in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        expect(names.nth(place)).to_be_focused()
    opened = names.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{opened}")


def bring_in_company_for_maya(page, address_of):
    """The list that waits in the prepared world: one more student."""
    page.goto(address_of("rostering:columns"))
    page.locator("#confirm-columns").click()
    page.locator("#bring-in").click()
    page.locator("#to-caseload").click()
    page.wait_for_url(f"**{address_of('dashboards:caseload')}**")


def test_slash_goes_to_the_filter_and_a_key_typed_there_is_a_letter(specialist):
    specialist.keyboard.press("/")
    assert focused(specialist, "node => node.name") == "q"
    specialist.keyboard.type("jk/")
    assert focused(specialist, "node => node.value") == "jk/"


def test_single_keys_can_be_turned_off(specialist):
    specialist.keyboard.press("?")
    specialist.locator("[data-keys-switch]").uncheck()
    specialist.keyboard.press("Escape")
    specialist.reload()
    specialist.keyboard.press("/")
    assert focused(specialist, "node => node.name") != "q"


def test_summary_of_problems_takes_the_focus_and_leads_to_each_field(specialist, address_of):
    specialist.goto(address_of("goals:add"))
    with specialist.watch.expecting("422"):
        save(specialist)
        specialist.locator("[data-error-summary]").wait_for()
    assert focused(specialist, "node => node.hasAttribute('data-error-summary')")
    specialist.keyboard.press("Tab")
    field = focused(specialist, "node => node.hash").removeprefix("#")
    specialist.keyboard.press("Enter")
    assert focused(specialist) == field


def test_first_tab_offers_to_skip_to_the_content(specialist):
    specialist.keyboard.press("Tab")
    assert focused(specialist, "node => node.hash") == "#main"
    assert specialist.locator(".skip").bounding_box()["y"] >= 0
    specialist.keyboard.press("Enter")
    specialist.keyboard.press("Tab")
    assert focused(specialist, "node => !!node.closest('main')")
