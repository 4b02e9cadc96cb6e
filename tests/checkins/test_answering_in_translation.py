"""Answering a family that reads another language: the question as somebody translated it, and what the answer needs."""

import pytest
from django.urls import reverse

from checkins.actions import comment
from plans.actions.translating import translate
from tests.dashboards.reading_pages import text_of
from tests.plans.spanish import ROSA, in_spanish, of, task_of


@pytest.fixture
def asked(spanish):
    said = {"reader": "adults", "by": spanish.family, "voice": "family", "is_question": True}
    spanish.asked = comment(plan=spanish.plan, words="¿Puede usar sus mapas?", language="es", **said)
    return spanish


def reply_to(world):
    return reverse("checkins:answer", args=[world.asked.public_id])


def test_whoever_answers_reads_the_question_in_english(asked, client_of):
    [wanted] = task_of(asked, "en").wanted
    texts = [(wanted.text, "May she use her maps?")]
    translate(plan=asked.plan, language="en", texts=texts, translated_by=ROSA, by=asked.specialist)
    page = text_of(client_of(asked.specialist).get(reply_to(asked)), "main")
    assert "May she use her maps?" in page
    assert "¿Puede usar sus mapas?" in page


def test_whoever_answers_sees_that_the_family_reads_spanish_and_goes_on_to_translate(asked, client_of):
    client = client_of(asked.specialist)
    page = text_of(client.get(reply_to(asked)), "main")
    assert "The family reads Spanish. Your answer needs a translation." in page
    sent = client.post(reply_to(asked), {"words": "Yes", "then": "es"})
    assert sent.status_code == 303
    assert sent.url.startswith(reverse("plans:translate", args=[asked.plan.public_id, "es"]))
    assert of(task_of(asked), "Answer").text.words
    assert client.get(sent.url).status_code == 200


def test_a_teacher_answers_and_leaves_the_translation_to_the_specialist(asked, client_of):
    client = client_of(asked.teacher)
    page = text_of(client.get(reply_to(asked)), "main")
    assert "it waits for whoever keeps the plan" in page
    assert "then translate into" not in page
    sent = client.post(reply_to(asked), {"words": "Yes", "then": "es"})
    assert "/translate/" not in sent.url


def test_nobody_is_told_of_a_language_where_the_family_reads_english(world, client_of):
    address = reverse("checkins:answer", args=[world.question.public_id])
    assert "needs a translation" not in text_of(client_of(world.specialist).get(address), "main")


def test_an_answer_in_the_familys_language_needs_none(asked, client_of):
    page = text_of(client_of(in_spanish(asked.specialist)).get(reply_to(asked)), "main")
    assert "La familia lee" not in page


def test_a_question_that_nobody_translated_has_the_way_there(asked, client_of):
    way = reverse("plans:translate", args=[asked.plan.public_id, "en"])
    assert way in client_of(asked.specialist).get(reply_to(asked)).content.decode()
    assert way not in client_of(asked.teacher).get(reply_to(asked)).content.decode()
