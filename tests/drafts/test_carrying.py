"""What is posted after the session ended, or from a page that is too old, is kept for the same page. Without script."""

import datetime

import pytest
from django.urls import reverse

from accounts.actions import issue_pass
from checkins.models import Comment
from history.clock import now
from tests.harness.client import CheckedClient
from tests.world import PASSWORD

WORDS = "She talks about the bridge model at dinner"


@pytest.fixture
def comment_page(world):
    return reverse("checkins:comment", args=[world.plan.public_id])


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, "next": "/"})


def test_words_posted_after_a_time_out_wait_on_their_page_and_are_sent_with_one_press(world, client, comment_page):
    said = {"reader": "adults", "words": WORDS}
    answer = client.post(comment_page, said, HTTP_REFERER=f"http://testserver{comment_page}?question=1")
    assert answer.status_code == 303
    assert answer["Location"].startswith("/account/sign-in/")
    sign_in_page = client.get(answer["Location"]).content.decode()
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


def test_whoever_may_not_open_the_page_does_not_read_the_words(world, client, comment_page):
    client.post(comment_page, {"reader": "adults", "words": WORDS})
    sign_in(client, world.other_family)
    page = client.get(comment_page)
    assert page.status_code == 404
    assert WORDS not in page.content.decode()


def test_a_child_with_a_card_keeps_the_words_too(world, client):
    until = now() + datetime.timedelta(days=1)
    _card, secret = issue_pass(child=world.student, expires_at=until, by=world.specialist)
    page = reverse("goals:why", args=[world.goal.public_id])
    client.post(page, {"words": WORDS})
    client.post(reverse("accounts:card"), {"code": secret})
    assert WORDS in client.get(page).content.decode()


def test_a_draft_sent_while_signed_out_is_not_carried(db, client):
    client.post(reverse("drafts:keep"), {"fields": "[]", "token": "x"})
    assert "carried" not in client.session


def checking(world):
    client = CheckedClient(enforce_csrf_checks=True)
    client.force_login(world.family, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_page_that_is_too_old_gives_the_words_back(world, comment_page):
    client = checking(world)
    said = {"reader": "adults", "words": WORDS, "csrfmiddlewaretoken": "old"}
    answer = client.post(comment_page, said, HTTP_SEC_FETCH_SITE="same-origin")
    assert (answer.status_code, answer["Location"]) == (303, comment_page)
    assert WORDS in client.get(comment_page).content.decode()
    assert not Comment.objects.filter(words=WORDS).exists()


@pytest.mark.parametrize(
    "headers", [{}, {"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://evil.example"}]
)
def test_another_site_plants_no_words(world, comment_page, headers):
    client = checking(world)
    answer = client.post(comment_page, {"reader": "adults", "words": WORDS}, **headers)
    assert answer.status_code == 403
    assert WORDS not in client.get(comment_page).content.decode()


def test_the_words_of_two_forms_wait_side_by_side_and_what_a_form_says_of_itself_is_hidden(world, client, comment_page):
    why = reverse("goals:why", args=[world.goal.public_id])
    client.post(comment_page, {"reader": "adults", "words": WORDS, "base": '{"words": "Of before"}'})
    client.post(why, {"words": "Because of the bridge"})
    sign_in(client, world.student_user)
    assert "Because of the bridge" in client.get(why).content.decode()
    page = client.get(comment_page)
    assert page.context["carried_forms"][0]["words"] == [("words", WORDS)]
    client.post(why, {"words": "Because of the bridge"})
    assert WORDS in client.get(comment_page).content.decode()
