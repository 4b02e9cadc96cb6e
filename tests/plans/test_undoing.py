"""Undo after a document, what one said of a revision, or a goal was taken back."""

import pytest
from django.urls import reverse

from files.reading import read as read_file_given
from goals.models import Goal
from history.models import Event
from plans.actions import acknowledge, share_changes
from plans.actions.documents import attach_document
from plans.models import AttachedDocument, TakenBack
from tests.files.making import pdf

CHANGED = "This has changed in the meantime, so it cannot be undone from here."
UNDONE = "Undone. It is as it was before."


def said(answer):
    (message,) = answer.context["messages"]
    return str(message), (message.extra_tags or "").removeprefix("undo:")


def test_a_document_stands_again(world, client_of):
    content, client = read_file_given(pdf(), "report.pdf"), client_of(world.specialist)
    document = attach_document(plan=world.plan, title="ICAP", reader="adults", content=content, by=world.specialist)
    address = reverse("plans:document_withdraw", args=[document.public_id])
    undo = said(client.post(address, {"reason": "Another child"}, follow=True))[1]
    assert not AttachedDocument.objects.get(pk=document.pk).file.stands
    assert said(client.post(undo, follow=True))[0] == UNDONE
    assert AttachedDocument.objects.get(pk=document.pk).file.stands
    assert Event.objects.of(document).first().verb == "plans.document_put_back"
    assert said(client.post(undo, follow=True))[0] == CHANGED


@pytest.fixture
def taken_back(world, client_of):
    """The mother's browser, and the address that undoes what she took back of the revision in force."""
    world.plan.refresh_from_db()
    said_so = acknowledge(revision=world.plan.revision, meaning="took_part", by=world.family, voice="family")
    client, address = client_of(world.family), reverse("plans:take_back", args=[world.plan.public_id])
    return client, said(client.post(address, {"said": said_so.pk}, follow=True))[1]


def test_what_was_said_of_a_revision_is_said_again(world, taken_back):
    client, undo = taken_back
    assert TakenBack.objects.filter(undone_at=None).count() == 1
    assert said(client.post(undo, follow=True))[0] == UNDONE
    assert TakenBack.objects.filter(undone_at=None).count() == 0
    assert said(client.post(undo, follow=True))[0] == CHANGED


def test_of_a_revision_that_was_replaced_nothing_is_said_again(world, taken_back):
    client, undo = taken_back
    Goal.objects.filter(pk=world.goal.pk).update(measure="Another measure")
    share_changes(plan=world.plan, reason="Clearer", by=world.specialist)
    assert "The plan has changed since you opened it" in said(client.post(undo, follow=True))[0]


def test_nobody_says_again_for_somebody_else(world, taken_back, client_of):
    _client, undo = taken_back
    client_of(world.other_parent).post(undo)
    assert TakenBack.objects.filter(undone_at=None).count() == 1


def test_a_goal_is_in_the_plan_again(world, client_of):
    client, address = client_of(world.specialist), reverse("goals:withdraw", args=[world.goal.public_id])
    undo = said(client.post(address, {"reason": "A slip"}, follow=True))[1]
    assert Goal.objects.get(pk=world.goal.pk).withdrawn_at
    assert said(client.post(undo, follow=True))[0] == UNDONE
    goal = Goal.objects.get(pk=world.goal.pk)
    assert (goal.withdrawn_at, goal.withdrawn_by) == (None, None)
    assert Event.objects.of(goal).first().verb == "goals.brought_back"
    assert said(client.post(undo, follow=True))[0] == CHANGED
