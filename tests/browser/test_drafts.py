"""Nothing typed is lost: closed windows, other devices, a line that is down, a session that ended, a grown form."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.journeys import press_save, save

WORDS = "She explained her bridge model at dinner, twice."


@pytest.fixture
def comment_page(address_of):
    return address_of("checkins:comment")


@pytest.fixture
def mother(visitor, sign_in, comment_page):
    def arrive(**options):
        page = visitor(**options)
        sign_in(page, "family@example.org", then=comment_page)
        return page

    return arrive


def type_words(page, words=WORDS):
    """Type as a person does, and wait until the page says that it is kept."""
    page.locator("textarea[name=words]").press_sequentially(words)
    page.locator(".draft-note[data-kind=kept]:not(.warns)", has_text="Draft kept at").wait_for()


def test_words_typed_in_a_window_that_was_closed_are_offered_on_another_device(mother, comment_page, site, axe):
    first = mother()
    type_words(first)
    first.context.close()
    phone = mother(width=390, height=844, has_touch=True)
    offered = phone.locator("main .draft")
    offered.wait_for()
    expect(offered).to_contain_text(WORDS)
    axe(phone)
    offered.get_by_role("button", name="Put it back").click()
    expect(phone.locator("textarea[name=words]")).to_have_value(WORDS)
    save(phone)
    phone.goto("/drafts/")
    expect(phone.locator("main .draft")).to_have_count(0)
    assert site.rows("SELECT count(*) FROM checkins_comment WHERE words = %s", WORDS) == [(1,)]
    phone.goto(comment_page)
    expect(phone.locator("main .draft")).to_have_count(0)


def test_words_are_kept_within_two_seconds_of_rest(mother, site):
    page = mother()
    page.locator("textarea[name=words]").press_sequentially(WORDS)
    rested = time.monotonic()
    page.locator(".draft-note[data-kind=kept]", has_text="Draft kept at").wait_for()
    assert time.monotonic() - rested < 2
    assert WORDS in str(site.rows("SELECT fields FROM drafts_draft WHERE has_words"))


def test_a_draft_says_how_old_it_is_and_is_put_back_or_thrown_away_by_keyboard(mother, site):
    for key, left in (("Put it back", WORDS), ("Throw it away", "")):
        first = mother()
        type_words(first)
        first.context.close()
        site.change("UPDATE drafts_draft SET kept_at = kept_at - interval '2 hours' WHERE has_words")
        page = mother(width=390, height=844)
        offered = page.locator("main .draft")
        expect(offered).to_contain_text("You wrote this 2\u00a0hours ago and did not send it")
        button = offered.get_by_role("button", name=key)
        for _stop in range(60):
            page.keyboard.press("Tab")
            if button.evaluate("one => one === document.activeElement"):
                break
        page.keyboard.press("Enter")
        expect(page.locator("main .draft")).to_have_count(0)
        expect(page.locator("textarea[name=words]")).to_have_value(left)
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto("/drafts/")
        expect(page.locator("main .draft")).to_have_count(1 if left else 0)
        site.change("UPDATE drafts_draft SET has_words = false, fields = '[]', ended_at = now()")
        page.context.close()


def test_a_button_does_not_move_away_under_a_finger_when_a_note_ends(visitor, sign_in, address_of):
    goal = address_of("goals:edit")
    page = visitor(width=390, height=844)
    sign_in(page, "specialist@example.org", then=goal)
    page.locator("[name=measure]").fill("Scores 4 of 5 on the rubric")
    page.locator(".draft-note[data-kind=kept]", has_text="Draft kept at").wait_for()
    page.locator("[name=target]").fill("Three models")
    page.locator(".savebar .btn-primary").click()
    page.wait_for_url("**/plans/**")


def test_while_the_line_is_down_the_page_says_so_and_sends_when_it_is_back(mother):
    page = mother()
    with page.watch.expecting("net::ERR_INTERNET_DISCONNECTED"):
        page.context.set_offline(True)
        page.locator("textarea[name=words]").press_sequentially(WORDS)
        note = page.locator(".draft-note.warns")
        note.wait_for()
        expect(note).to_contain_text("not sent yet")
        page.context.set_offline(False)
    page.locator(".draft-note:not(.warns)", has_text="Draft kept at").wait_for()


def test_a_portal_that_does_not_answer_takes_nothing_and_the_page_stays(mother, site):
    page = mother()
    type_words(page)
    with page.watch.expecting("net::ERR_FAILED"):
        page.context.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
        page.locator("textarea[name=words]").press_sequentially(" And this.")
        press_save(page)
        expect(page.locator(".draft-note.warns")).to_contain_text("not sent yet")
        expect(page.locator("textarea[name=words]")).to_have_value(f"{WORDS} And this.")
        page.context.unroute_all()
    page.on("dialog", lambda dialog: dialog.accept())
    save(page)
    assert site.rows("SELECT words FROM checkins_comment ORDER BY id DESC LIMIT 1") == [(f"{WORDS} And this.",)]


def test_a_draft_that_was_put_back_and_sent_after_signing_in_again_is_offered_no_more(mother, sign_in, comment_page):
    first = mother()
    type_words(first, "Before. ")
    first.context.close()
    page = mother()
    page.locator("main .draft").get_by_role("button", name="Put it back").click()
    page.context.clear_cookies(name="sessionid")
    page.locator("textarea[name=words]").press_sequentially(WORDS)
    page.locator(".draft-note.warns", has_text="You are signed out").wait_for()
    page.on("dialog", lambda dialog: dialog.accept())
    save(page)
    page.get_by_text("what you wrote is kept").wait_for()
    sign_in(page, "family@example.org", then=comment_page)
    page.get_by_role("button", name="Send it now").click()
    page.wait_for_url("**/plans/**")
    page.goto("/drafts/")
    expect(page.locator("main .draft")).to_have_count(0)


def test_a_session_that_ended_while_typing_loses_nothing(mother, sign_in, comment_page, site):
    page = mother()
    page.locator("input[name=reader][value=adults]").check(force=True)
    page.locator("textarea[name=words]").press_sequentially("Before. ")
    page.context.clear_cookies(name="sessionid")
    page.locator("textarea[name=words]").press_sequentially(WORDS)
    page.locator(".draft-note.warns", has_text="You are signed out").wait_for()
    page.on("dialog", lambda dialog: dialog.accept())
    save(page)
    page.get_by_text("what you wrote is kept").wait_for()
    sign_in(page, "family@example.org", then=comment_page)
    page.get_by_role("button", name="Send it now").click()
    page.wait_for_url("**/plans/**")
    assert site.rows("SELECT words FROM checkins_comment ORDER BY id DESC LIMIT 1") == [("Before. " + WORDS,)]


def test_a_goal_with_lines_that_were_added_is_laid_out_again(visitor, sign_in, address_of):
    goal = address_of("goals:edit")
    page = visitor()
    sign_in(page, "specialist@example.org", then=goal)
    page.locator("button[name=add][value=school]").click()
    page.locator("[name^='school-'][name$='-words']").last.press_sequentially("A talk about slope")
    page.locator(".draft-note", has_text="Draft kept at").wait_for()
    page.goto(goal)
    page.locator("main .draft").get_by_role("button", name="Put it back").click()
    expect(page.locator("[name^='school-'][name$='-words']").last).to_have_value("A talk about slope")


@pytest.mark.parametrize("moment", ["before a word", "after the first words"])
def test_signed_in_again_in_another_window_one_goes_on_in_the_first(mother, sign_in, comment_page, site, moment):
    page = mother()
    if moment == "after the first words":
        type_words(page, "Before. ")
    page.context.clear_cookies(name="sessionid")
    second = page.context.new_page()
    sign_in(second, "family@example.org", then="/me/")
    second.close()
    with page.watch.expecting("403"):
        page.locator("textarea[name=words]").press_sequentially(WORDS)
        page.locator(".draft-note[data-kind=kept]:not(.warns)", has_text="Draft kept at").wait_for()
    save(page)
    ((words,),) = site.rows("SELECT words FROM checkins_comment ORDER BY id DESC LIMIT 1")
    assert words.endswith(WORDS)
    page.goto(comment_page)
    expect(page.locator("main .draft")).to_have_count(0)


def test_a_window_goes_on_for_nobody_else_who_signed_in_here(mother, sign_in, site):
    page = mother()
    type_words(page, "Before. ")
    page.context.clear_cookies()
    second = page.context.new_page()
    sign_in(second, "teacher@example.org", then="/me/")
    second.close()
    page.on("dialog", lambda dialog: dialog.accept())
    with page.watch.expecting("40"):
        page.locator("textarea[name=words]").press_sequentially(WORDS)
        expect(page.locator(".draft-note.warns")).to_contain_text("opened by somebody else")
        press_save(page)
        page.get_by_role("heading", name="This page has been open too long").wait_for()
    assert WORDS not in str(site.rows("SELECT words FROM checkins_comment"))
    assert WORDS not in str(site.rows("SELECT fields FROM drafts_draft"))


def test_what_was_just_typed_is_kept_beside_the_draft_that_is_put_back(mother, site):
    first = mother()
    type_words(first)
    first.context.close()
    page = mother()
    page.locator("main .draft").wait_for()
    page.locator("textarea[name=words]").fill("Something new")
    page.locator("main .draft").get_by_role("button", name="Put it back").click()
    expect(page.locator("textarea[name=words]")).to_have_value(WORDS)
    assert "Something new" in str(site.rows("SELECT fields FROM drafts_draft WHERE has_words"))


def test_a_press_while_the_line_is_down_is_not_forgotten(mother, site):
    page = mother()
    type_words(page)
    with page.watch.expecting("net::ERR_INTERNET_DISCONNECTED"):
        page.context.set_offline(True)
        press_save(page)
        expect(page.locator(".draft-note.warns")).to_contain_text("It was not sent: press the button again")
        page.context.set_offline(False)
    note = page.locator(".draft-note[data-kind=kept]", has_text="Draft kept at")
    expect(note).to_contain_text("It was not sent: press the button again")
    save(page)
    assert site.rows("SELECT words FROM checkins_comment ORDER BY id DESC LIMIT 1") == [(WORDS,)]


def test_without_script_the_sentence_stands_above_the_sign_in_and_the_words_first_on_their_page(
    mother, sign_in, comment_page, axe
):
    page = mother(java_script_enabled=False, width=390, height=844)
    page.locator("textarea[name=words]").fill(WORDS)
    page.context.clear_cookies(name="sessionid")
    press_save(page)
    told = page.get_by_role("alert").filter(has_text="what you wrote is kept")
    assert told.bounding_box()["y"] < page.locator("main form").first.bounding_box()["y"]
    sign_in(page, "family@example.org", then=comment_page)
    expect(page.locator("[data-carried] textarea")).to_have_value(WORDS)
    expect(page.locator("[data-carried] h2")).to_be_focused()
    page.get_by_role("button", name="Throw it away").click()
    page.wait_for_url(f"**{comment_page}")
    expect(page.locator("[data-carried]")).to_have_count(0)
