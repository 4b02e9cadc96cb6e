"""The official paper: its words, its order, its tags, and what each copy leaves out."""

import datetime
import hashlib
import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from django.urls import reverse
from django.utils.formats import date_format

from accounts.permissions import Permission
from checkins.actions import freeze_progress
from documents import pdf
from documents.actions import html_of, paper_of
from documents.copies import copy_for
from documents.models import Paper
from goals.actions import write_goal
from history.clock import day_of
from history.models import Visit
from plans.actions import share_changes
from plans.models import Plan
from students.access import Standing
from tests.world import MARKS


@pytest.fixture
def plan(world):
    """Maya's plan with one progress report."""
    freeze_progress(
        plan=world.plan, window=world.year.windows.all()[1], by=world.specialist, sentence="She explains more."
    )
    return Plan.objects.select_related("student__district", "year", "revision").get(pk=world.plan.pk)


def copy_of(world, plan, who):
    return copy_for(Standing.of(getattr(world, who), plan.student))


def text_of(world, plan, who="specialist", language="en"):
    """The words of a copy as HTML, without tags."""
    html = html_of(plan.revision, copy_of(world, plan, who), language)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def printed(tmp_path, content):
    path = tmp_path / "plan.pdf"
    path.write_bytes(content)
    return path


def words_in(path, *options):
    return subprocess.run(["pdftotext", *options, path, "-"], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    ("who", "shown", "hidden"),
    [
        (
            "specialist",
            {"circle", "student", "adults", "score"},
            {"staff", "home_dana", "home_paul", "note", "unshared"},
        ),
        ("family", {"circle", "student", "adults", "score"}, {"staff", "home_dana", "home_paul", "note", "unshared"}),
        ("other_parent", {"circle", "student", "adults"}, {"staff", "home_dana", "home_paul", "note", "unshared"}),
        (
            "leader",
            {"student", "adults", "score"},
            {"circle", "circle_section", "staff", "home_dana", "note", "unshared"},
        ),
    ],
)
def test_each_copy_holds_exactly_the_words_of_its_readers(world, plan, who, shown, hidden):
    text = text_of(world, plan, who)
    marks = vars(MARKS)
    assert {name for name in shown | hidden if marks[name] in text} == shown


def test_a_family_copy_leaves_out_the_other_home(world, plan):
    mother, father = text_of(world, plan, "family"), text_of(world, plan, "other_parent")
    assert "Ask Maya to explain one model" in mother
    assert "Ask Maya to explain one model" not in father
    assert "Dana Thompson" in mother.split("Acknowledgements")[-1]
    assert "Dana Thompson" not in father.split("Acknowledgements")[-1]


def test_only_the_school_copy_carries_the_hash_box(world, plan):
    assert plan.revision.sha256 in text_of(world, plan)
    family = text_of(world, plan, "family")
    assert plan.revision.sha256 not in family
    assert plan.revision.short_hash in family


def test_home_notes_stand_on_the_school_copy_by_date_and_level_only(world, plan):
    rows = html_of(plan.revision, copy_of(world, plan, "specialist"), "en").split("<tbody>")
    assert any("Dana Thompson" in row and "Starting" in row for row in rows)


def test_an_edit_after_sharing_is_not_on_paper(world, plan):
    before = text_of(world, plan)
    values = {
        name: getattr(world.goal, name)
        for name in ("kind", "area", "short_label", "measure", "target", "check_on", "standard")
    }
    lines = [{"public_id": line.public_id} for line in world.goal.strategies.all()]
    values["statement"] = "Something else"
    write_goal(plan=plan, goal=world.goal, version=1, by=world.specialist, strategies=lines, values=values)
    assert text_of(world, plan) == before
    plan.refresh_from_db()
    share_changes(plan=plan, by=world.specialist, reason="A better goal")
    plan.refresh_from_db()
    assert "Something else" in text_of(world, plan)


def test_labels_are_spanish_on_a_spanish_copy_and_peoples_words_stay(world, plan):
    text = text_of(world, plan, language="es")
    assert "Plan de Aprendizaje Avanzado" in text
    assert "Perfil" in text
    assert "Empezando" in text
    assert "Sees patterns fast" in text
    assert "Required parts" not in text


def test_the_pdf_is_tagged_titled_and_in_its_language(world, plan):
    content, pages = pdf.render(html_of(plan.revision, copy_of(world, plan, "specialist"), "es"))
    with pikepdf.open(io.BytesIO(content)) as document:
        root = document.Root
        assert str(root.Lang) == "es"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert len(document.pages) == pages
        assert all(page.obj.get("/Tabs") == "/S" for page in document.pages)
        meta = document.open_metadata()
        assert meta["dc:title"].startswith("Plan de Aprendizaje Avanzado, Maya Thompson")
        assert meta["pdfuaid:part"] == "1"
        kinds = tags_of(root.StructTreeRoot)
    assert kinds.count("H1") == 1
    assert {"H2", "H3", "Table", "TH", "TD", "L", "LI", "Figure"} <= set(kinds)


