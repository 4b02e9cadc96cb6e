"""Four people work on one plan at the same time, and everything goes wrong that can. No word is lost.

Each types sentences that nobody else types. Windows are closed, sign-ins end, the line goes down, the
portal is killed, and two windows write the same thing. In the end each sentence is looked for: in the
record, or as a draft that is offered to its writer.
"""

import itertools
import json
import random
import re
import time

import pytest
from playwright.sync_api import Error

from tests.browser.journeys import press_save

KEPT = ".draft-note[data-kind=kept]:not(.warns):not(:empty)"
COMPLAINTS = "net::ERR_|Failed to fetch|NetworkError|status of (422|403|409|503)"
RECORD = {
    "checkins_comment": "words",
    "checkins_checkin": "words",
    "goals_nextstep": "words",
    "goals_goal": "concat(why, ' ', target, ' ', measure)",
    "plans_section": "words",
    "history_event": "concat(changes::text, ' ', data::text)",
    "drafts_draft": "fields::text",
}


class Person:
    """One of the four, with the boxes they write in and a browser that may be closed and opened again."""

    def __init__(self, key, arrive, sign_in, boxes):
        self.key, self.arrive, self.sign_in, self.boxes = key, arrive, sign_in, boxes
        self.page = None
        self.count = itertools.count(1)

    def here(self):
        """The page of the browser, opened and signed in when it is not."""
        if self.page is None or self.page.is_closed():
            self.page = self.arrive()
            self.page.on("dialog", lambda dialog: dialog.accept())
            self.sign_in(self.page, f"{self.key}@example.org")
        return self.page

    def open(self, door):
        """Go to a form, by way of signing in again where that has ended."""
        page = self.here()
        go(page, door)
        if "/account/" in page.url:
            self.sign_in(page, f"{self.key}@example.org", then=door)
        return page

    def type(self, door, field, how):
        """Type a sentence of one's own into a box and wait until it is kept."""
        page, words = self.open(door), f"{self.key} says {next(self.count)} zx"
        box = page.locator(f"main form:not([data-carried] form) [name='{field}']").first
        box.fill(f"{box.input_value()} {words}.".strip() if how == "adds" else f"{words}.")
        page.locator(KEPT).first.wait_for()
        if (own := page.locator("input[type=radio][name=whose][value=self]")).count():
            own.check()
        return page, words


def go(page, door):
    """Go to a page; where a form that was just sent arrives first, go there after it."""
    try:
        page.goto(door)
    except Error as problem:
        if "ERR_ABORTED" not in problem.message:
            raise
        page.wait_for_load_state()
        page.goto(door)


def send(page):
    """Press the button, and where somebody else was quicker choose by chance, of all or of some; in the end keep
    one's own words, and save."""
    before = page.url
    save_button(page).click()
    for _turn in range(20):
        page.wait_for_load_state()
        if page.url != before or not page.locator("button[name=keep]").count():
            return
        for _choice in range(random.randrange(3)):  # noqa: S311
            choose(page, "button[name=keep]")
        choose(page, "button[name=keep][value='mine']")
        while page.locator("button[name=keep][value^='mine:']").count():
            choose(page, "button[name=keep][value^='mine:']")
        save_button(page).click()


def choose(page, buttons):
    """Press one of these by chance, where there are any."""
    if count := page.locator(buttons).count():
        page.locator(buttons).nth(random.randrange(count)).click()  # noqa: S311
        page.wait_for_load_state()


def save_button(page):
    """The button that saves, and none that chooses between two wordings."""
    return page.locator("main form .btn-primary:not([name=keep]), .savebar .btn-primary").first


# What may go wrong between typing and sending. ---------------------------------------------------
def nothing(person, page, site):
    send(page)


def window_is_closed(person, page, site):
    page.context.close()


def sign_in_ends(person, page, site):
    page.context.clear_cookies(name="sessionid")
    press_save(page)
    page.wait_for_load_state()


def line_goes_down(person, page, site):
    page.context.set_offline(True)
    page.locator("main form textarea, main form input[type=text]").first.press_sequentially(" ")
    page.locator(".draft-note.warns").first.wait_for()
    page.context.set_offline(False)
    page.locator(KEPT).first.wait_for()
    send(page)


def portal_is_killed(person, page, site):
    site.be_killed()
    send(page)


def portal_is_killed_while_it_saves(person, page, site):
    page.evaluate(
        "setTimeout(() => document.querySelector('main form .btn-primary, .savebar .btn-primary').click(), 30)"
    )
    time.sleep(random.random() / 5)  # noqa: S311
    site.be_killed()


MISHAPS = [nothing, nothing, nothing, window_is_closed, sign_in_ends, line_goes_down, portal_is_killed]
MISHAPS.append(portal_is_killed_while_it_saves)


def everything(site):
    """All text of the record and of the drafts."""
    told = (site.rows(f"SELECT {column} FROM {table}") for table, column in RECORD.items())
    return re.sub(r"\s+", " ", json.dumps([row[0] for rows in told for row in rows], ensure_ascii=False))


@pytest.fixture
def four(visitor, sign_in, address_of):
    def arrive(**options):
        page = visitor(**options)
        page.watch.expected.append(COMPLAINTS)
        return page

    comment, goal, check_in = (address_of(door) for door in ("checkins:comment", "goals:edit", "checkins:check_in"))
    why, step = address_of("goals:why"), address_of("goals:next_step")
    strengths = address_of("plans:section")
    interests = re.sub(r"/sections/[\w-]+/", "/sections/interests/", strengths)
    boxes = {
        "specialist": [(strengths, "words", "adds"), (goal, "measure", "adds"), (interests, "words", "adds")],
        "teacher": [(check_in, "words", "writes"), (interests, "words", "adds"), (comment, "words", "writes")],
        "family": [(comment, "words", "writes"), (check_in, "words", "writes")],
        "maya": [(why, "words", "writes"), (step, "words", "writes"), (interests, "words", "adds")],
    }
    return [Person(key, arrive, sign_in, boxes[key]) for key in boxes]


def work_together(people, site, *, seconds, chance):
    """Let the four write for so long. Returns every sentence that was kept, with what happened to it."""
    typed, until = {}, time.monotonic() + seconds
    while time.monotonic() < until:
        pair = chance.sample(people, 2)
        opened = [(person, *person.type(*chance.choice(person.boxes))) for person in pair]
        for person, page, words in opened:
            mishap = chance.choice(MISHAPS)
            typed[words] = mishap.__name__
            try:
                mishap(person, page, site)
            except Error as problem:
                typed[words] += f" ({problem.message.splitlines()[0]})"
    return typed


def check_nothing_is_lost(people, site, *, seconds):
    seed = random.randrange(10**6)  # noqa: S311
    typed = work_together(people, site, seconds=seconds, chance=random.Random(seed))  # noqa: S311
    for person in people:
        if person.page and not person.page.is_closed():
            person.page.context.close()
    found = everything(site)
    lost = {words: what for words, what in typed.items() if f"{words}." not in found}
    assert not lost, f"lost of {len(typed)} (seed {seed}): {lost}"
    assert len(typed) > seconds / 20
    site.log.write_text("")  # a portal that is killed complains


@pytest.mark.long
def test_no_word_is_lost_in_half_a_minute_of_conflicts_timeouts_and_kills(four, site):
    check_nothing_is_lost(four, site, seconds=30)


@pytest.mark.deep
def test_no_word_is_lost_in_ten_minutes_of_conflicts_timeouts_and_kills(four, site):
    check_nothing_is_lost(four, site, seconds=600)
