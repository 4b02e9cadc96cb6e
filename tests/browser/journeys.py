"""Steps that several journeys take, each as a person takes it: by what stands on the page."""

import datetime
import re

from history.clock import today


def choose(page, name, value):
    """Tap the label of a radio or a checkbox; the box itself may be hidden behind a picture."""
    box = page.locator(f"input[name='{name}'][value='{value}']").first
    page.locator(f"label[for='{box.get_attribute('id')}']").click()


def save(page):
    """Press the button that a form is about, and wait for the page that answers."""
    with page.expect_navigation():
        press_save(page)


def press_save(page):
    """Press the one button that a form is about, beneath it or in the bar at the end of the page."""
    page.locator("main form .btn-primary:not(.draft *), .savebar .btn-primary").first.click()


def in_days(count):
    """A day counted from today as people here type it, 12/18/2026."""
    return (today() + datetime.timedelta(days=count)).strftime("%m/%d/%Y")


def plain(text):
    """Text with its line breaks and soft hyphens taken away, to compare a page with its paper."""
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


def sign_in_by_code(page, mailbox, address, then=""):
    """Ask for a code, read the letter, type it in. With `then`, arrive there as from a letter's link."""
    before = len(mailbox.letters(address))
    page.goto(then or "/")
    page.locator("input[name=email]").fill(address)
    page.locator("input[name=email]").press("Enter")
    page.locator("input[name=code]").wait_for()
    page.locator("input[name=code]").fill(mailbox.code_for(address, before + 1))
    page.locator("input[name=code]").press("Enter")
    page.wait_for_url(lambda url: "/account/" not in url)


def parts_met(page):
    """How many required parts the rail counts as met, and of how many."""
    met, total = re.search(r"(\d+) of (\d+)", page.locator("#parts-state h2").inner_text()).groups()
    return int(met), int(total)


def tap(place, level):
    """Tap one word of the scale in a place of the page and wait until it says that it is kept."""
    form = place.locator("form[data-autosave]").first
    box = form.locator(f"input[name=level][value='{level}']")
    form.locator(f"label[for='{box.get_attribute('id')}']").click()
    form.locator(".saved:not(:empty)").wait_for()
