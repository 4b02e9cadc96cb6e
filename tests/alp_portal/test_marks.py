"""Marks in text: two wordings shown as one."""

import re

from alp_portal import marks
from history.wordings import pieces


def shown(before, after):
    """The marked text without the words for ears."""
    return re.sub(r'<span class="vh">[^<]*</span>', "", str(marks.wordings(pieces(before, after))))


def test_a_mark_holds_words_and_no_space_at_its_ends():
    before, after = "Harder problems on Fridays at nine", "Harder problems on Mondays at nine"
    assert shown(before, after) == "Harder problems on <del>Fridays</del> <ins>Mondays</ins> at nine"
    assert shown("Reads", "Reads aloud") == "Reads <ins>aloud</ins>"
    assert shown("Reads aloud", "Reads") == "Reads <del>aloud</del>"


def test_spaces_alone_are_no_change_to_mark():
    assert "<ins>" not in shown("Reads aloud", "Reads  aloud")
