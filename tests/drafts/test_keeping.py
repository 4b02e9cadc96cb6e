"""Drafts: kept for their writer alone, offered back, gone when they were sent or the child is seen no more."""

import datetime
import json
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from drafts import actions
from drafts.models import Draft
from drafts.queries import waiting_of
from drafts.tokens import page_token
from history.clock import now, today
from schools.actions import post
from students.actions import end_guardianship
from students.models import Guardianship

WORDS = "Maya picks the second model"


def letter_of(client, page, *, words=WORDS, subject="", sheet=None, **more):
    """What the script of a page sends."""
    request = client.get(page).wsgi_request
    fields = [{"name": "words", "label": "Your words", "value": words}]
    return {
        "token": page_token(request, subject),
        "draft": str(sheet or uuid.uuid4()),
        "door": page,
        "title": "A page",
        "has_words": "1",
        "fields": json.dumps(fields),
    } | more


def keep(client, letter):
    return client.post(reverse("drafts:keep"), letter)


@pytest.fixture
def comment_page(world):
    return reverse("checkins:comment", args=[world.plan.public_id])


def test_a_draft_is_kept_and_shown_to_its_writer_alone(world, client_of, comment_page):
    mother, teacher = client_of(world.family), client_of(world.teacher)
    answer = keep(mother, letter_of(mother, comment_page, subject=world.student.public_id)).json()
    assert answer["kept"].startswith("Draft kept at ")
    assert not answer["ended"]
    waiting = reverse("drafts:waiting")
    assert WORDS in mother.get(waiting).content.decode()
    assert WORDS not in teacher.get(waiting).content.decode()


def test_the_newest_words_of_a_window_replace_the_older_and_another_window_has_its_own(world, client_of, comment_page):
    mother, sheet = client_of(world.family), uuid.uuid4()
    for words in ("One", "One two"):
        keep(mother, letter_of(mother, comment_page, words=words, sheet=sheet))
    keep(mother, letter_of(mother, comment_page, words="Another"))
    assert [draft.texts for draft in waiting_of(world.family)] == [
        [("Your words", "Another")],
        [("Your words", "One two")],
    ]


def test_a_draft_ends_when_its_form_is_taken_and_a_late_copy_does_not_bring_it_back(world, client_of, comment_page):
    mother = client_of(world.family)
    letter = letter_of(mother, comment_page)
    keep(mother, letter)
    mother.post(comment_page, {"reader": "adults", "words": WORDS, "draft": letter["draft"]})
    assert waiting_of(world.family) == []
    assert keep(mother, letter).json()["ended"]
    assert waiting_of(world.family) == []


def test_a_draft_stays_when_its_form_is_refused(world, client_of, comment_page):
    mother = client_of(world.family)
    letter = letter_of(mother, comment_page)
    keep(mother, letter)
    page = mother.post(comment_page, {"reader": "nobody", "words": WORDS, "draft": letter["draft"]})
    assert page.status_code == 200
    assert f'data-sheet="{letter["draft"]}"' in page.content.decode()
    assert len(waiting_of(world.family)) == 1


def test_a_draft_stays_when_the_act_was_refused_with_a_message(world, client_of):
    student = client_of(world.student_user)
    door = reverse("goals:next_step_done", args=[world.goal.public_id])
    sheet = uuid.uuid4()
    actions.keep(by=world.student_user, sheet=sheet, door=door, page="/me/", fields=[])
    assert student.post(door, {"step": "0", "draft": str(sheet)}).status_code == 303
    assert len(waiting_of(world.student_user)) == 1


def test_a_draft_is_unreadable_when_the_relation_ends_and_is_forgotten(world, client_of, comment_page, freeze):
    mother = client_of(world.family)
    keep(mother, letter_of(mother, comment_page, subject=world.student.public_id))
    tie = Guardianship.objects.get(student=world.student, guardian__user=world.family)
    end_guardianship(guardianship=tie, on=today(), by=world.specialist)
    freeze(now() + datetime.timedelta(days=1))
    assert waiting_of(world.family) == []
    actions.forget()
    assert not Draft.objects.filter(person=world.family.key).exists()


def test_what_is_about_no_child_is_kept_without_one(world, client_of):
    specialist = client_of(world.specialist)
    keep(specialist, letter_of(specialist, reverse("students:add")))
    assert len(waiting_of(world.specialist)) == 1


def test_a_window_left_open_by_somebody_else_keeps_nothing(world, client_of, comment_page):
    mother, teacher = client_of(world.family), client_of(world.teacher)
    answer = keep(teacher, letter_of(mother, comment_page))
    assert answer.status_code == 409
    assert "opened by somebody else" in answer.json()["problem"]
    assert not Draft.objects.filter(person=world.teacher.key).exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"fields": "no json"}, "could not be kept"),
        ({"fields": "[1]"}, "could not be kept"),
        ({"fields": json.dumps([{"name": "a", "label": "", "value": 3}])}, "could not be kept"),
        ({"fields": json.dumps([{"name": "a", "label": "", "value": "x" * 500_000}])}, "too long"),
        ({"fields": json.dumps([{"name": "a", "label": "\ud800", "value": "x"}])}, "could not be kept"),
        ({"fields": "[" * 100_000}, "could not be kept"),
        ({"door": "/nowhere/at/all/"}, "could not be kept"),
        ({"door": "/students/?q=" + "x" * 300}, "could not be kept"),
        ({"door": "https://example.org/"}, "could not be kept"),
        ({"draft": "1"}, "could not be kept"),
    ],
)
def test_what_cannot_be_kept_is_said_and_not_kept(world, client_of, comment_page, wrong, sentence):
    mother = client_of(world.family)
    answer = keep(mother, letter_of(mother, comment_page) | wrong)
    assert answer.status_code == 422
    assert sentence in answer.json()["problem"]
    assert waiting_of(world.family) == []


