"""Properties of every value reader: it never raises, and what it does not understand it keeps word for word."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rostering import values
from rostering.readers import cell_from_json, cell_to_json, text_of, tidy
from rostering.readers.cells import cell_of, fold
from rostering.values.areas import short_forms
from rostering.values.reading import NOTHING_WORDS

TODAY = date(2026, 11, 19)
READERS = {
    "student name": values.read_student_name,
    "adult name": values.read_adult_name,
    "grade": values.read_grade,
    "state id": values.read_state_id,
    "local id": values.read_local_id,
    "areas": values.read_areas,
    "date": lambda cell: values.read_date(cell, TODAY),
    "score": values.read_score,
    "exceptionality": values.read_exceptionality,
    "learner": values.read_learner,
    "language": values.read_language,
    "email": values.read_email,
    "phone": values.read_phone,
}
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=True),
    st.dates(),
    st.text(),
    st.text("0123456789/-, .>%"),
).map(cell_of)


def letters_of(text):
    return "".join(letter for letter in tidy(text) if letter.isalnum())


@pytest.mark.parametrize("name", READERS)
@settings(deadline=None)
@given(cell=CELLS)
@example(cell="Y")
@example(cell="7/y/8")
def test_reader_never_raises_and_keeps_what_it_does_not_understand(name, cell):
    reading = READERS[name](cell)
    text = text_of(cell)
    if reading.value in (None, (), frozenset()) and fold(text) not in NOTHING_WORDS | {"n", "false", "0"}:
        assert letters_of(reading.kept) == letters_of(text)
    for problem in reading.problems:
        assert problem.sentence


@settings(deadline=None)
@given(text=st.text())
def test_every_letter_of_a_name_is_somewhere_in_the_reading(text):
    reading = values.read_student_name(text)
    name = reading.value
    whole = f"{name.given} {name.family} {name.chosen}" if name else reading.kept
    assert sorted(letters_of(text)) == sorted(letters_of(whole))


@settings(deadline=None)
@given(listed=st.lists(st.sampled_from(["WL", "Creat", "Math", "Robotics", "Chess club", "Sci"]), max_size=6))
def test_every_piece_of_an_area_list_is_read_or_kept(listed):
    reading = values.read_areas(", ".join(listed))
    for piece in listed:
        assert short_forms().get(fold(piece)) in reading.value or piece in reading.kept.split(", ")


@settings(deadline=None)
@given(cell=CELLS)
def test_cell_survives_being_kept_as_json(cell):
    kept = cell_from_json(cell_to_json(cell))
    assert kept == cell or text_of(kept) == text_of(cell)


@settings(deadline=None)
@given(text=st.text())
def test_tidy_text_is_tidy_for_good(text):
    assert tidy(tidy(text)) == tidy(text)
