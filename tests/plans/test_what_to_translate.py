"""Which texts somebody needs in another language: every one that is read, the first ones first, no wolf cried."""

from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import translation

from checkins.actions import check_in, comment
from goals.actions import close_goal, say_why, set_next_step
from goals.models import Goal, NextStep
from plans.actions import acknowledge, record_participation, share_changes, write_section
from plans.models import Plan, Translation
from plans.to_translate import in_other_languages
from tests.dashboards.reading_pages import text_of
from tests.plans.spanish import address, in_spanish, keep, of, reword, sent, task_of

GOAL_FIRST = {"In family words", "How you can help", "Why", "Next step", "Check-in"}
FIRST = GOAL_FIRST | {"Why it was shared", "Question", "Answer", "Remark"}
LIST_QUERIES = 16


@pytest.fixture
def whole(spanish):
    """A goal with every one of its fields, shared."""
    more = {"measure": "Two maps to scale", "target": "By May", "baseline": "One map", "short_label": "Town maps"}
    reword(spanish, "Draw the town", **more)
    set_next_step(goal=spanish.goal, words="Measure the yard", by=spanish.student_user, voice="student")
    return spanish


def labels(task, *, first):
    return {str(one.text.label) for one in task.wanted if one.is_first is first}


def test_every_text_of_a_goal_is_wanted_and_a_standard_is_not(whole):
    thing = f"goal:{whole.goal.public_id}"
    fields = {one.text.field for one in task_of(whole).wanted if one.text.thing == thing}
    assert fields == {
        "family_words", "statement", "measure", "target", "baseline", "short_label", "why", "next_step",
    }  # fmt: skip


def test_the_profile_and_what_the_school_provides_and_does_are_wanted(whole):
    task = task_of(whole)
    kinds = {one.text.thing.partition(":")[0] for one in task.wanted}
    assert {"revision", "section", "goal", "line", "programming", "check_in", "comment"} <= kinds
    places = {str(one.text.label) for one in task.wanted if one.text.thing.startswith("line:")}
    assert {"At school", "How you can help"} <= places


def test_what_is_read_alone_comes_first_and_the_rest_can_follow(whole):
    task = task_of(whole)
    assert labels(task, first=True) <= FIRST
    rest = labels(task, first=False)
    assert {"The goal as it was agreed", "How we will know", "Target", "At school", "Strengths"} <= rest
    order = [one.is_first for one in task.wanted]
    assert order == sorted(order, reverse=True)


def test_what_is_about_one_goal_stands_together(whole):
    for first in (True, False):
        about = [one.text.about for one in task_of(whole).wanted if one.is_first is first]
        changes = sum(one != two for one, two in pairwise(about))
        assert changes == len(set(about)) - 1


def test_a_goal_without_family_words_asks_for_the_goal_itself_first(spanish):
    reword(spanish, "")
    thing = f"goal:{spanish.goal.public_id}"
    [wanted] = [one for one in task_of(spanish).wanted if one.text.name == (thing, "statement")]
    assert (wanted.is_first, str(wanted.text.label)) == (True, "In family words")


def test_a_plan_waits_for_nothing_once_the_first_texts_are_translated(whole):
    for one in [one for one in task_of(whole).wanted if one.is_first]:
        Translation.objects.create(
            plan=whole.plan, thing=one.text.thing, field=one.text.field, language="es", original=one.text.words,
            words="Así", translated_by="Rosa", written_by=whole.specialist, written_at=whole.plan.shared_at,
        )  # fmt: skip
    task = task_of(whole)
    assert task.waits == task.missing == task.old == 0
    assert task.later == sum(not one.is_first for one in task.wanted) > 0


def test_a_text_of_the_rest_that_was_translated_and_changed_waits(whole):
    keep(whole, "How we will know", "Dos mapas a escala")
    assert task_of(whole).old == 0
    reword(whole, "Draw the town", measure="Three maps to scale")
    assert task_of(whole).old == 1


def test_only_what_was_said_last_is_asked_for_at_once(spanish):
    def last(words, day):
        said = {"goal": spanish.goal, "by": spanish.teacher, "voice": "staff", "reader": "student"}
        check_in(words=words, level=2, happened_on=day, **said)

    last("Yesterday", spanish.today.replace(day=17))
    last("Today", spanish.today)
    found = {one.text.words: one.is_first for one in task_of(spanish).wanted if str(one.text.label) == "Check-in"}
    assert (found["Yesterday"], found["Today"]) == (False, True)


def test_of_a_closed_goal_what_was_learned_is_read_first(spanish):
    close_goal(goal=spanish.goal, outcome="met", learned="Slow is fine", onward="retire", by=spanish.specialist)
    about = [one for one in task_of(spanish).wanted if one.text.about == spanish.goal.shared_label]
    assert {str(one.text.label) for one in about if one.is_first} <= {"What we learned", "Remark", "Question"}
    assert of(task_of(spanish), "What we learned").text.words == "Slow is fine"


def test_what_was_set_aside_waits_for_nobody(spanish):
    set_next_step(goal=spanish.goal, words="Alarming", by=spanish.student_user, voice="student")
    NextStep.objects.filter(goal=spanish.goal).update(is_set_aside=True)
    assert "Alarming" not in {one.text.words for one in task_of(spanish).wanted}


