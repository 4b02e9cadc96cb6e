"""An adult at a student's own section says whose the words are; the page never says it for the adult."""

import pytest
from django.urls import reverse

from plans.actions import write_section

SAY = "Say whose words these are: what Maya said, or your own."


@pytest.fixture
def interests(world):
    return reverse("plans:section", args=[world.plan.public_id, "interests"])


def row_of(world):
    return world.plan.sections.filter(code="interests").first()


def write(world, words, *, by=None, voice="student", said_by=""):
    row, by = row_of(world), by or world.student_user
    version = row.version if row else 0
    return write_section(
        plan=world.plan, code="interests", words=words, version=version, by=by, voice=voice, said_by=said_by
    )


def sent(answer, **changed):
    form = answer.context["form"]
    return {name: "" if form[name].value() is None else form[name].value() for name in form.fields} | changed


@pytest.mark.parametrize("whose", ["student", "self"])
def test_changed_words_need_a_choice_and_are_whose_it_says(world, client_of, interests, nothing_written, whose):
    write(world, "Maps", by=world.specialist, voice="staff", said_by="Maya Thompson")
    teacher = client_of(world.teacher)
    page = teacher.get(interests)
    assert page.context["form"]["whose"].value() is None
    changed = sent(page, words="Chess")
    with nothing_written():
        refused = teacher.post(interests, changed)
    assert SAY in refused.content.decode()
    assert refused.context["form"]["words"].value() == "Chess"
    assert teacher.post(interests, sent(refused, whose=whose)).status_code == 303
    row = row_of(world)
    assert (row.words, row.said_by, row.written_by) == (
        "Chess",
        {"student": "Maya Thompson", "self": ""}[whose],
        world.teacher,
    )


def test_words_that_did_not_change_or_are_taken_away_need_none(world, client_of, interests):
    write(world, "Maps", by=world.specialist, voice="staff", said_by="Maya Thompson")
    teacher = client_of(world.teacher)
    assert teacher.post(interests, sent(teacher.get(interests))).status_code == 303
    assert row_of(world).said_by == "Maya Thompson"
    assert teacher.post(interests, sent(teacher.get(interests), words="")).status_code == 303
    assert row_of(world).words == ""


def test_adult_reads_above_the_box_that_the_student_wrote_it(world, client_of, interests):
    told = "Maya wrote this. Your words would take their place; Maya sees that, and the words stay in the history."
    write(world, "Bridges")
    assert told in client_of(world.teacher).get(interests).content.decode()
    assert told not in client_of(world.student_user).get(interests).content.decode()
    write(world, "Maps", by=world.specialist, voice="staff")
    assert told not in client_of(world.teacher).get(interests).content.decode()


def test_conflict_is_of_the_words_alone(world, client_of, interests):
    write(world, "Maps", by=world.specialist, voice="staff", said_by="Maya Thompson")
    teacher = client_of(world.teacher)
    mine = sent(teacher.get(interests), words="Chess", whose="self")
    write(world, "Bridges")
    met = teacher.post(interests, mine)
    assert [row.key for row in met.context["form"].conflict.rows] == ["words"]
    assert "took this away" not in met.content.decode()
    assert teacher.post(interests, sent(teacher.post(interests, sent(met, keep="theirs:words")))).status_code == 303
    assert row_of(world).is_students_own


def test_student_is_offered_own_words_first_and_no_choice_is_the_green_one(world, client_of, interests):
    write(world, "Maps")
    for who, first in ((world.student_user, "mine"), (world.teacher, "theirs")):
        one = client_of(who)
        mine = sent(one.get(interests), words="Chess", whose="self")
        write(world, f"Bridges, {first}", by=world.specialist, voice="staff", said_by="Maya")
        page = one.post(interests, mine).content.decode()
        box = page[page.index('id="two-wordings"') : page.index("</section>", page.index('id="two-wordings"'))]
        order = sorted(("mine", "theirs"), key=lambda whose: box.index(f'value="{whose}:words"'))
        assert (order[0], "btn-primary" in box) == (first, False)
