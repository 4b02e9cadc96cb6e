"""Reading a file: every filled sheet is kept as a run of its own, square by square. The file itself is not kept."""

import hashlib
import uuid

from django.db import transaction

from history.clock import now
from rostering.actions.remembering import remember
from rostering.models import ImportRun, StagedRow
from rostering.readers import FileRefused, Sheet, cell_to_json, open_upload
from rostering.readers.layout import find_header

BATCH = 1_000
LONGEST_NAME = 255
LONGEST_SHEET_NAME = 120


@transaction.atomic
def read_file(*, data: bytes, name: str, school, by, at=None) -> list[ImportRun]:
    """The runs of a file's filled sheets, in its order. Raises FileRefused with what to do instead."""
    at = at or now()
    book = open_upload(data)
    shared = {
        "upload": uuid.uuid4(),
        "file_name": name[-LONGEST_NAME:],
        "sha256": hashlib.sha256(data).hexdigest(),
        "guessed_encoding": book.guessed_encoding,
        "school": school,
        "by": by,
        "at": at,
    }
    runs = [keep_sheet(ImportRun(position=n, **shared), sheet) for n, sheet in enumerate(book.filled_sheets)]
    told = {"file": shared["file_name"], "sha256": shared["sha256"], "sheets": [run.sheet for run in runs]}
    remember("list_read", runs[0], by=by, at=at, data=told)
    return runs


def keep_sheet(run: ImportRun, sheet: Sheet) -> ImportRun:
    """One sheet with its filled rows. Without column names it is kept too: a person can point at them."""
    run.sheet, run.hidden = sheet.name[:LONGEST_SHEET_NAME], sheet.hidden
    try:
        run.header_row = find_header(sheet)
    except FileRefused:
        run.header_row = 0
    run.save()
    rows = (
        StagedRow(run=run, number=number, cells=[cell_to_json(cell) for cell in row])
        for number, row in enumerate(sheet.rows, start=1)
        if any(cell is not None for cell in row)
    )
    StagedRow.objects.bulk_create(rows, batch_size=BATCH)
    return run
