"""What is posted after the session ended waits for its writer on its page, and is sent with one press. No script."""

import datetime
import uuid

import pytest
from django.urls import reverse

from accounts.actions import issue_pass
from checkins.models import Comment
from drafts.actions import keep
from drafts.boxes import forms_in
from drafts.carrying import is_words
from history.clock import now
from tests.harness.client import CheckedClient
from tests.world import PASSWORD

WORDS = "She talks about the bridge model at dinner"


@pytest.fixture
def comment_page(world):
    return reverse("checkins:comment", args=[world.plan.public_id])


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, "next": "/"})


@pytest.fixture
def signed_out_while_writing(client, comment_page):
    """`signed_out_while_writing(user)`: a browser in which somebody opened the page, and whose session ended."""

    def one(user, page=comment_page):
        sign_in(client, user)
        client.get(page)
        del client.cookies["sessionid"]
        return client

    return one


def test_words_posted_after_a_time_out_wait_on_their_page(world, signed_out_while_writing, comment_page):
    client, said = signed_out_while_writing(world.family), {"reader": "adults", "words": WORDS}
    answer = client.post(comment_page, said, HTTP_REFERER=f"http://testserver{comment_page}?question=1")
    assert answer.status_code == 303
    assert answer["Location"].startswith("/account/sign-in/")
    sign_in_page = client.get(answer["Location"], follow=True).content.decode()
    assert "what you wrote is kept" in sign_in_page
    assert WORDS not in sign_in_page
    sign_in(client, world.family)
    assert WORDS not in client.get("/", follow=True).content.decode()
    page = client.get(comment_page).content.decode()
    assert WORDS in page
    assert f'action="{comment_page}"' in page
    client.post(comment_page, said)
    assert Comment.objects.filter(words=WORDS).count() == 1
    assert "carried" not in client.session


@pytest.mark.parametrize("who", ["student_user", "teacher", "other_parent", "other_family"])
def test_whoever_signs_in_next_does_not_read_them(world, signed_out_while_writing, comment_page, who):
    client = signed_out_while_writing(world.family)
    client.post(comment_page, {"reader": "adults", "words": WORDS})
    sign_in(client, getattr(world, who))
    page = client.get(comment_page)
    assert page.status_code in (200, 404)
    assert WORDS not in page.content.decode()


def test_the_writer_reads_them_only_on_a_page_that_still_opens(world, signed_out_while_writing, comment_page):
    elsewhere = reverse("checkins:comment", args=[world.other_plan.public_id])
    client = signed_out_while_writing(world.family)
    client.post(elsewhere, {"reader": "adults", "words": WORDS})
    sign_in(client, world.family)
    for page in (elsewhere, comment_page):
        assert WORDS not in client.get(page).content.decode()


@pytest.mark.parametrize("cookie", [None, "user:1", "user:1:forged"])
def test_without_the_signed_name_of_the_writer_nothing_is_kept(world, client, comment_page, cookie):
    if cookie:
        client.cookies["writer"] = cookie
    client.post(comment_page, {"reader": "adults", "words": WORDS})
    assert "carried" not in client.session


def test_a_child_with_a_card_keeps_the_words_too(world, client):
    until = now() + datetime.timedelta(days=1)
    _card, secret = issue_pass(child=world.student, expires_at=until, by=world.specialist)
    page = reverse("goals:why", args=[world.goal.public_id])
    client.post(reverse("accounts:card"), {"code": secret})
    client.get(page)
    del client.cookies["sessionid"]
    client.post(page, {"words": WORDS})
    client.post(reverse("accounts:card"), {"code": secret})
    assert WORDS in client.get(page).content.decode()


def test_a_draft_sent_while_signed_out_is_not_carried(world, signed_out_while_writing):
    client = signed_out_while_writing(world.family)
    client.post(reverse("drafts:keep"), {"fields": "[]", "token": "x"})
    assert "carried" not in client.session


def test_two_forms_wait_side_by_side_and_what_a_form_says_of_itself_is_hidden(
    world, signed_out_while_writing, comment_page
):
    why = reverse("goals:why", args=[world.goal.public_id])
    client = signed_out_while_writing(world.student_user)
    client.post(comment_page, {"reader": "adults", "words": WORDS, "base": '{"words": "Of before"}'})
    client.post(why, {"words": "Because of the bridge"})
    sign_in(client, world.student_user)
    assert "Because of the bridge" in client.get(why).content.decode()
    page = client.get(comment_page)
    (form,) = carried_in(page)
    assert [(box.name, box.value) for box in form.boxes] == [("words", WORDS)]
    assert ("base", '{"words": "Of before"}') in form.hidden
    client.post(why, {"words": "Because of the bridge"})
    assert WORDS in client.get(comment_page).content.decode()