def test_what_the_school_wrote_of_a_moment_can_be_translated(spanish):
    record_participation(
        plan=spanish.plan,
        voice="family",
        who="Dana",
        how="call",
        on=spanish.today,
        words="She agreed",
        by=spanish.teacher,
    )
    wanted = next(one for one in task_of(spanish).wanted if one.text.words == "She agreed")
    assert not wanted.is_first


# --- The school reads what families and students write ---------------------------------------------


def test_what_a_mother_says_of_the_plan_is_for_the_school_alone(spanish):
    said = {"revision": spanish.plan.revision, "meaning": "disagree", "by": spanish.family, "voice": "family"}
    acknowledge(words="Le falta tiempo", language="es", **said)
    [wanted] = task_of(spanish, "en").wanted
    assert (wanted.text.words, wanted.is_first) == ("Le falta tiempo", True)
    assert "Le falta tiempo" not in {one.text.words for one in task_of(spanish).wanted}


def test_what_a_student_says_of_the_plan_is_not_for_the_family(spanish):
    said = {"revision": spanish.plan.revision, "meaning": "talk", "by": spanish.student_user, "voice": "student"}
    acknowledge(words="Too much", **said)
    assert "Too much" not in {one.text.words for one in task_of(spanish).wanted}


def test_the_form_keeps_the_language_in_which_it_was_said(world, client_of):
    client = client_of(in_spanish(world.family))
    sent_of = {"number": world.plan.revision.number, "meaning": "disagree", "words": "No", "voice": "family"}
    client.post(reverse("plans:acknowledge", args=[world.plan.public_id]), sent_of)
    assert world.plan.revision.acknowledgements.get(meaning="disagree").language == "es"


WAYS = {
    "why": lambda world: say_why(
        goal=world.goal, words="Me gustan", by=world.student_user, voice="student", language="es"
    ),
    "step": lambda world: set_next_step(
        goal=world.goal, words="Medir", by=world.student_user, voice="student", language="es"
    ),
    "interests": lambda world: write_section(
        plan=world.plan, code="interests", words="El cine", by=world.student_user, voice="student", language="es",
        version=next((one.version for one in world.plan.sections.filter(code="interests")), 0),
    ),
    "check-in": lambda world: check_in(
        goal=world.goal, level=2, words="Bien", reader="student", by=world.student_user, voice="student", language="es"
    ),
    "remark": lambda world: comment(
        plan=world.plan, words="Hola", reader="student", by=world.student_user, voice="student", language="es"
    ),
    "said": lambda world: acknowledge(
        revision=world.plan.revision, meaning="talk", words="Hablemos", by=world.student_user, voice="student",
        language="es",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", sorted(WAYS))
def test_a_student_who_writes_spanish_on_an_english_record_is_listed(world, client_of, way):
    assert not in_other_languages(Plan.objects.filter(pk=world.plan.pk)).exists()
    WAYS[way](world)
    assert in_other_languages(Plan.objects.filter(pk=world.plan.pk)).exists()
    client = client_of(world.specialist)
    page = client.get(reverse("plans:translations"))
    assert address(world, "en") in page.content.decode()
    assert address(world, "en") in client.get(reverse("dashboards:plan", args=[world.plan.public_id])).content.decode()
    assert task_of(world, "en").waits == 1


def test_words_to_staff_only_list_no_plan(world):
    comment(plan=world.plan, words="Nota", reader="staff", by=world.teacher, voice="staff", language="es")
    Goal.objects.filter(pk=world.goal.pk).update(language="es", why="", why_at=None)
    assert not in_other_languages(Plan.objects.filter(pk=world.plan.pk)).exists()


# --- The list and the page -----------------------------------------------------------------------


def test_the_list_says_what_waits_and_what_can_follow(whole, client_of):
    task = task_of(whole)
    page = text_of(client_of(whole.specialist).get(reverse("plans:translations")), "main")
    assert f"{task.missing} texts not translated" in page
    assert f"{task.later} more can follow" in page


def test_the_page_has_two_parts_with_its_goals_in_each(whole, client_of):
    page = text_of(client_of(whole.specialist).get(address(whole)), "main")
    first, rest = page.index("What the family reads first"), page.index("The rest of the plan")
    assert first < page.index("Draw the town") < rest < page.index("Two maps to scale")


def test_a_text_of_the_rest_is_kept_like_any_other(whole, client_of):
    client = client_of(whole.specialist)
    page = client.get(address(whole))
    row = next(row for row in page.context["form"].rows() if str(row.wanted.text.label) == "Strengths")
    assert client.post(address(whole), sent(page, **{row.box: "Ve patrones"})).status_code == 303
    assert Translation.objects.get().words == "Ve patrones"


def test_a_label_of_the_plans_type_is_said_in_the_language_of_the_page(spanish):
    with translation.override("es"):
        found = {str(one.text.label) for one in task_of(spanish).wanted}
    assert "Fortalezas" in found


def test_the_list_costs_the_same_for_one_listed_plan_and_for_two(spanish, client_of, assert_query_count):
    client = client_of(spanish.coordinator)
    client.get(reverse("plans:translations"))
    with assert_query_count(LIST_QUERIES):
        assert len(client.get(reverse("plans:translations")).context["waiting"]) == 1
    share_changes(plan=spanish.other_plan, by=spanish.other_specialist, reason="Ready")
    with assert_query_count(LIST_QUERIES):
        assert len(client.get(reverse("plans:translations")).context["waiting"]) == 2
