"""What may be corrected without asking anybody again: spelling, and nothing that was agreed."""

import pytest

from plans.rules import only_spelling


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Maya will recieve help", "Maya will receive help"),
        ("teh models", "the models"),
        ("alot of work", "a lot of work"),
        ("Explains her thinkng.", "Explains her thinking."),
        ("Reads wel", "Reads well"),
    ],
)
def test_a_slip_of_the_pen_may_be_corrected(before, after):
    assert only_spelling(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Maya will present", "Maya will not present"),
        ("each week", "each month"),
        ("four models", "fourteen models"),
        ("3 models", "4 models"),
        ("can choose", "can't choose"),
        ("two texts", "ten texts"),
        ("", "Something new"),
        ("Something old", ""),
    ],
)
def test_what_was_agreed_may_not(before, after):
    assert not only_spelling(before, after)
