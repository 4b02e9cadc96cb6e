"""Every page on which a family reads words of the plan shows what a person translated of those very words."""

import pytest
from django.urls import reverse

from checkins.actions import check_in, freeze_progress
from checkins.models import CheckIn
from goals.actions import set_next_step
from goals.models import Goal
from history.actions import mark_read
from history.clock import now
from history.models import Event
from plans.actions import share_changes
from plans.actions.translating import translate
from plans.translations import Text
from schools.queries import current_window
from tests.dashboards.reading_pages import text_of
from tests.plans.spanish import ROSA, in_spanish, keep, reword, task_of


def translate_everything(world):
    """Every text that somebody needs in Spanish: {name: words}, all different."""
    task = task_of(world)
    texts = [(one.text, f"Así dice {number}: {one.text.label}") for number, one in enumerate(task.wanted, 100)]
    translate(plan=world.plan, language="es", texts=texts, translated_by=ROSA, by=world.specialist)
    return {(one.text.thing, one.text.field): words for one, (_text, words) in zip(task.wanted, texts, strict=True)}


def get(world, client_of, name, *args, who="family", **asked):
    return client_of(getattr(world, who)).get(reverse(name, args=[world.plan.public_id, *args]), asked)


def read(world, client_of, name, *args, who="family", **asked):
    return text_of(get(world, client_of, name, *args, who=who, **asked), "main")


# --- The plan's page --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "field", ["family_words", "statement", "measure", "target", "baseline", "why", "next_step"]
)  # fmt: skip
def test_the_whole_goal_is_read_on_the_page_of_the_plan(spanish, client_of, field):
    made = translate_everything(spanish)
    page = read(spanish, client_of, "dashboards:plan")
    assert made[f"goal:{spanish.goal.public_id}", field] in page
    assert f"Translated by {ROSA}" in page


@pytest.mark.parametrize("kind", ["section", "line", "programming", "check_in", "revision"])
def test_so_is_everything_around_it(spanish, client_of, kind):
    made = translate_everything(spanish)
    share_changes(plan=spanish.plan, by=spanish.specialist, reason="Strengths")
    page = read(spanish, client_of, "dashboards:plan") + read(spanish, client_of, "plans:revisions")
    last = {f"check_in:{row.public_id}" for row in CheckIn.objects.filter(reader="student", voice="student")}
    texts = {name: words for name, words in made.items() if name[0].startswith(f"{kind}:")}
    texts = {name: words for name, words in texts.items() if kind != "check_in" or name[0] in last}
    texts.pop(("section:strengths", "words"), None)  # it was changed and shared since
    assert texts
    assert [words for words in texts.values() if words not in page] == []


def test_one_line_names_the_translator_of_what_stands_together(spanish, client_of):
    translate_everything(spanish)
    page = get(spanish, client_of, "dashboards:plan").content.decode()
    promise = page.split("How we will know</h4>")[1].split("</details>")[0]
    assert promise.count("Así dice") >= 2  # measure and target
    assert promise.count("Translated by") == 1


def test_original_words_stay_one_press_away(spanish, client_of):
    translate_everything(spanish)
    assert "Explains models for 3 situations she picked" in read(spanish, client_of, "dashboards:plan")


def test_a_step_that_somebody_changed_stands_as_it_is(spanish, client_of):
    keep(spanish, "Next step", "Elegir la segunda")
    set_next_step(goal=spanish.goal, words="Something else", by=spanish.student_user, voice="student")
    page = read(spanish, client_of, "dashboards:plan")
    assert "Something else" in page
    assert "Elegir la segunda" not in page


def test_staff_who_read_english_read_the_plan_as_it_is(spanish, client_of):
    translate_everything(spanish)
    assert "Así dice" not in read(spanish, client_of, "dashboards:plan", who="teacher")


def test_staff_read_what_a_mother_said_of_the_plan(spanish, client_of):
    said = {
        "number": spanish.plan.revision.number,
        "meaning": "disagree",
        "voice": "family",
        "words": "Le falta tiempo",
    }
    client_of(in_spanish(spanish.family)).post(reverse("plans:acknowledge", args=[spanish.plan.public_id]), said)
    [asked] = task_of(spanish, "en").wanted
    texts = [(asked.text, "She needs more time")]
    translate(plan=spanish.plan, language="en", texts=texts, translated_by=ROSA, by=spanish.specialist)
    for name, args in (("dashboards:plan", []), ("plans:revision", [1])):
        assert "She needs more time" in read(spanish, client_of, name, *args, who="specialist")
        assert "She needs more time" not in read(spanish, client_of, name, *args, who="other_parent")


