"""Two people write one thing at the same time: both wordings are there, whichever is chosen, and a third's too."""

import re

import pytest
from django.urls import reverse

from plans.actions import correct_programming, set_section_aside, write_section
from plans.models import ProgrammingOption, SectionAside


@pytest.fixture
def strengths(world):
    return reverse("plans:section", args=[world.plan.public_id, "strengths"])


def saved(world):
    return world.plan.sections.get(code="strengths")


def somebody_writes(world, words):
    write_section(
        plan=world.plan,
        code="strengths",
        words=words,
        version=saved(world).version,
        by=world.coordinator,
        voice="staff",
    )


def sent(answer, **changed):
    """What a form would send as it stands on the page."""
    form = answer.context["form"]
    return {name: form[name].value() or "" for name in form.fields} | changed


@pytest.mark.parametrize(("keep", "stands"), [("mine", "Sees patterns first"), ("theirs", "Explains to others")])
def test_whichever_is_chosen_both_wordings_stay_in_sight_until_it_is_saved(world, client_of, strengths, keep, stands):
    specialist = client_of(world.specialist)
    mine = sent(specialist.get(strengths), words="Sees patterns first")
    somebody_writes(world, "Explains to others")
    met = specialist.post(strengths, mine)
    assert (met.context["form"].conflict.name, met.context["form"].conflict.is_open) == ("Carmen Vale", True)
    chosen = specialist.post(strengths, sent(met, keep=keep))
    page = chosen.content.decode()
    assert all(words in re.sub(r"</?ins>", "", page) for words in ("Sees patterns first", "Explains to others"))
    assert chosen.context["form"]["words"].value() == stands
    assert saved(world).words == "Explains to others"
    assert specialist.post(strengths, sent(chosen)).status_code == 303
    assert saved(world).words == stands


@pytest.mark.parametrize("keep", ["", "theirs:words", "both:words"])
@pytest.mark.parametrize("who", ["teacher", "family"])
def test_words_that_were_met_and_set_aside_since_are_neither_shown_nor_saved_again(
    world, client_of, nothing_written, who, keep
):
    interests = reverse("plans:section", args=[world.plan.public_id, "interests"])
    one, row = client_of(getattr(world, who)), world.plan.sections.get(code="interests")
    mine = sent(one.get(interests), words="She likes bridges", whose="student")
    write_section(
        plan=world.plan, code="interests", words="I was hurt", version=row.version, by=world.student_user,
        voice="student",
    )  # fmt: skip
    page = one.post(interests, mine)
    page = one.post(interests, sent(page, keep=keep)) if keep else page
    assert "I was hurt" in re.sub(r"</?ins>", "", page.content.decode())
    row.refresh_from_db()
    set_section_aside(SectionAside.of(row))
    with nothing_written():
        for more in ({}, {"words": "x" * 20_001}, {"whose": ""}, {"keep": "mine:words"}, {"keep": "both:words"}):
            answer = one.post(interests, sent(page) | more)
            assert answer.status_code == 422
            assert "I was hurt" not in re.sub(r"</?ins>", "", answer.content.decode())
    answer = one.post(interests, sent(page))
    assert answer.context["form"]["words"].value() == "She likes bridges"
    assert one.post(interests, sent(answer)).status_code == 303
    assert world.plan.sections.get(code="interests").words == "She likes bridges"


def test_a_third_save_in_between_is_met_again(world, client_of, strengths):
    specialist = client_of(world.specialist)
    mine = sent(specialist.get(strengths), words="Mine")
    somebody_writes(world, "Second")
    met = specialist.post(strengths, mine)
    somebody_writes(world, "Third")
    again = specialist.post(strengths, sent(met))
    assert [(both.theirs, both.mine) for both in again.context["form"].conflict.rows] == [("Third", "Mine")]
    assert saved(world).words == "Third"
    assert specialist.post(strengths, sent(again)).status_code == 303
    assert saved(world).words == "Mine"


def test_the_two_edited_together_are_saved(world, client_of, strengths):
    specialist = client_of(world.specialist)
    mine = sent(specialist.get(strengths), words="Mine")
    somebody_writes(world, "Theirs")
    met = specialist.post(strengths, mine)
    assert specialist.post(strengths, sent(met, words="Mine and theirs")).status_code == 303
    assert saved(world).words == "Mine and theirs"


def test_what_only_the_other_changed_comes_into_the_form(world, client_of):
    specialist, row = client_of(world.specialist), world.plan.programming.get()
    edit = reverse("plans:programming_edit", args=[row.public_id])
    mine = sent(specialist.get(edit), who="Mr. Reyes")
    fields = {name: getattr(row, name) for name in ("option", "who", "starts_on", "ends_on", "status")}
    correct_programming(row=row, version=row.version, by=world.coordinator, **fields, words="Units 7 and 8")
    met = specialist.post(edit, mine)
    conflict = met.context["form"].conflict
    assert (conflict.is_open, [both.theirs for both in conflict.taken]) == (False, ["Units 7 and 8"])
    assert specialist.post(edit, sent(met)).status_code == 303
    row = ProgrammingOption.objects.get(pk=row.pk)
    assert (row.words, row.who) == ("Units 7 and 8", "Mr. Reyes")


@pytest.mark.parametrize("base", ["no json", "[1]", '{"words": 3}', r'{"words": "\ud800"}', "[" * 100_000, ""])
def test_a_base_that_does_not_read_loses_nothing(world, client_of, strengths, base):
    specialist = client_of(world.specialist)
    mine = sent(specialist.get(strengths), words="Mine", base=base)
    somebody_writes(world, "Theirs")
    met = specialist.post(strengths, mine)
    assert met.status_code == 422
    assert [(both.theirs, both.mine) for both in met.context["form"].conflict.rows] == [("Theirs", "Mine")]


@pytest.mark.parametrize("keep", ["theirs:words", "theirs", "mine:words"])
def test_a_choice_over_words_that_changed_again_says_that_it_was_not_applied(world, client_of, strengths, keep):
    specialist = client_of(world.specialist)
    mine = sent(specialist.get(strengths), words="Mine")
    somebody_writes(world, "Second")
    met = specialist.post(strengths, mine)
    assert "saved again while you were choosing" not in met.content.decode()
    somebody_writes(world, "Third")
    again = specialist.post(strengths, sent(met, keep=keep))
    assert "Carmen Vale saved again while you were choosing." in again.content.decode()
    assert again.context["form"]["words"].value() == "Mine"
    chosen = specialist.post(strengths, sent(again, keep=keep))
    assert "saved again while you were choosing" not in chosen.content.decode()
