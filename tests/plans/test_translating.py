"""Translations by people: what needs one, and keeping it with a name and an original that changes."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.permissions import GRANTS, Permission, Role
from checkins.actions import comment, withdraw_comment
from history.models import Event
from plans.actions.translating import translate
from plans.models import Plan, Translation
from plans.to_translate import is_for, tasks_of
from plans.translations import Text
from plans.views import translating
from students.access import READER_PERMISSIONS
from students.models import Guardian
from tests.dashboards.reading_pages import text_of
from tests.plans.spanish import ROSA, address, box, keep, of, reword, sent, task_of

# --- What needs a translation -----------------------------------------------------------------


def test_nothing_waits_while_everybody_reads_what_the_school_writes(world):
    assert tasks_of([world.plan]) == []


@pytest.mark.parametrize("language", ["es", "vi"])
def test_a_language_in_the_record_makes_a_task(world, language):
    Guardian.objects.filter(user=world.family).update(language=language)
    task = task_of(world, language)
    assert task.missing + task.later == len(task.wanted) > task.missing > 0


def test_a_language_set_by_oneself_makes_a_task(world):
    world.family.language = "es"
    world.family.save(update_fields=["language"])
    assert task_of(world).missing


def test_words_in_a_record_that_are_no_language_make_none(world):
    Guardian.objects.filter(user=world.family).update(language="Spanish and some English")
    assert tasks_of([world.plan]) == []


def test_goals_help_reasons_talk_and_check_ins_are_wanted(spanish):
    found = {str(one.text.label) for one in task_of(spanish).wanted}
    assert {"In family words", "How you can help", "Why", "Check-in"} <= found


def test_words_to_staff_only_and_of_goals_not_shared_are_not(spanish):
    words = " ".join(one.text.words for one in task_of(spanish).wanted)
    assert spanish.marks.student in words
    assert spanish.marks.staff not in words
    assert spanish.marks.unshared not in words


def test_the_school_needs_what_a_mother_writes_in_spanish(spanish):
    said = {"reader": "adults", "by": spanish.family, "voice": "family", "is_question": True}
    comment(plan=spanish.plan, words="¿Puede usar sus mapas?", language="es", **said)
    [wanted] = task_of(spanish, "en").wanted
    assert (wanted.text.words, wanted.text.voice) == ("¿Puede usar sus mapas?", "family")
    assert "¿Puede usar sus mapas?" not in {one.text.words for one in task_of(spanish).wanted}


@pytest.mark.parametrize(
    ("voice", "written", "language", "wanted"),
    [
        ("staff", "en", "es", True), ("student", "en", "es", True), ("family", "en", "es", False),
        ("staff", "en", "en", False), ("family", "es", "en", True), ("student", "es", "en", True),
        ("staff", "es", "en", False), ("staff", "en-us", "en", False),
    ],
)  # fmt: skip
def test_who_needs_which_words(voice, written, language, wanted):
    assert is_for(Text("goal:1", "why", "Maps", written, "", "Why", voice=voice), language) is wanted


def test_words_taken_back_are_wanted_no_more(spanish):
    row = comment(plan=spanish.plan, words="Maps tomorrow", reader="student", by=spanish.teacher, voice="staff")
    assert "Maps tomorrow" in {one.text.words for one in task_of(spanish).wanted}
    withdraw_comment(comment=row, by=spanish.teacher, voice="staff")
    assert "Maps tomorrow" not in {one.text.words for one in task_of(spanish).wanted}


def test_whoever_translates_may_read_whatever_is_translated():
    translating = [role for role in Role if Permission.TRANSLATE in GRANTS[role]]
    assert translating
    reads_all = {*READER_PERMISSIONS.values()}
    assert all(reads_all <= GRANTS[role] for role in translating)


def test_the_list_costs_the_same_for_one_plan_and_for_three(spanish, assert_query_count):
    plan = Plan.objects.select_related("student", "year", "revision").get(pk=spanish.plan.pk)
    for plans in ([plan], [plan, plan, plan]):
        with assert_query_count(10):
            tasks_of(plans)


# --- Keeping one ------------------------------------------------------------------------------


def test_a_translation_has_a_name_a_day_and_its_original(spanish):
    text = keep(spanish)
    row = Translation.objects.get()
    assert (row.words, row.translated_by, row.written_by) == ("Hacer mapas a escala", ROSA, spanish.specialist)
    assert (row.original, row.thing, row.field) == (text.words, text.thing, text.field)
    event = Event.objects.get(verb="plans.translated")
    assert (event.audience, event.data["language"], event.data["count"]) == ("adults", "es", 1)


def test_a_later_one_takes_its_place_and_the_old_one_stays(spanish):
    keep(spanish)
    keep(spanish, words="Dibujar mapas a escala")
    old, new = Translation.objects.all()
    assert (old.withdrawn_by, new.withdrawn_at) == (spanish.specialist, None)
    assert of(task_of(spanish), "In family words").made == new


def test_the_same_again_changes_nothing(spanish):
    keep(spanish)
    keep(spanish)
    assert Translation.objects.count() == Event.objects.filter(verb="plans.translated").count() == 1


def test_nobody_named_keeps_nothing(spanish):
    text = of(task_of(spanish), "Why").text
    with pytest.raises(ValidationError, match="Say who translated it"):
        translate(plan=spanish.plan, language="es", texts=[(text, "x")], translated_by=" ", by=spanish.specialist)
    assert not Translation.objects.exists()


def test_a_changed_original_makes_it_old_and_marks_what_changed(spanish):
    keep(spanish)
    reword(spanish, "Make maps of a whole town to scale")
    wanted = of(task_of(spanish), "In family words")
    assert (wanted.is_old, task_of(spanish).waits, task_of(spanish).old) == (True, task_of(spanish).missing + 1, 1)
    assert ("in", "Make maps of a whole town to scale") in wanted.changed or len(wanted.changed) > 1


def test_many_texts_are_on_pages_each_with_an_address_and_its_boxes(spanish, client_of, monkeypatch):
    monkeypatch.setattr(translating, "PAGE", 2)
    client, last = client_of(spanish.specialist), len(task_of(spanish).wanted) - 1
    assert client.get(address(spanish)).context["texts"].has_next()
    number = last // 2 + 1
    page = client.get(f"{address(spanish)}{number}/")
    *_others, row = page.context["form"].rows()
    assert row.wanted.text == task_of(spanish).wanted[last].text
    typed = sent(page, **{row.box: "La última"})
    comment(plan=spanish.plan, words="One more", by=spanish.specialist, voice="staff", reader="adults")  # moves it
    assert client.post(f"{address(spanish)}{number}/", typed).status_code == 303
    assert [one.words for one in Translation.objects.all()] == ["La última"]


# --- The pages --------------------------------------------------------------------------------


def test_a_specialist_finds_what_waits_and_translates_it(spanish, client_of):
    client = client_of(spanish.specialist)
    waiting = client.get(reverse("plans:translations"))
    assert "Into Spanish" in text_of(waiting, "main")
    page = client.get(address(spanish))
    row = box(page, "In family words")
    done = client.post(address(spanish), sent(page, **{row.box: "Mapas", "translated_by": ROSA}))
    assert done.status_code == 303
    assert Translation.objects.get().words == "Mapas"


def test_what_was_translated_stands_in_its_box_and_an_empty_box_takes_it_back(spanish, client_of):
    keep(spanish)
    client = client_of(spanish.specialist)
    page = client.get(address(spanish))
    row = box(page, "In family words")
    assert row.field.value() == "Hacer mapas a escala"
    client.post(address(spanish), sent(page, **{row.box: ""}))
    assert not Translation.objects.filter(withdrawn_at=None).exists()


def test_an_old_one_still_holds_when_somebody_says_so(spanish, client_of):
    keep(spanish)
    reword(spanish, "Make maps of a whole town to scale")
    client = client_of(spanish.specialist)
    page = client.get(address(spanish))
    assert "Changed since it was translated" in text_of(page, "main")
    row = box(page, "In family words")
    client.post(address(spanish), sent(page))
    assert task_of(spanish).old == 1
    client.post(address(spanish), sent(page, **{row.box_still: "on"}))
    assert task_of(spanish).old == 0
    stands = Translation.objects.get(withdrawn_at=None)
    assert (stands.translated_by, stands.written_by) == (ROSA, spanish.specialist)  # the words are still Rosa's


def test_words_that_changed_while_the_page_stood_open_are_asked_again(spanish, client_of):
    client = client_of(spanish.specialist)
    page = client.get(address(spanish))
    row = box(page, "In family words")
    reword(spanish, "Make maps of a whole town to scale")
    typed = sent(page, **{row.box: "Mapas"})
    again = client.post(address(spanish), typed)
    assert again.status_code == 422
    assert "The words above were changed meanwhile" in text_of(again, "main")
    assert box(again, "In family words").field.value() == "Mapas"
    assert not Translation.objects.exists()
    assert client.post(address(spanish), sent(again)).status_code == 303


def test_two_who_translate_at_once_lose_nothing(spanish, client_of):
    client = client_of(spanish.specialist)
    page = client.get(address(spanish))
    row = box(page, "In family words")
    keep(spanish, words="Lo de Rosa")
    again = client.post(address(spanish), sent(page, **{row.box: "Mapas"}))
    assert "Rosa Díaz wrote “Lo de Rosa” here meanwhile" in text_of(again, "main")
    assert Translation.objects.get().words == "Lo de Rosa"
    client.post(address(spanish), sent(again))
    assert Translation.objects.get(withdrawn_at=None).words == "Mapas"


def test_boxes_that_were_left_alone_keep_what_somebody_wrote_meanwhile(spanish, client_of):
    client = client_of(spanish.specialist)
    keep(spanish, "Why", "Lo de antes")
    page = client.get(address(spanish))
    clash = box(page, "In family words")
    for label, words in (("In family words", "Mapas de Rosa"), ("How you can help", "Lean"), ("Why", "Porque sí")):
        keep(spanish, label, words)
    again = client.post(address(spanish), sent(page, **{clash.box: "Mapas"}))
    assert text_of(again, "main").count("here meanwhile") == 2  # above the page and at the one box
    assert "<span" not in text_of(again, "main")
    assert client.post(address(spanish), sent(again)).status_code == 303
    stands = {row.words for row in Translation.objects.filter(withdrawn_at=None)}
    assert stands == {"Mapas", "Lean", "Porque sí"}


def test_words_for_a_text_that_left_the_plan_are_shown_once_more(spanish, client_of):
    said = {"reader": "student", "by": spanish.teacher, "voice": "staff"}
    row = comment(plan=spanish.plan, words="Maps tomorrow", **said)
    client = client_of(spanish.specialist)
    page = client.get(address(spanish))
    typed = next(one for one in page.context["form"].rows() if one.wanted.text.words == "Maps tomorrow")
    withdraw_comment(comment=row, by=spanish.teacher, voice="staff")
    again = client.post(address(spanish), sent(page, **{typed.box: "Mañana, mapas"}))
    assert "In its box stood: “Mañana, mapas”" in text_of(again, "main")
    assert client.post(address(spanish), sent(again)).status_code == 303


def test_a_language_nobody_reads_is_no_page(spanish, client_of):
    assert client_of(spanish.specialist).get(address(spanish, "vi")).status_code == 404


def test_the_plan_page_leads_there(spanish, client_of):
    page = client_of(spanish.specialist).get(reverse("dashboards:plan", args=[spanish.plan.public_id]))
    assert address(spanish) in page.content.decode()
