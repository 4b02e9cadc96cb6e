"""The paper in the language of a family: what people translated with their names, and the original where nobody did."""

import re

import pytest

from checkins.actions import freeze_progress
from documents.actions import html_of, paper_of
from history.clock import now
from plans.actions import record_participation, share_changes
from plans.actions.translating import translate
from plans.models import Plan, Translation
from plans.to_translate import tasks_of
from schools.queries import current_window
from tests.documents.test_paper import copy_of, text_of
from tests.plans.spanish import ROSA, keep, reword, task_of


@pytest.fixture
def plan(spanish):
    """Maya's plan with a progress report and a call, and every text of it translated."""
    world = spanish
    share_changes(plan=world.plan, by=world.specialist, reason="With the student’s own words")
    freeze_progress(
        plan=world.plan, window=current_window(world.year, world.today), by=world.specialist, sentence="She explains."
    )
    moment = {"voice": "family", "who": "Dana Thompson", "how": "call", "on": world.today, "words": "She agreed"}
    record_participation(plan=world.plan, by=world.teacher, **moment)
    return Plan.objects.select_related("student__district", "year", "revision").get(pk=world.plan.pk)


def translate_everything(world, plan):
    """Every text in Spanish: {name: words}, all different."""
    [task] = tasks_of([plan])
    texts = [(one.text, f"Así dice {number}.") for number, one in enumerate(task.wanted, 100)]
    translate(plan=plan, language="es", texts=texts, translated_by=ROSA, by=world.specialist)
    return {text.name: words for text, words in texts}


def test_the_words_stand_in_spanish_and_the_translator_is_named(spanish, plan):
    made = translate_everything(spanish, plan)
    paper = text_of(spanish, plan, "family", language="es")
    goal = f"goal:{spanish.goal.public_id}"
    names = [(goal, field) for field in ("statement", "family_words", "measure", "baseline", "why", "next_step")]
    names += [("revision:2", "reason"), ("record:1", "sentence"), ("section:strengths", "words")]
    names += [name for name in made if name[0].startswith(("programming:", "line:", "moment:"))]
    assert [name for name in names if made[name] not in paper] == []
    assert made[goal, "target"].rstrip(".") in paper
    assert f"traducido por {ROSA}" in paper
    assert "Use linear equations" not in paper


def test_what_somebody_said_in_a_report_is_in_spanish(spanish, plan):
    made = translate_everything(spanish, plan)
    paper = text_of(spanish, plan, "family", language="es")
    said = [words for (thing, _field), words in made.items() if thing.startswith("check_in:") and words in paper]
    assert said


def test_the_original_stands_where_nobody_translated(spanish, plan):
    keep(spanish, "How we will know", "Explica tres")
    html = html_of(plan.revision, copy_of(spanish, plan, "family"), "es")
    assert re.search(r'lang="es">Explica tres\.', html)
    assert re.search(r'lang="en">Use linear equations', html)


def test_the_english_paper_holds_no_translation(spanish, plan):
    translate_everything(spanish, plan)
    assert "Así dice" not in text_of(spanish, plan, "family", language="en")


def test_a_translation_of_another_wording_is_not_on_paper(spanish, plan):
    Translation.objects.create(
        plan=plan, thing=f"goal:{spanish.goal.public_id}", field="family_words", language="es", original="Other words",
        words="Otras palabras", translated_by=ROSA, written_by=spanish.specialist, written_at=now(),
    )  # fmt: skip
    assert "Otras palabras" not in text_of(spanish, plan, "family", language="es")


def test_the_reasons_of_every_sharing_are_in_the_table(spanish, plan):
    keep(spanish, "Why it was shared", "El primero")
    reword(spanish, "Lines everywhere")
    keep(spanish, "Why it was shared", "Más claro")
    plan = Plan.objects.select_related("student__district", "year", "revision").get(pk=plan.pk)
    paper = text_of(spanish, plan, "family", language="es")
    assert "El primero" in paper
    assert "Más claro" in paper


def test_the_other_homes_copy_holds_no_help_of_this_home(spanish, plan):
    made = translate_everything(spanish, plan)
    line = spanish.goal.strategies.get(place="home")
    words = made[f"line:{line.public_id}", "words"]
    assert words in text_of(spanish, plan, "family", language="es")
    assert words not in text_of(spanish, plan, "other_parent", language="es")


def test_a_kept_paper_is_drawn_anew_once_something_was_translated(spanish, plan):
    said = {"plan": plan, "copy": copy_of(spanish, plan, "family"), "language": "es", "by": spanish.family}
    first = paper_of(**said)
    assert paper_of(**said) == first
    keep(spanish, "How we will know", "Explica tres")
    assert paper_of(**said) != first


def test_the_language_of_a_next_step_is_frozen_with_it(spanish):
    spanish.goal.next_steps.update(language="es")
    share_changes(plan=spanish.plan, by=spanish.specialist, reason="More")
    content = Plan.objects.get(pk=spanish.plan.pk).revision.content
    [live] = [goal["live"] for goal in content["goals"] if goal["id"] == str(spanish.goal.public_id)]
    assert live["next_step_language"] == "es"
    assert task_of(spanish, "en").waits == 1
