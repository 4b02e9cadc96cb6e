"""The browser harness itself: each of its guards must be able to fail."""

import psycopg2
import pytest

SIGN_IN, ME = "/account/sign-in/", "/account/"


def test_sign_in_page_is_sound_at_a_desk_and_on_a_phone(page, phone, axe, no_overflow):
    for visitor in (page, phone):
        visitor.goto(SIGN_IN)
        axe(visitor)
        no_overflow(visitor)


def test_code_comes_by_mail_and_opens_the_door(page, mailbox):
    page.goto(f"{SIGN_IN}?next={ME}")
    page.locator("input[name=email]").fill("root@example.org")
    page.locator("input[name=email]").press("Enter")
    page.locator("input[name=code]").fill(mailbox.code_for("root@example.org"))
    page.locator("input[name=code]").press("Enter")
    page.wait_for_url(f"**{ME}")


def test_password_opens_the_door(page, sign_in):
    sign_in(page, "root@example.org", then=ME)
    page.wait_for_url(f"**{ME}")


def test_triggers_stand_in_every_copy(site):
    assert site.rows("SELECT count(*) FROM history_event")[0][0] > 0
    with pytest.raises(psycopg2.IntegrityError, match="append-only"):
        site.rows("UPDATE history_event SET verb = 'tests.changed' RETURNING 1")


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("console.error('broken')", "broken"),
        ("setTimeout(() => { throw new Error('broken later') })", "broken later"),
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
        (
            "document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}))",
            "Content Security",
        ),
        ("fetch('https://example.org/').catch(() => null)", "connect-src"),
        ("location.href = 'http://localhost:1/'", "asked another machine"),
        ("fetch('/no-such-page/')", "404"),
    ],
)
def test_watch_tells_what_the_browser_complains_of(page, script, told):
    page.goto(SIGN_IN)
    page.evaluate(f"() => {{ {script} }}")
    page.wait_for_timeout(300)
    with pytest.raises(AssertionError, match=told):
        page.watch.check()
    page.watch.faults.clear()


def test_watch_lets_pass_what_the_story_expects(page):
    with page.watch.expecting("404"):
        page.goto("/no-such-page/")
        page.wait_for_timeout(100)
    page.watch.check()


def test_axe_and_overflow_can_fail(page, axe, no_overflow):
    page.goto(SIGN_IN)
    page.evaluate(
        """() => {
        const image = document.createElement('img');
        image.width = 3000;
        document.querySelector('main').append(image);
    }"""
    )
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
    with pytest.raises(AssertionError, match="<img"):
        no_overflow(page)
