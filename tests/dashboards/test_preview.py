"""The plan as each of the family will read it: whoever signs in, and whoever has it handed over on paper."""

import pytest
from django.urls import reverse

from plans.actions.translating import translate
from plans.to_translate import tasks_of
from students.actions import add_guardian, correct_guardianship
from students.models import Guardian

HELP = "Ask Maya to explain one model"  # at home, and only in Dana's


@pytest.fixture
def look(world, client_of):
    """`look(tie)`: the page as one adult of the family will read it."""

    def get(tie):
        address = reverse("dashboards:preview", args=[world.plan.public_id])
        return client_of(world.specialist).get(address, {"as": tie.pk})

    return get


def without_account(world, tie):
    """The same adult, with no way to sign in."""
    Guardian.objects.filter(pk=tie.guardian_id).update(user=None, email="", language="es")
    return tie


def named(answer):
    return [(one.name, bool(one.on_paper)) for one in answer.context["readers"]]


def test_everybody_who_may_read_the_plan_is_there_and_who_has_no_account_is_named(world, look):
    without_account(world, world.other_parent_tie)
    answer = look(world.other_parent_tie)
    assert named(answer) == [
        ("Dana Thompson, Mother", False),
        ("Paul Thompson, Father", True),
        ("Maya Thompson", False),
    ]
    page = answer.content.decode()
    assert "What Paul Thompson, Father will read" in page
    assert "Paul Thompson has no account and reads Spanish." in page
    assert "has no account" not in look(world.family_tie).content.decode()


def test_a_closed_account_reads_on_paper(world, look):
    world.other_parent.is_active = False
    world.other_parent.save(update_fields=["is_active"])
    assert named(look(world.family_tie))[1] == ("Paul Thompson, Father", True)


def test_without_education_rights_nobody_reads_it_in_any_way(world, look):
    without_account(world, world.other_parent_tie)
    correct_guardianship(guardianship=world.other_parent_tie, education_rights=False, by=world.specialist)
    assert [name for name, _paper in named(look(world.family_tie))] == ["Dana Thompson, Mother", "Maya Thompson"]


def test_each_home_reads_its_own_help_with_an_account_or_without(world, look):
    def shown():
        return [HELP in look(tie).content.decode() for tie in (world.family_tie, world.other_parent_tie)]

    assert shown() == [True, False]
    for tie in (world.family_tie, world.other_parent_tie):
        without_account(world, tie)
    assert shown() == [True, False]


def test_an_adult_of_no_home_reads_the_help_of_none(world, look):
    for tie in (world.family_tie, world.other_parent_tie):
        without_account(world, tie)
    aunt = add_guardian(student=world.student, name="Vera Thompson", by=world.specialist)
    assert HELP not in look(aunt).content.decode()


def test_what_was_translated_stands_in_the_language_of_the_reader(world, look):
    without_account(world, world.family_tie)
    [task] = tasks_of([world.plan])
    texts = [(one.text, f"En casa: {one.text.label}") for one in task.wanted]
    translate(plan=world.plan, language=task.language, texts=texts, translated_by="Rosa Díaz", by=world.specialist)
    assert task.language == "es"
    assert "En casa: " in look(world.family_tie).content.decode()
    assert "En casa: " not in look(world.other_parent_tie).content.decode()


def test_looking_writes_nothing(world, client_of, nothing_written):
    without_account(world, world.other_parent_tie)
    specialist, address = client_of(world.specialist), reverse("dashboards:preview", args=[world.plan.public_id])
    with nothing_written():
        assert specialist.get(address, {"as": world.other_parent_tie.pk}).status_code == 200