def test_null_bytes_and_secrets_are_left_out(world, client_of, comment_page):
    mother = client_of(world.family)
    fields = [
        {"name": "words", "label": "Words", "value": "a\x00b"},
        {"name": "csrfmiddlewaretoken", "label": "", "value": "t"},
    ]
    keep(mother, letter_of(mother, comment_page, fields=json.dumps(fields)))
    assert waiting_of(world.family)[0].fields == [{"name": "words", "label": "Words", "value": "ab"}]


def test_too_much_waiting_is_refused(world, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)
    given = {"by": world.family, "door": "/", "page": "/", "fields": []}
    actions.keep(sheet=uuid.uuid4(), **given)
    with pytest.raises(ValidationError, match="Too much waits"):
        actions.keep(sheet=uuid.uuid4(), **given)


def test_a_draft_is_thrown_away_by_its_writer_alone(world, client_of, comment_page):
    mother, teacher = client_of(world.family), client_of(world.teacher)
    letter = letter_of(mother, comment_page)
    keep(mother, letter)
    door = reverse("drafts:throw_away")
    assert teacher.post(door, {"draft": letter["draft"]}).status_code == 404
    assert len(waiting_of(world.family)) == 1
    assert mother.post(door, {"draft": letter["draft"]}).status_code == 303
    assert waiting_of(world.family) == []


def test_old_and_ended_drafts_are_forgotten(world):
    given = {"by": world.family, "door": "/", "page": "/", "fields": []}
    long_ago = now() - datetime.timedelta(days=100)
    actions.keep(sheet=uuid.uuid4(), at=long_ago, **given)
    sheet = uuid.uuid4()
    actions.end(by=world.family, sheet=sheet, at=now() - datetime.timedelta(days=2))
    kept = actions.keep(sheet=uuid.uuid4(), **given)
    actions.forget()
    assert list(Draft.objects.filter(person=world.family.key)) == [kept]


def beat(client, world, page, sheet):
    letter = letter_of(client, page, subject=world.student.public_id, sheet=sheet, has_words="0", fields="[]")
    return keep(client, letter).json()


def test_who_else_writes_is_told_to_those_who_write_the_plan(world, client_of):
    page = reverse("goals:edit", args=[world.goal.public_id])
    specialist = client_of(world.specialist)
    helper = world.idle_teacher
    post(user=helper, role="specialist", school=world.school, starts_on=today(), by=world.coordinator)
    there = {"by": helper, "door": page, "page": page, "subject": str(world.student.public_id)}
    actions.keep(sheet=uuid.uuid4(), fields=[], has_words=False, **there)
    assert beat(specialist, world, page, uuid.uuid4())["others"] == f"{helper.name} has this open too."
    assert waiting_of(world.specialist) == []


def test_ones_own_other_window_is_told_until_it_is_closed(world, client_of):
    page = reverse("goals:edit", args=[world.goal.public_id])
    specialist, other = client_of(world.specialist), uuid.uuid4()
    assert beat(specialist, world, page, other)["others"] == ""
    here = uuid.uuid4()
    told = "You have this open in another window too, or had it a moment ago."
    assert beat(specialist, world, page, here)["others"] == told
    letter = letter_of(specialist, page, subject=world.student.public_id, sheet=other, has_words="0", fields="[]")
    assert keep(specialist, letter | {"left": "1"}).json()["ended"] is True
    assert beat(specialist, world, page, here)["others"] == ""


def test_a_window_that_was_closed_takes_no_words_along(world, client_of, comment_page):
    mother = client_of(world.family)
    letter = letter_of(mother, comment_page)
    keep(mother, letter)
    keep(mother, letter | {"left": "1"})
    assert len(waiting_of(world.family)) == 1


def test_nobody_is_said_to_have_a_form_open_that_they_may_not_open(world, client_of):
    page = reverse("goals:edit", args=[world.goal.public_id])
    there = {"by": world.family, "door": page, "page": page, "subject": str(world.student.public_id)}
    actions.keep(sheet=uuid.uuid4(), fields=[], has_words=False, **there)
    assert beat(client_of(world.specialist), world, page, uuid.uuid4())["others"] == ""


def test_nobody_learns_from_here_who_has_a_form_open_that_is_not_theirs(world, client_of, comment_page):
    page = reverse("goals:edit", args=[world.goal.public_id])
    there = {"by": world.specialist, "subject": str(world.student.public_id), "fields": []}
    actions.keep(sheet=uuid.uuid4(), door=page, page=page, **there)
    actions.keep(sheet=uuid.uuid4(), door=comment_page, page=comment_page, **there)
    mother = client_of(world.family)
    for door in (page, comment_page):
        letter = letter_of(mother, comment_page, subject=world.student.public_id) | {"door": door}
        assert keep(mother, letter).json()["others"] == ""
