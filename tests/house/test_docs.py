"""What the documents name exists: tests, files, commands."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")])
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#)([^)#\s]+)")
TEST = re.compile(r"`(test_\w+)`")
COMMAND = re.compile(r"manage\.py (\w+)")
A_PAGE = 70  # lines
A_PICTURE = 150_000  # bytes
PICTURES = ROOT / "docs" / "pictures"


def name_of(path):
    return str(path.relative_to(ROOT))


def existing_tests():
    return {
        name
        for path in (ROOT / "tests").rglob("*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(), re.M)
    }


def test_every_test_that_the_threat_model_names_exists():
    named = set(TEST.findall((ROOT / "docs" / "threat-model.md").read_text()))
    assert len(named) > 30
    assert named - existing_tests() == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_between_documents_leads_somewhere(path):
    targets = [(path.parent / target).resolve() for target in LINK.findall(path.read_text())]
    assert [name_of(target) for target in targets if not target.exists()] == []


def test_every_picture_is_shown_and_small():
    shown = {(path.parent / target).resolve() for path in DOCUMENTS for target in LINK.findall(path.read_text())}
    pictures = set(PICTURES.iterdir())
    assert pictures - shown == set()
    assert {name_of(picture) for picture in pictures if picture.stat().st_size > A_PICTURE} == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_command_that_a_document_names_exists(path):
    assert set(COMMAND.findall(path.read_text())) - set(get_commands()) == set()


@pytest.mark.parametrize("path", sorted(ROOT.glob("docs/guide-*.md")), ids=name_of)
def test_a_guide_is_one_page(path):
    assert path.read_text().count("\n") <= A_PAGE


def test_every_decision_is_listed():
    pages = {path.name for path in (ROOT / "docs" / "adr").glob("0*.md")}
    assert pages == set(LINK.findall((ROOT / "docs" / "adr" / "README.md").read_text()))