def test_every_drawing_has_a_text(world, plan):
    content, _pages = pdf.render(html_of(plan.revision, copy_of(world, plan, "specialist"), "en"))
    with pikepdf.open(io.BytesIO(content)) as document:
        figures = [
            one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        assert figures
        assert all(str(one.get("/Alt", "")) for one in figures)


def tags_of(node):
    """Every tag of a structure tree, in reading order."""
    found, waiting = [], [node]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, pikepdf.Dictionary):
            continue
        if "/S" in one:
            found.append(str(one.S)[1:])
        children = one.get("/K", [])
        waiting.extend(reversed(list(children) if isinstance(children, pikepdf.Array) else [children]))
    return found


@pytest.mark.needs("pdfinfo")
def test_the_pdf_is_read_aloud_in_the_order_of_the_page(world, plan, tmp_path):
    content, _pages = pdf.render(html_of(plan.revision, copy_of(world, plan, "specialist"), "en"))
    path = printed(tmp_path, content)
    said = subprocess.run(["pdfinfo", "-struct-text", path], check=True, capture_output=True, text=True).stdout
    parts = ("Advanced Learning Plan", "Profile", "Body of evidence", "Required parts", "Goal 1", "Goal 2",
             "Programming options", "Progress reports", "Taking part", "Acknowledgements", "Revisions")  # fmt: skip
    place = 0
    for part in parts:
        place = said.index(f'"{part}', place)
    assert plan.revision.sha256 in re.sub(r"\s", "", said)


@pytest.mark.needs("pdffonts")
@pytest.mark.needs("pdftotext")
def test_every_letter_of_a_name_is_printed_in_an_embedded_font_of_ours(world, plan, tmp_path):
    name = "Łukasz Dvořák Đorđe Nguyễn Μαρία Юлия"
    html = html_of(plan.revision, copy_of(world, plan, "specialist"), "en").replace("Maya Thompson", name)
    path = printed(tmp_path, pdf.render(html)[0])
    assert name in words_in(path)
    rows = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    families = {row.split()[0].split("+")[1].split("-")[0] for row in rows}
    assert families <= {"Figtree", "Literata", "Noto"}
    assert all(" yes yes " in row for row in rows)


@pytest.mark.needs("qpdf")
def test_the_pdf_is_sound(world, plan, tmp_path):
    content, _pages = pdf.render(html_of(plan.revision, copy_of(world, plan, "family"), "en"))
    assert (
        subprocess.run(["qpdf", "--check", printed(tmp_path, content)], capture_output=True, check=False).returncode
        == 0
    )


@pytest.mark.parametrize(
    "address", ["https://example.org/x.png", "file:///etc/hostname", "data:text/css,p{}", "ftp://x/y"]
)
def test_nothing_but_our_own_files_is_fetched(address):
    with pytest.raises(pdf.RefusedFetch):
        pdf.StaticFilesOnly().fetch(address)


def test_our_own_files_are_fetched():
    assert pdf.StaticFilesOnly().fetch(pdf.SHEET.as_uri()).read() == pdf.SHEET.read_bytes()


def test_the_same_paper_is_made_once_and_kept(world, plan, settings, tmp_path):
    copy = copy_of(world, plan, "specialist")
    first = paper_of(plan=plan, copy=copy, language="en", by=world.specialist)
    again = paper_of(plan=plan, copy=copy, language="en", by=world.coordinator)
    assert again == first
    assert Paper.objects.count() == 1
    assert Visit.objects.filter(what="printed").count() == 2
    freeze_progress(plan=plan, window=world.year.windows.all()[1], by=world.specialist)
    assert paper_of(plan=plan, copy=copy, language="en", by=world.specialist) != first


def test_another_reporting_window_asks_for_more_and_is_another_paper(world, plan, settings, tmp_path, freeze):
    copy = copy_of(world, plan, "specialist")
    first = paper_of(plan=plan, copy=copy, language="en", by=world.specialist)
    freeze(datetime.datetime.combine(world.year.ends_on, datetime.time(12), tzinfo=datetime.UTC))
    assert paper_of(plan=plan, copy=copy, language="en", by=world.specialist) != first


def test_a_paper_whose_file_is_lost_is_drawn_again(world, plan, client_of):
    client, address = client_of(world.family), reverse("documents:pdf", args=[plan.public_id, "en"])
    b"".join(client.get(address).streaming_content)
    paper = Paper.objects.get()
    paper.file.storage.delete(paper.file.name)
    assert b"".join(client.get(address).streaming_content).startswith(b"%PDF")
    again = Paper.objects.get()
    assert again.pk == paper.pk
    assert hashlib.sha256(Path(again.file.path).read_bytes()).hexdigest() == again.file_sha256


