"""The glossary knows every noun of the rooms."""

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings

GLOSSARY = Path(settings.BASE_DIR) / "docs" / "glossary.md"


def words():
    """The first column of each table: the word, and the code's spelling of it in brackets."""
    rows = re.findall(r"^\| (.+?) \|", GLOSSARY.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {word for row in rows for word in re.findall(r"`(\w+)`", row) or [row]}


def test_every_model_of_the_house_is_in_the_glossary():
    ours = {
        model.__name__
        for model in apps.get_models()
        if Path(apps.get_app_config(model._meta.app_label).path).parent == Path(settings.BASE_DIR)
    }
    assert len(ours) > 30
    assert ours - words() == set()


def test_every_word_stands_there_once():
    rows = re.findall(r"^\| (.+?) \|", GLOSSARY.read_text(encoding="utf-8"), flags=re.MULTILINE)
    listed = [row for row in rows if row not in {"Word", "---"}]
    assert len(listed) == len(set(listed))
