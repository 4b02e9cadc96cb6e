"""Names as people look for them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from students.names import fold, search_name, sort_name, tidy


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("García", "garcia"),
        ("Łukasz Đokić", "lukasz dokic"),
        ("Øyvind Bjørnson", "oyvind bjornson"),
        ("Weiß", "weiss"),
        ("Æsa Þór", "aesa thor"),
        ("Nguyễn", "nguyen"),
        ("Dvořák", "dvorak"),
        ("O'Brien-Núñez", "obrien nunez"),
        ("Kaʻiulani", "kaiulani"),
        ("D’Angelo", "dangelo"),
        ("İpek Işık", "ipek isik"),
        ("  Mei-Lin   Zhao ", "mei lin zhao"),
        ("", ""),
    ],
)
def test_fold_takes_accents_case_and_marks_away(written, folded):
    assert fold(written) == folded


@given(st.text(max_size=60))
def test_fold_of_a_folded_name_is_the_same(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=30))
def test_fold_does_not_care_how_letters_are_composed(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(max_size=60))
def test_tidy_twice_is_tidy_once(text):
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(max_size=100), st.text(max_size=100))
def test_folded_names_fit_their_columns(first, last):
    assert len(sort_name(first=first, last=last)) <= 220
    assert len(search_name(first, last)) <= 420


def test_sort_name_is_last_then_first():
    assert sort_name(first="Zoë", last="Álvarez") == "alvarez, zoe"


def test_search_name_holds_every_name_once():
    assert search_name("María", "Mia", "García María") == "maria mia garcia"
