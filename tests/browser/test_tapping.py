"""A teacher taps row after row: what appears after a tap has its room before, and nothing moves under a finger."""

import pytest

STANDING = """() => [...document.querySelectorAll('main :is(h1, h2, form.ci, .row-s), #class-end')].map((one) => {
    const box = one.getBoundingClientRect();
    return [one.tagName, one.id, box.top + scrollY, box.height];
})"""


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_on_the_class_page_moves_when_a_goal_is_tapped(visitor, sign_in, address_of, width):
    page = visitor(width=width)
    sign_in(page, "teacher@example.org", then=address_of("dashboards:classes"))
    row = page.locator("form.ci").first
    before = page.evaluate(STANDING)
    assert len(before) > 3
    for word in ("o1", "o4"):  # the lowest word offers help, too
        row.locator(f"label.{word}").click()
        row.locator(".saved:not(:empty)").wait_for(state="attached")
        row.get_by_role("button", name="Undo today").wait_for()
        assert page.evaluate(STANDING) == before
