"""Two wordings, word by word."""

from history.wordings import marked, pieces


def test_a_change_is_told_as_one_text_with_what_went_and_what_came():
    assert pieces("set, Tuesdays and Thursdays", "set, in class, Tuesdays") == [
        ("same", "set, "), ("in", "in class, "), ("same", "Tuesdays"), ("out", " and Thursdays"),
    ]  # fmt: skip


def test_wordings_with_little_in_common_are_told_one_after_the_other():
    assert pieces("abc def", "ghi jkl") == [("out", "abc def"), ("in", "ghi jkl")]


def test_what_is_new_is_marked_in_the_newer_wording_alone():
    assert marked("set, Tuesdays and Thursdays", "set, in class, Tuesdays") == [
        ("same", "set, "), ("in", "in class, "), ("same", "Tuesdays"),
    ]  # fmt: skip


def test_long_texts_are_compared_where_they_differ():
    long = "modeling rate of change " * 3000
    assert pieces(long + "old" + long, long + "new" + long)[1:3] == [("out", "oldmodeling"), ("in", "newmodeling")]


def test_long_texts_with_nothing_in_common_are_told_one_after_the_other_at_once():
    before, after = (" ".join(f"{word}{n}" for n in range(5000)) for word in ("a", "b"))
    assert pieces(before, after) == [("out", before), ("in", after)]


def test_what_shares_no_word_is_not_woven_together():
    old, new = "Find straight lines in real life", "Make maps of a whole town"
    assert pieces(old, new) == [("out", old), ("in", new)]


def test_words_that_change_side_by_side_are_one_change():
    found = pieces("We check the slope of it on Friday", "We check how tall of it on Friday")
    assert found == [("same", "We check "), ("out", "the slope"), ("in", "how tall"), ("same", " of it on Friday")]
