"""Small files made in memory: workbooks and archives, good and bad, for the tests of the import."""

import io
import zipfile
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook

SAMPLE = Path(__file__).with_name("specialist-caseload.xlsx").read_bytes()
HEADERS = (
    "Student (Last, First)",
    "Gr",
    "SASID",
    "LASID",
    "GT Area(s)",
    "Date ID'd",
    "Parent/Guardian 1",
    "Email 1",
    "Notes",
)
ROWS = (
    ("Rivera, Ana", 7, "1258026796", 78087, "GIA", date(2023, 1, 11), "Susan Rivera", "susan@example.org", "chess"),
    ("Lad, Finn", "6th", "1623716632", 47860, "Mus/Sci/R", "Mar 2023", "Carmen Lad", "no email - call", None),
)


def workbook(sheets=None) -> bytes:
    """An .xlsx of (name, rows) pairs; by default a small caseload under a title row and a blank row."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets or [("Caseload", [("GT list",), (), HEADERS, *ROWS])]:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def excerpt(*names) -> bytes:
    """The specialist's own workbook with the rows of these students only."""
    rows = list(load_workbook(io.BytesIO(SAMPLE)).worksheets[0].values)
    return workbook([("Caseload", [*rows[:3], *(row for row in rows[3:] if row[0] in names)])])


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive(members: dict[str, bytes], base: bytes = b"") -> bytes:
    """A zip of these members, added to (or replacing those of) another zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        if base:
            with zipfile.ZipFile(io.BytesIO(base)) as source:
                for name in source.namelist():
                    if name not in members:
                        target.writestr(name, source.read(name))
        for name, content in members.items():
            target.writestr(name, content)
    return out.getvalue()
