"""Who reads what was translated, beside which words, and what becomes of it meanwhile."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from checkins.actions import answer, change_readers, check_in, comment
from goals.actions import say_why
from goals.models import Goal
from plans.actions import share_changes
from plans.actions.translating import translate
from plans.models import Plan, Translation
from plans.to_translate import in_other_languages
from plans.translations import Text, translations_into
from students.models import Guardian
from tests.dashboards.reading_pages import text_of
from tests.plans.spanish import ROSA, address, box, in_spanish, keep, of, page_of, reword, sent, task_of

# --- Who reads them ---------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["In family words", "Why it was shared"])
def test_the_mother_reads_it_with_the_name_of_who_translated(spanish, client_of, label):
    share_changes(plan=spanish.plan, by=spanish.specialist, reason="We agreed on it at the meeting.")
    text = keep(spanish, label)
    for name in ("dashboards:family_child", "dashboards:plan"):
        thing = spanish.student if name == "dashboards:family_child" else spanish.plan
        page = text_of(client_of(spanish.family).get(reverse(name, args=[thing.public_id])), "main")
        assert "Hacer mapas a escala" in page
        assert f"Translated by {ROSA}" in page
        assert text.words in page  # the original is one press away


def test_whoever_reads_english_reads_the_original_alone(spanish, client_of):
    keep(spanish)
    for who in (spanish.other_parent, spanish.student_user, spanish.teacher):
        page = client_of(who).get(reverse("dashboards:plan", args=[spanish.plan.public_id]))
        assert "Hacer mapas a escala" not in page.content.decode()


def test_an_old_translation_is_marked_and_the_new_words_stand_first(spanish, client_of):
    keep(spanish)
    reword(spanish, "Make maps of a whole town to scale")
    page = client_of(spanish.family).get(reverse("dashboards:family_child", args=[spanish.student.public_id]))
    words = text_of(page, "main").partition("Maya’s")[2]
    assert "Changed since Rosa Díaz translated it" in words
    assert words.index("whole town") < words.index("Hacer mapas a escala")


def test_an_answer_is_read_in_spanish_and_a_question_in_english(spanish, client_of):
    said = {"reader": "adults", "by": spanish.family, "voice": "family", "is_question": True}
    question = comment(plan=spanish.plan, words="¿Puede usar sus mapas?", language="es", **said)
    answer(question=question, words="Yes, on Fridays", by=spanish.specialist)
    keep(spanish, "Answer", "Sí, los viernes")
    [asked] = task_of(spanish, "en").wanted
    texts = [(asked.text, "May she use her maps?")]
    translate(plan=spanish.plan, language="en", texts=texts, translated_by=ROSA, by=spanish.specialist)
    plan = reverse("dashboards:plan", args=[spanish.plan.public_id])
    assert "Sí, los viernes" in text_of(client_of(spanish.family).get(plan), "main")
    assert "May she use her maps?" in text_of(client_of(spanish.teacher).get(plan), "main")


# --- Who does not -----------------------------------------------------------------------------


def tap(world, words, reader, on=None):
    return check_in(
        goal=world.goal, by=world.specialist, voice="staff", level=2, words=words, reader=reader, happened_on=on
    )


def test_words_replaced_the_same_day_are_read_in_no_language(spanish, client_of):
    tap(spanish, "She cried, tell nobody", "adults")
    text = next(one.text for one in task_of(spanish).wanted if one.text.words == "She cried, tell nobody")
    texts = [(text, "Lloró, no lo digan")]
    translate(plan=spanish.plan, language="es", texts=texts, translated_by=ROSA, by=spanish.specialist)
    assert "Lloró, no lo digan" in page_of(client_of, spanish.family, spanish)
    row = tap(spanish, "A good day", "adults")
    change_readers(words=row, reader="student", reason="She may know", by=spanish.specialist, voice="staff")
    for who in (spanish.family, in_spanish(spanish.student_user)):
        page = page_of(client_of, who, spanish)
        assert "A good day" in page
        assert "Lloró" not in page


def test_a_reason_from_when_a_goal_was_kept_close_stays_there_in_every_language(spanish, client_of):
    said = {"by": spanish.student_user, "voice": "student"}
    say_why(goal=spanish.close_goal, words="My father left", **said)
    text = next(one.text for one in task_of(spanish).wanted if one.text.words == "My father left")
    texts = [(text, "Mi padre se fue")]
    translate(plan=spanish.plan, language="es", texts=texts, translated_by=ROSA, by=spanish.specialist)
    assert "Mi padre se fue" in page_of(client_of, spanish.family, spanish)
    say_why(goal=spanish.close_goal, words="I want quiet", **said)
    reword(spanish, "Something else", goal=spanish.close_goal, audience=Goal.Audience.TEAM)
    page = page_of(client_of, in_spanish(spanish.teacher), spanish)
    assert "I want quiet" in page
    assert "Mi padre se fue" not in page


def test_a_reason_that_was_set_aside_comes_back_in_no_language(spanish, client_of):
    """The student says it anew; what was said first waits for whoever looks after it."""
    keep(spanish, "Why", "Quiero problemas más difíciles")
    assert "Quiero problemas más difíciles" in page_of(client_of, spanish.family, spanish)
    Goal.objects.filter(pk=spanish.goal.pk).update(why_is_set_aside=True)
    assert "Quiero problemas" not in page_of(client_of, spanish.family, spanish)
    say_why(goal=spanish.goal, words="I like maps", by=spanish.student_user, voice="student")
    page = page_of(client_of, spanish.family, spanish)
    assert "I like maps" in page
    assert "Quiero problemas" not in page


def test_a_line_for_one_home_is_old_to_nobody_else(spanish):
    line = Text("line:1", "words", "At your table", "en", "", "", audience="")
    texts = [(line, "En su mesa")]
    translate(plan=spanish.plan, language="es", texts=texts, translated_by=ROSA, by=spanish.specialist)
    reading = translations_into(spanish.plan, ["es"], readers=frozenset({"student", "adults"}))
    assert reading.of("line:1", "words", "At your table", "en").words == "En su mesa"
    assert reading.of("line:1", "words", "At any table", "en") is None


# --- Languages --------------------------------------------------------------------------------


@pytest.mark.parametrize("record", ["en", "", "Spanish and some English"])
def test_a_language_set_by_oneself_is_the_one_that_is_read(world, client_of, record):
    Guardian.objects.filter(user=world.family).update(language=record)
    in_spanish(world.family)
    keep(world)
    assert "Hacer mapas a escala" in page_of(client_of, world.family, world)


def test_a_language_of_two_parts_keeps_its_name(spanish, client_of):
    Guardian.objects.filter(user=spanish.family).update(language="zh-hans")
    assert task_of(spanish, "zh-hans").language_name == "Chinese"
    assert client_of(spanish.specialist).get(address(spanish, "zh-hans")).status_code == 200


@pytest.mark.parametrize("record", ["", "en-gb", "Spanish and some English"])
def test_a_record_that_names_no_other_language_lists_no_plan(world, record):
    Guardian.objects.update(language=record)
    assert not in_other_languages(Plan.objects.filter(pk=world.plan.pk)).exists()


# --- Meanwhile --------------------------------------------------------------------------------


def test_a_closed_plan_is_not_translated(spanish):
    text = of(task_of(spanish), "Why").text
    Plan.objects.filter(pk=spanish.plan.pk).update(state=Plan.State.CLOSED)
    with pytest.raises(ValidationError):
        translate(plan=spanish.plan, language="es", texts=[(text, "x")], translated_by=ROSA, by=spanish.specialist)
    assert not Translation.objects.exists()


def test_who_saves_in_the_same_moment_replaces_nothing_unseen(spanish):
    text = of(task_of(spanish), "Why").text
    seen = {text.name: None}
    said = {"plan": spanish.plan, "language": "es", "translated_by": ROSA, "by": spanish.specialist, "seen": seen}
    translate(texts=[(text, "Lo de Rosa")], **said)
    with pytest.raises(ValidationError, match="Somebody else translated"):
        translate(texts=[(text, "Lo mío")], **said)
    assert Translation.objects.get().words == "Lo de Rosa"


def test_lines_as_a_browser_sends_them_are_no_change(spanish, client_of):
    keep(spanish, words="Hacer mapas\na escala")
    client = client_of(spanish.specialist)
    row = box(client.get(address(spanish)), "In family words")
    typed = sent(client.get(address(spanish)), **{row.box: "Hacer mapas\r\na escala"})
    assert client.post(address(spanish), typed).status_code == 303
    assert Translation.objects.get().translated_by == ROSA