def test_dates_on_paper_are_the_districts_days(world, plan, freeze):
    late = world.today + datetime.timedelta(days=3)
    freeze(f"{late} 23:30")  # already the day after in London
    share_changes(plan=plan, by=world.specialist, reason="Late at night")
    plan.refresh_from_db()
    text = text_of(world, plan)
    assert date_format(late, "DATE_FORMAT") in text
    assert date_format(late + datetime.timedelta(days=1), "DATE_FORMAT") not in text


def test_a_plan_with_gaps_says_so_and_is_never_called_a_draft(world, plan):
    world.plan.goals.update(measure="")
    text = text_of(world, plan)
    assert "11 of 12 required parts" in text
    assert "Goals can be measured : missing" in re.sub(r"\s*:", " :", text)
    assert "Draft" not in text.replace("Draft-day", "")


def test_the_file_is_named_by_number_and_year_not_by_name(world, plan, client_of):
    answer = client_of(world.specialist).get(reverse("documents:pdf", args=[plan.public_id, "en"]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="61612_This-year_ALP.pdf"'
    assert answer["Cache-Control"] == "private, no-store"


def test_a_teacher_may_not_print(world, plan):
    assert not Standing.of(world.teacher, plan.student).may(Permission.PRINT_PLAN)


@pytest.mark.parametrize(
    ("code", "told"),
    [("whole", "The paper is genuine"), ("short", "The paper is genuine"), ("0" * 12, "No plan has this code")],
)
def test_the_public_page_verifies_a_code_and_names_nobody(world, plan, client, code, told):
    code = {"whole": plan.revision.sha256, "short": plan.revision.short_hash.upper()}.get(code, code)
    page = client.post(reverse("documents:verify_code"), {"code": f" {code} "}).content.decode()
    assert told in page
    assert "Maya" not in page
    assert "Thompson" not in page


def test_a_paper_that_was_overtaken_says_so(world, plan, client):
    old = plan.revision
    share_changes(plan=plan, by=world.specialist, reason="Changed")
    page = client.post(reverse("documents:verify_code"), {"code": old.sha256}).content.decode()
    assert "has changed since" in page
    assert date_format(day_of(old.shared_at), "DATE_FORMAT")[:3] in page


def test_a_code_that_cannot_be_one_is_answered_with_a_sentence(client, db):
    answer = client.post(reverse("documents:verify_code"), {"code": "hello"})
    assert answer.status_code == 422
    assert "Type the 12 or the 64 characters" in answer.content.decode()


def test_a_copy_names_no_goal_that_its_reader_may_not_know(world, plan):
    values = {"kind": "passion", "statement": "Later", "short_label": "Unsharedlabel"}
    write_goal(plan=plan, values=values, strategies=[], by=world.specialist)
    plan.refresh_from_db()
    assert "Unsharedlabel" in text_of(world, plan, "specialist")
    assert "Unsharedlabel" not in text_of(world, plan, "family")


def test_a_goal_kept_close_later_leaves_the_copies_without_the_circle(world, plan):
    assert "Use linear equations" in text_of(world, plan, "leader")
    world.plan.goals.update(audience="circle")
    assert "Use linear equations" not in text_of(world, plan, "leader")
    assert "Use linear equations" in text_of(world, plan, "family")


def test_two_guardians_without_a_home_have_a_copy_each(world, plan):
    world.student.guardianships.update(household=None)
    papers = [
        paper_of(plan=plan, copy=copy_of(world, plan, who), language="en", by=getattr(world, who))
        for who in ("family", "other_parent")
    ]
    assert papers[0] != papers[1]


# --- Where a page ends ------------------------------------------------------------------------
@pytest.mark.needs("pdftotext")
def test_a_goal_that_moves_to_the_next_page_leaves_no_word_behind(world, plan, tmp_path):
    """Whatever the height of what stands above, nothing is printed twice, so nothing lies on top of another. At
    these heights the page ends within the goal."""
    html = html_of(plan.revision, copy_of(world, plan, "specialist"), "en")
    above, last_goal = html[: html.rindex('<div class="goal')], html[html.rindex('<div class="goal') :]
    words = re.findall(r"<li>([^<]+)</li>", last_goal)
    assert words
    for height in range(192, 240, 6):
        content, _pages = pdf.render(f'{above}<div style="height: {height}pt"></div>{last_goal}')
        text = " ".join(words_in(printed(tmp_path, content)).split())
        assert {line: text.count(line) for line in words} == dict.fromkeys(words, 1), height
