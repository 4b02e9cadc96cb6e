"""Which row holds the column names, and what every other row is."""

import pytest

from rostering.readers import FileRefused, Sheet
from rostering.readers.layout import lay_out

HEADERS = ("Student (Last, First)", "Gr", "SASID")


def sheet(*rows):
    width = max(len(row) for row in rows)
    return Sheet("Caseload", tuple((*row, *(None,) * (width - len(row))) for row in rows))


def test_rows_of_a_real_list_are_told_apart():
    layout = lay_out(
        sheet(
            ("Cottonwood MS  GT / ALP tracking", None),
            (None,),
            HEADERS,
            ("Rivera, Ana", 7, "1258026796"),
            (None,),
            ("--- 7th/8th below were added after Aug. ---",),
            ("Lad, Finn", 6, None),
            HEADERS,
            ("Weiss, Cody",),
            ("TOTAL", 86),
        )
    )
    assert layout.header_row == 3
    assert [(line.number, line.kind) for line in layout.lines] == [
        (1, "title"), (2, "blank"), (3, "header"), (4, "student"), (5, "blank"),
        (6, "divider"), (7, "student"), (8, "header"), (9, "student"), (10, "total"),
    ]  # fmt: skip


def test_what_is_set_aside_is_kept_with_its_words():
    layout = lay_out(sheet(("My list",), HEADERS, ("Rivera, Ana", 7), ("new this fall",), ("Total", 1)))
    assert [(line.number, line.cells[0]) for line in layout.set_aside] == [
        (1, "My list"),
        (4, "new this fall"),
        (5, "Total"),
    ]


def test_person_may_say_which_row_holds_the_names():
    layout = lay_out(sheet(("a", "b"), ("c", "d"), ("Rivera, Ana", 7)), header_row=2)
    assert (layout.headers, [line.number for line in layout.students]) == (("c", "d"), [3])


def test_sheet_without_column_names_is_refused_with_what_to_do():
    with pytest.raises(FileRefused, match="no column names in “Caseload”"):
        lay_out(sheet(("x", "y"), ("z", 1)))


def test_row_that_does_not_exist_is_refused():
    with pytest.raises(FileRefused, match="no row 9"):
        lay_out(sheet(HEADERS), header_row=9)
