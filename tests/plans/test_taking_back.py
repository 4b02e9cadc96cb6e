"""What somebody said of a revision is taken back: told as such, counted no more, and said again if wanted."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from documents.copies import copy_for
from documents.record import record_of
from history.models import Event
from plans.actions import acknowledge, take_back_acknowledgement
from plans.models import Acknowledgement
from plans.queries import said_of
from plans.rules import family_answered
from students.access import Standing


def take_back(world):
    return reverse("plans:take_back", args=[world.plan.public_id])


def the_read(world):
    """What a page sends to take back that the mother has read the plan."""
    return {"said": world.revision.acknowledgements.get(person=world.family.key, meaning="read").pk}


def meanings(world, who):
    said = said_of(world.plan, Standing.of(getattr(world, who), world.student))
    return [(one.meaning, one.holds) for one in said]


def test_acknowledgement_is_taken_back_and_stays_with_its_day(world, client_of):
    dana = client_of(world.family)
    dana.post(take_back(world), the_read(world))
    assert Acknowledgement.objects.filter(revision=world.revision).count() == 1
    assert meanings(world, "family") == meanings(world, "specialist") == [("read", False)]
    assert "taken back on" in client_of(world.specialist).get(
        reverse("dashboards:plan", args=[world.plan.public_id])
    ).content.decode()  # fmt: skip
    assert "plans.acknowledgement_taken_back" in Event.objects.about(world.student).values_list("verb", flat=True)


def test_what_was_taken_back_is_no_answer_of_the_family(world):
    world.plan.participations.update(on=world.plan.shared_at.date() - datetime.timedelta(days=30))
    world.plan.participations.all().update(withdrawn_at=world.plan.shared_at, withdrawn_by=world.specialist)
    assert family_answered(world.plan)
    take_back_acknowledgement(acknowledgement=world.revision.acknowledgements.get(), by=world.family)
    assert not family_answered(world.plan)


def test_said_again_it_holds_again(world, client_of):
    dana = client_of(world.family)
    for _time in range(2):
        dana.post(take_back(world), the_read(world))
    acknowledge(revision=world.revision, meaning="read", by=world.family, voice="family")
    assert meanings(world, "family") == [("read", True)]
    verbs = Event.objects.about(world.student).filter(verb__startswith="plans.acknowledge").order_by("pk")
    assert list(verbs.values_list("verb", flat=True))[-2:] == [
        "plans.acknowledgement_taken_back", "plans.acknowledged"
    ]  # fmt: skip


def test_taken_back_and_said_in_other_words_only_the_new_ones_hold(world, client_of):
    said = {"revision": world.revision, "meaning": "talk", "by": world.family, "voice": "family"}
    client_of(world.family).post(take_back(world), {"said": acknowledge(words="About film", **said).pk})
    acknowledge(words="About math", **said)
    told = said_of(world.plan, Standing.of(world.specialist, world.student))
    assert [(one.words, one.holds) for one in told if one.meaning == "talk"] == [
        ("About film", False), ("About math", True),
    ]  # fmt: skip


def test_nobody_takes_back_what_somebody_else_said(world, client_of, nothing_written):
    paul = client_of(world.other_parent)
    with nothing_written():
        paul.post(take_back(world), the_read(world))
    with pytest.raises(ValidationError):
        take_back_acknowledgement(acknowledgement=world.revision.acknowledgements.get(), by=world.other_parent)


def test_paper_says_when_it_was_taken_back(world):
    take_back_acknowledgement(acknowledgement=world.revision.acknowledgements.get(), by=world.family)
    copy = copy_for(Standing.of(world.specialist, world.student))
    [one] = record_of(world.plan.revision, copy, "en", [])["acknowledgements"]
    assert "taken back on" in one["meaning"]
