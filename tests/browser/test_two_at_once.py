"""Two windows on one goal: each field has a choice of its own, by keyboard, with and without script."""

import pytest
from playwright.sync_api import expect

from tests.browser.journeys import save

SAVED = {"measure": "Explains it to a class", "target": "Five models"}
MINE = {"measure": "Scores 4 of 5 on the rubric", "target": "Three models"}


@pytest.fixture
def windows(visitor, sign_in, address_of):
    """Two windows of the specialist on Maya's goal, the second of which saved first."""

    def open_both(**options):
        goal = address_of("goals:edit")
        pages = [visitor(**options), visitor()]
        for page, words in zip(pages, (MINE, SAVED), strict=True):
            sign_in(page, "specialist@example.org", then=goal)
            for name, text in words.items():
                page.locator(f"[name={name}]").fill(text)
        save(pages[1])
        save(pages[0])
        return pages[0]

    return open_both


def press(page, name, *, row):
    """Go to a button of a row by keyboard and press it."""
    button = page.get_by_role("group", name=row).get_by_role("button", name=name)
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize(
    "options",
    [{"java_script_enabled": False}, {"width": 390, "height": 844, "color_scheme": "dark"}, {"width": 320}],
    ids=["no script", "phone, dark", "narrow"],
)
def test_each_field_is_chosen_by_keyboard_and_the_other_wording_stays_in_sight(
    windows, axe, no_overflow, site, options
):
    page = windows(**options)
    expect(page.get_by_role("heading", name="You changed this in another window")).to_be_visible()
    if options.get("java_script_enabled", True):
        axe(page)
    no_overflow(page)
    press(page, "Use the words of the other window", row="Target")
    expect(page.locator("[name=target]")).to_have_value("Five models")
    expect(page.locator("[name=measure]")).to_have_value(MINE["measure"])
    expect(page.locator("#two-wordings")).to_contain_text("Three models")
    press(page, "Keep mine", row="How we will know")
    save(page)
    assert site.rows("SELECT measure, target FROM goals_goal WHERE measure = %s", MINE["measure"]) == [
        (MINE["measure"], "Five models")
    ]


def test_enter_in_a_box_saves_and_chooses_nothing(windows, site):
    page = windows()
    page.locator("[name=target]").press("Enter")
    page.wait_for_url("**/plans/**")
    assert site.rows("SELECT target FROM goals_goal WHERE measure = %s", MINE["measure"]) == [(MINE["target"],)]