# --- What was shared, then and now ------------------------------------------------------------


def test_a_revision_is_read_in_its_own_wordings(spanish, client_of):
    made = translate_everything(spanish)
    goal = f"goal:{spanish.goal.public_id}"
    reword(spanish, "Lines everywhere", measure="Explains five")
    for number, in_old in ((1, True), (2, False)):
        page = read(spanish, client_of, "plans:revision", number)
        body = page.split("What it changed")[0]
        assert (made[goal, "measure"] in body, made[goal, "family_words"] in body) == (in_old, in_old)
        assert made[goal, "target"] in body
        assert "Changed since" not in body


def test_what_was_translated_of_both_wordings_is_compared(spanish, client_of):
    keep(spanish, "How we will know", "Explica tres modelos")
    reword(spanish, "Lines everywhere", measure="Explains five")
    page = read(spanish, client_of, "plans:revisions", first=1, second=2)
    assert "Explica tres modelos" not in page  # the new wording is in English alone, and stands as it is
    keep(spanish, "How we will know", "Explica cinco modelos")
    page = read(spanish, client_of, "plans:revisions", first=1, second=2)
    assert "tres" in page
    assert "cinco" in page
    assert f"Translated by {ROSA}" in page
    assert "tres" in read(spanish, client_of, "plans:revision", 1)


def test_a_new_wording_that_alone_is_translated_stands_alone(spanish, client_of):
    reword(spanish, "Lines everywhere", measure="Explains five")
    keep(spanish, "How we will know", "Explica cinco")
    page = read(spanish, client_of, "plans:revision", 2)
    assert "[new:] Explica cinco" in page


def test_every_wording_of_a_field_has_its_own_translation(spanish, client_of):
    keep(spanish, "How we will know", "Explica tres")
    reword(spanish, "Lines everywhere", measure="Explains five")
    page = read(spanish, client_of, "dashboards:history", "goal", spanish.goal.public_id, "measure")
    assert "Explica tres" in page
    assert "Explains five" in page
    keep(spanish, "How we will know", "Explica cinco")
    page = read(spanish, client_of, "dashboards:history", "goal", spanish.goal.public_id, "measure")
    assert page.index("Explica cinco") < page.index("Explica tres")


def test_a_translation_that_was_taken_back_is_on_no_page_of_what_once_was(spanish, client_of):
    text = keep(spanish, "How we will know", "Mal dicho")
    translate(plan=spanish.plan, language="es", texts=[(text, "")], translated_by=ROSA, by=spanish.specialist)
    reword(spanish, "Lines everywhere", measure="Explains five")
    for name, args in (
        ("plans:revision", [1]), ("dashboards:history", ["goal", spanish.goal.public_id, "measure"])
    ):  # fmt: skip
        assert "Mal dicho" not in read(spanish, client_of, name, *args)


def test_a_mended_translation_takes_the_place_of_the_first_everywhere(spanish, client_of):
    keep(spanish, "How we will know", "Mal dicho")
    keep(spanish, "How we will know", "Bien dicho")
    page = read(spanish, client_of, "plans:revision", 1)
    assert ("Bien dicho" in page, "Mal dicho" in page) == (True, False)


def test_the_timeline_says_why_it_was_shared_and_what_a_goal_is_called(spanish, client_of):
    keep(spanish, "Why it was shared", "El plan de este año")
    keep(spanish, "Short label", "Mate")
    page = read(spanish, client_of, "dashboards:timeline")
    assert "El plan de este año" in page
    assert "Mate" in page


def test_the_news_quotes_both_wordings_in_spanish(spanish, client_of):
    keep(spanish, "Target", "Cuatro de cinco")
    mark_read(subject=spanish.student, by=spanish.family, event=Event.objects.latest("pk").pk, at=now())
    reword(spanish, "Lines everywhere", target="5 of 5 on the rubric")
    keep(spanish, "Target", "Cinco de cinco")
    keep(spanish, "Why it was shared", "Más claro")
    for name, thing in (("dashboards:family_child", spanish.student), ("dashboards:plan", spanish.plan)):
        page = text_of(client_of(spanish.family).get(reverse(name, args=[thing.public_id])), "main")
        assert "from “Cuatro de cinco” to “Cinco de cinco”" in page
        assert "because: Más claro" in " ".join(page.split())
        assert f"Translated by {ROSA}" in page


