"""Drafts that hold words which somebody is not to meet again, and the room that drafts may take."""

import json
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from drafts.actions import forget_words, keep
from drafts.models import Draft
from goals.actions import write_goal
from goals.models import Goal


def typed(world, who, *texts, door=None):
    """A draft about Maya, as somebody left it."""
    door = door or reverse("goals:why", args=[world.goal.public_id])
    fields = [{"name": f"box-{n}", "label": "Words", "value": text} for n, text in enumerate(texts)]
    keep(
        by=getattr(world, who), sheet=uuid.uuid4(), door=door, page=door, fields=fields,
        subject=str(world.student.public_id),
    )  # fmt: skip


SAID = 'Mamá says: "why not?"\nI do not know'


@pytest.mark.parametrize(
    ("words", "text", "goes"),
    [
        ("no", "She knows a lot about bridges", False),
        ("Math", "Math", True),
        ("Math", "Ask about Math", False),
        (SAID, SAID.replace("\n", "\r\n"), True),
        (SAID, f"She wrote: {SAID}", True),
        (SAID, json.dumps({"words": SAID}), True),
        (SAID, json.dumps([["words", SAID, ["Mine"], "both"]]), True),
        (SAID, "[" * 100_000, False),
    ],
)
def test_a_draft_goes_that_holds_the_words_and_no_other(world, words, text, goes):
    typed(world, "teacher", text)
    typed(world, "specialist", text)
    spares = {world.specialist.key}
    count = forget_words(words=words, subject=world.student.public_id, spares=lambda person: person.key in spares)
    assert count == goes
    assert Draft.objects.of(world.teacher).exists() is not goes
    assert Draft.objects.of(world.specialist).exists()


def test_what_was_typed_into_a_goal_goes_when_it_is_kept_close(world):
    for who in ("teacher", "specialist", "student_user"):
        typed(world, who, "Because of the bridge")
    typed(world, "teacher", "Elsewhere", door=reverse("checkins:comment", args=[world.plan.public_id]))
    values = {name: getattr(world.goal, name) for name in Goal.PROMISE} | {"audience": "circle"}
    write_goal(plan=world.plan, goal=world.goal, values=values, strategies=[], version=1, by=world.specialist)
    assert [draft.texts for draft in Draft.objects.of(world.teacher)] == [[("Words", "Elsewhere")]]
    assert Draft.objects.of(world.specialist).exists()
    assert Draft.objects.of(world.student_user).exists()


def test_too_much_waits_where_a_form_was_opened_first_too(world, monkeypatch):
    monkeypatch.setattr("drafts.actions.MOST", 1)
    typed(world, "teacher", "One")
    sheet, door = uuid.uuid4(), reverse("goals:why", args=[world.goal.public_id])
    opened = {"by": world.teacher, "sheet": sheet, "door": door, "page": door}
    keep(**opened, fields=[], has_words=False)
    with pytest.raises(ValidationError):
        keep(**opened, fields=[{"name": "words", "label": "Words", "value": "Two"}])
