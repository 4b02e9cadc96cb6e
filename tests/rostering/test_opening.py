"""Files of every kind, opened by what is in them and refused with a sentence that says what to do."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from rostering.readers import FileRefused, open_upload
from rostering.readers import workbook as workbook_reader
from tests.rostering.files import archive, saved, workbook

PLAIN = "Name,Grade\nRivera,7\n"


def rows_of(data: bytes, sheet: int = 0):
    return open_upload(data).sheets[sheet].rows


def test_workbook_gives_its_sheets_with_rows_where_the_person_sees_them():
    book = open_upload(workbook())
    assert [sheet.name for sheet in book.sheets] == ["Caseload"]
    assert book.sheets[0].rows[0][0] == "GT list"
    assert book.sheets[0].rows[1] == (None,) * 9
    assert book.sheets[0].rows[3][:6] == ("Rivera, Ana", 7, "1258026796", 78087, "GIA", date(2023, 1, 11))


def test_hidden_sheet_is_read_and_known_to_be_hidden():
    book = Workbook()
    book.active.append(["Name", "Grade"])
    hidden = book.create_sheet("Old")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    assert [(sheet.name, sheet.hidden) for sheet in open_upload(saved(book)).sheets] == [
        ("Sheet", False),
        ("Old", True),
    ]


def test_formula_without_a_calculated_value_is_kept_as_its_own_text():
    assert rows_of(workbook([("A", [("Name", "Grade"), ("Rivera", "=3+4")])]))[1] == ("Rivera", "=3+4")


def test_formatting_far_below_the_list_does_not_count_as_rows():
    book = Workbook()
    book.active.append(["Name", "Grade"])
    book.active.cell(row=900_000, column=1).number_format = "0.00"
    assert len(rows_of(saved(book))) == 1


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Name,Grade\nPeña,7\n".encode(), ""),
        ("\ufeffName,Grade\nPeña,7\n".encode(), ""),
        ("Name,Grade\r\nPeña,7\r\n".encode("cp1252"), "Windows-1252"),
        ("Name;Grade\rPeña;7\r".encode(), ""),
        ("Name\tGrade\nPeña\t7\n".encode(), ""),
    ],
)
def test_csv_in_each_usual_form_reads_the_same(data, encoding):
    book = open_upload(data)
    assert book.sheets[0].rows == (("Name", "Grade"), ("Peña", "7"))
    assert book.guessed_encoding == encoding


def test_csv_keeps_line_breaks_inside_quotation_marks_and_rows_of_every_length():
    assert rows_of(b'Name,Note\n"Rivera","two\nlines"\nLad\n') == (
        ("Name", "Note"),
        ("Rivera", "two\nlines"),
        ("Lad", None),
    )


def spoiled_zip() -> bytes:
    return workbook()[:-400]


REFUSALS = {
    "nothing": (b"", "empty"),
    "blank": (b" \r\n ", "empty"),
    "commas": (b",,,\n,,,\n", "nothing in this file"),
    "pdf": (b"%PDF-1.7\n1 0 obj", "PDF"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".xls"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    "utf-16": (PLAIN.encode("utf-16"), "UTF-16"),
    "utf-16 without mark": (PLAIN.encode("utf-16-le"), "not a text file"),
    "web page": (b"<html><table><tr><td>Name</td></tr></table></html>", "web page"),
    "picture": (b"\x89PNG\r\n\x1a\n", "picture"),
    "rtf": (b"{\\rtf1 Name}", "text document"),
    "unreadable letters": (b"Name,Grade\n\x81\x8d,7\n", "letters"),
    "endless square": (b"Name,Grade\n" + b"x" * 200_000, "Line 2"),
    "open quote": (b'Name,Grade\n"Rivera,7\nLad,6\n', "line 2"),
    "macro": (archive({"xl/vbaProject.bin": b"x"}, workbook()), "macros"),
    "macro by type": (archive({"[Content_Types].xml": b"sheet.macroEnabled.main+xml"}, workbook()), "macros"),
    "word": (archive({"word/document.xml": b"<w/>"}), "Word"),
    "numbers": (archive({"Index/Document.iwa": b"x"}), "Numbers"),
    "opendocument": (archive({"content.xml": b"<office/>"}), "OpenDocument"),
    "zip": (archive({"list.csv": PLAIN.encode()}), "zip file"),
    "doctype": (archive({"xl/workbook.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}, workbook()), "damaged"),
    "damaged": (spoiled_zip(), "damaged"),
    "empty sheets": (workbook([("A", []), ("B", [(None, None)])]), "nothing in this file"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSALS)
def test_file_that_is_not_a_list_is_refused_with_what_to_do(name):
    data, words = REFUSALS[name]
    with pytest.raises(FileRefused) as refused:
        open_upload(data)
    assert words in str(refused.value)


def test_zip_bomb_is_refused_by_real_size_not_by_what_it_claims(monkeypatch):
    monkeypatch.setattr(workbook_reader, "MAX_UNPACKED", 3_000_000)
    bomb = archive({"xl/worksheets/sheet1.xml": b"<x>" + b" " * 4_000_000}, workbook())
    assert len(bomb) < 20_000
    with pytest.raises(FileRefused) as refused:
        open_upload(bomb)
    assert "unpacks to more than" in str(refused.value)


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(workbook_reader, "MAX_MEMBERS", 5)
    with pytest.raises(FileRefused, match="too many parts"):
        open_upload(workbook())


def test_encrypted_member_is_refused_as_a_password():
    data = bytearray(workbook())
    directory = data.rfind(b"PK\x01\x02")
    data[directory + 8] |= 1
    with pytest.raises(FileRefused, match="password"):
        open_upload(bytes(data))


def test_list_of_ten_thousand_rows_is_read_and_a_longer_one_refused():
    lines = "Name,Grade\n" + "".join(f"Student {number},7\n" for number in range(10_000))
    assert len(rows_of(lines.encode())) == 10_001
    with pytest.raises(FileRefused, match="more than 10000 rows"):
        open_upload((lines + "One more,7\n" * 300).encode())


def test_large_upload_is_refused_before_it_is_read():
    with pytest.raises(FileRefused, match="up to 10 MB"):
        open_upload(b"x" * (11 * 1024 * 1024))


def test_sheet_with_too_many_columns_is_refused():
    with pytest.raises(FileRefused, match="200 columns"):
        open_upload(workbook([("A", [range(1, 203)])]))


def book_or_refusal(data):
    """The filled sheets, or the sentence of the refusal: one of the two is never empty."""
    try:
        return open_upload(data).filled_sheets
    except FileRefused as refused:
        return str(refused)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_book_or_a_refusal(data):
    assert book_or_refusal(data)


@settings(deadline=None)
@given(st.binary(max_size=60), st.integers(0, 4000))
def test_workbook_damaged_anywhere_gives_a_book_or_a_refusal(noise, where):
    data = bytearray(workbook())
    data[where : where + len(noise)] = noise
    assert book_or_refusal(bytes(data))