def test_the_preview_shows_what_that_reader_will_read(spanish, client_of):
    keep(spanish, "How we will know", "Explica tres")
    client = client_of(spanish.specialist)
    address = reverse("dashboards:preview", args=[spanish.plan.public_id])
    as_dana, as_paul = spanish.family_tie.pk, spanish.other_parent_tie.pk
    assert "Explica tres" in text_of(client.get(address, {"as": as_dana}), "main")
    assert "Explica tres" not in text_of(client.get(address, {"as": as_paul}), "main")


# --- Progress records -------------------------------------------------------------------------


def frozen(world, words="She explains lines"):
    row = check_in(goal=world.goal, by=world.teacher, voice="staff", level=3, words=words, reader="student")
    freeze_progress(plan=world.plan, window=current_window(world.year, world.today), by=world.specialist)
    return row


def test_what_somebody_said_in_a_record_is_read_in_spanish(spanish, client_of):
    row = frozen(spanish)
    text = next(one.text for one in task_of(spanish).wanted if one.text.thing == f"check_in:{row.public_id}")
    texts = [(text, "Explica las rectas")]
    translate(plan=spanish.plan, language="es", texts=texts, translated_by=ROSA, by=spanish.specialist)
    records = text_of(get(spanish, client_of, "dashboards:plan"), "main").split("Progress reports")[1]
    assert "Explica las rectas" in records.split("Conversation")[0]


def test_a_record_keeps_its_words_when_they_were_amended(spanish, client_of):
    row = frozen(spanish)
    text = next(one.text for one in task_of(spanish).wanted if one.text.thing == f"check_in:{row.public_id}")
    CheckIn.objects.filter(pk=row.pk).update(words="She explains curves")
    new = Text(text.thing, text.field, "She explains curves", "en", "", "")
    texts = [(new, "Explica las curvas")]
    translate(plan=spanish.plan, language="es", texts=texts, translated_by=ROSA, by=spanish.specialist)
    records = (
        text_of(get(spanish, client_of, "dashboards:plan"), "main")
        .split("Progress reports")[1]
        .split("Conversation")[0]
    )
    assert "She explains lines" in records
    assert "Explica las curvas" not in records


# --- Nobody else ------------------------------------------------------------------------------


def test_help_for_one_home_is_translated_for_that_home_alone(spanish, client_of):
    made = translate_everything(spanish)
    [(_name, words)] = [one for one in made.items() if "How you can help" in one[1]]
    in_spanish(spanish.other_parent)
    for name, args in (("dashboards:plan", []), ("plans:revision", [1])):
        assert words in read(spanish, client_of, name, *args)
        assert words not in read(spanish, client_of, name, *args, who="other_parent")


def test_a_goal_kept_close_stays_close_in_every_language(spanish, client_of):
    made = translate_everything(spanish)
    close = [words for (thing, _field), words in made.items() if thing == f"goal:{spanish.close_goal.public_id}"]
    in_spanish(spanish.teacher)
    for name, args in (
        ("dashboards:plan", []), ("plans:revision", [1]), ("dashboards:timeline", []), ("plans:revisions", []),
    ):  # fmt: skip
        page = read(spanish, client_of, name, *args, who="teacher")
        assert [words for words in close if words in page] == []
    assert [words for words in close if words in read(spanish, client_of, "dashboards:plan")]


def test_a_goal_made_close_later_takes_its_translations_along(spanish, client_of):
    made = translate_everything(spanish)
    Goal.objects.filter(pk=spanish.goal.pk).update(audience="circle")
    in_spanish(spanish.teacher)
    of_goal, label = f"goal:{spanish.goal.public_id}", "short_label"  # which events of earlier days name
    mine = [words for (thing, field), words in made.items() if thing == of_goal and field != label]
    for name, args in (("dashboards:plan", []), ("plans:revision", [1])):
        page = read(spanish, client_of, name, *args, who="teacher")
        assert [words for words in mine if words in page] == []


def test_words_about_the_student_are_not_for_the_student_in_spanish(spanish, client_of):
    about = CheckIn.objects.get(words=spanish.marks.adults)
    made = translate_everything(spanish)
    words = made[f"check_in:{about.public_id}", "words"]
    freeze_progress(plan=spanish.plan, window=current_window(spanish.year, spanish.today), by=spanish.specialist)
    in_spanish(spanish.student_user)
    for name, args in (("dashboards:plan", []), ("dashboards:timeline", [])):
        assert words not in read(spanish, client_of, name, *args, who="student_user")
    assert words in read(spanish, client_of, "dashboards:plan")