def carried_in(page):
    """The forms that a page shows as carried along."""
    return page.context["carried_forms"]


def test_each_box_has_the_name_it_was_typed_under_and_only_what_was_typed_is_shown(world, signed_out_while_writing):
    page = reverse("goals:edit", args=[world.goal.public_id])
    client = signed_out_while_writing(world.specialist, page)
    fields = {name: getattr(world.goal, name) or "" for name in ("statement", "short_label", "measure", "target")}
    lines = {"school-TOTAL_FORMS": "1", "school-0-words": "Twice", "home-TOTAL_FORMS": "0"}
    client.post(page, fields | lines | {"target": "Three", "version": "1"})
    sign_in(client, world.specialist)
    answer = client.get(page)
    (form,) = carried_in(answer)
    assert {box.name: box.label.split(" (")[0] for box in form.boxes} == {
        "target": "Target", "school-0-words": "At school, line 1",
    }  # fmt: skip
    assert ("short_label", world.goal.short_label) in form.hidden
    assert '<label class="form-label" for="carried-1-' in answer.content.decode()


def test_a_box_that_is_not_on_the_page_any_more_is_called_what_you_wrote(world, signed_out_while_writing, comment_page):
    client = signed_out_while_writing(world.family)
    client.post(comment_page, {"gone": WORDS})
    sign_in(client, world.family)
    page = client.get(comment_page)
    assert [(box.name, box.label) for box in carried_in(page)[0].boxes] == [("gone", "")]
    assert ">What you wrote</label>" in page.content.decode()


def test_where_it_was_typed_stands_above_it(world, signed_out_while_writing, comment_page):
    client = signed_out_while_writing(world.family)
    client.post(comment_page, {"reader": "adults", "words": WORDS})
    sign_in(client, world.family)
    (form,) = carried_in(client.get(comment_page))
    assert form.heading
    kept = str(client.session["carried"])
    assert form.heading not in kept
    assert world.student.first_name not in kept


def test_the_boxes_of_a_page_are_read_with_their_names_and_values():
    page = """<h2>About <b>Maya</b></h2><form action="/door/?x=1"><label for="a">What <span>exactly</span></label>
    <textarea id="a" name="words">\nOne &amp; two</textarea><input name="who" aria-label="Who" value="Dana">
    <input type="hidden" name="next" value="/"><input type="radio" name="reader" value="adults"></form>
    <h3>Elsewhere</h3><form><legend>Day</legend><input type="date" name="on"></form>"""
    first, second = forms_in(page, "/here/")
    assert (first.door, first.heading, second.door) == ("/door/", "About Maya", "/here/")
    assert [(box.name, box.label, box.value) for box in first.boxes] == [
        ("words", "What exactly", "One & two"), ("who", "Who", "Dana"),
    ]  # fmt: skip
    assert [box.name for box in second.boxes] == ["on"]


def checking(world):
    client = CheckedClient(enforce_csrf_checks=True)
    client.force_login(world.family, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_page_that_is_too_old_leads_back_to_where_its_draft_is_offered(world, comment_page):
    client, sheet = checking(world), uuid.uuid4()
    keep(by=world.family, sheet=sheet, door=comment_page, page=comment_page, fields=[])
    said = {"reader": "adults", "words": WORDS, "csrfmiddlewaretoken": "old", "draft": str(sheet)}
    answer = client.post(comment_page, said, HTTP_SEC_FETCH_SITE="same-origin")
    assert (answer.status_code, answer["Location"]) == (303, comment_page)
    assert not Comment.objects.filter(words=WORDS).exists()


@pytest.mark.parametrize(
    "headers", [{}, {"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://evil.example"}]
)
def test_another_site_plants_no_words(world, comment_page, headers):
    client = checking(world)
    answer = client.post(comment_page, {"reader": "adults", "words": WORDS}, **headers)
    assert answer.status_code == 403
    assert WORDS not in client.get(comment_page).content.decode()


def test_nobody_is_led_to_another_site(world, comment_page):
    client, sheet = checking(world), uuid.uuid4()
    keep(by=world.family, sheet=sheet, door=comment_page, page=comment_page, fields=[])
    answer = client.post(
        comment_page,
        {"draft": str(sheet)},
        HTTP_SEC_FETCH_SITE="same-origin",
        HTTP_REFERER="http://testserver//evil.example/x",
    )
    assert answer["Location"] == comment_page


def test_only_what_somebody_typed_is_shown_as_words():
    assert is_words("Two words")
    assert is_words("Donaudampfschifffahrtsgesellschaften")
    assert not is_words("6c4a8eaa-3b7e-424a-a8c9-9378be2e67c9")
    assert not is_words("adults")
