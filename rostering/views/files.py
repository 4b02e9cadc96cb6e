"""Choosing a file, one of its sheets, and what the columns of that sheet mean."""

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from rostering.actions import confirm_columns, read_file
from rostering.actions.looking import layout_of
from rostering.forms import ColumnsForm, UploadForm
from rostering.models import ImportRun
from rostering.queries import remembered_columns, runs_of, runs_to_take_back, schools_to_import, short_forms_of
from rostering.readers import FileRefused, cell_from_json, text_of
from rostering.readers.opening import MAX_BYTES
from rostering.tasks import who_looks
from rostering.views.doors import importers_only, own_run, see_other

State = ImportRun.State
RECENT = 10
FIRST_ROWS = 6
FILLED = Count("rows")


@require_http_methods(["GET", "POST"])
@importers_only
def start(request):
    """Choose a file. It is read at once, and its sheets are shown."""
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*posted, schools=schools_to_import(request.principal))
    if form.is_bound and form.is_valid():
        try:
            runs = read_upload(form, request.principal)
        except FileRefused as refused:
            form.add_error("file", str(refused))
        else:
            return see_other("rostering:columns", runs[0].public_id) if len(runs) == 1 else sheets_page(runs)
    own = runs_of(request.principal).exclude(state=State.DISCARDED)
    others = runs_to_take_back(request.principal).exclude(by=request.principal.pk).order_by("-applied_at", "-pk")
    shown = {"form": form, "recent": own[:RECENT], "others": others[:RECENT], "has_errors": bool(form.errors)}
    return render(request, "rostering/start.html", shown, status=422 if form.is_bound else 200)


def read_upload(form, by):
    """The runs of an uploaded file; one byte more than the limit is read, so that the limit can be said."""
    upload = form.cleaned_data["file"]
    data = upload.read(MAX_BYTES + 1)
    return read_file(data=data, name=upload.name, school=form.cleaned_data["school"], by=by)


def sheets_page(runs):
    return see_other("rostering:sheets", runs[0].upload)


@require_GET
@importers_only
def sheets(request, upload):
    """The sheets of one file, to choose which to bring in first."""
    runs = runs_of(request.principal).filter(upload=upload).annotate(filled=FILLED).order_by("position")
    if not runs:
        raise Http404
    return render(request, "rostering/sheets.html", {"runs": runs, "first": runs[0]})


@require_http_methods(["GET", "POST"])
@own_run(State.READ, State.PREVIEWED)
def columns(request, run):
    """What each column means. The answer is remembered for the next list."""
    asked = request.POST.get("header_row") or request.GET.get("header") or ""
    run.header_row = int(asked) if asked.isdecimal() and asked.isascii() else run.header_row
    try:
        layout = layout_of(run)
    except FileRefused as refused:
        return render(
            request, "rostering/no_header.html", {"run": run, "why": refused, "rows": top_of(run)}, status=422
        )
    by = request.principal
    remembered, own = remembered_columns(by), short_forms_of(by)
    posted = request.POST if request.method == "POST" else None
    form = ColumnsForm(posted, layout=layout, remembered=remembered, own_short_forms=own)
    if form.is_bound and form.is_valid():
        try:
            said = {"columns": form.columns(), "short_forms": form.short_forms(), "header_row": layout.header_row}
            confirm_columns(run=run, by=by, ask=who_looks(run), **said)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return see_other("rostering:preview", run.public_id)
    shown = {"run": run, "form": form, "layout": layout, "has_errors": bool(form.errors)}
    return render(request, "rostering/columns.html", shown, status=422 if form.is_bound else 200)


def top_of(run):
    """The first rows of a sheet, for pointing at the one with the column names."""
    rows = run.rows.order_by("number")[:FIRST_ROWS]
    return [(row.number, [text_of(cell_from_json(cell)) for cell in row.cells]) for row in rows]
