"""Bringing a list in, in one line each: what the tests of the import do over and over."""

from rostering import actions
from rostering.actions.looking import layout_of
from rostering.columns import guess_columns
from rostering.models import Issue
from rostering.settling import Chosen

DECIDED = {"date_future": "no_date", "same_student_twice": "merge"}
CASELOAD_CHOICES = {
    5: {(5, "date_future"): Chosen("no_date")},
    9: {(-1, "same_student_twice"): Chosen("merge")},
}


def read(world, data, by=None, school=None):
    """The runs of a file whose columns are confirmed as guessed."""
    by = by or world.other_specialist
    runs = actions.read_file(data=data, name="list.xlsx", school=school or world.other_school, by=by)
    return [confirm(run, by) for run in runs]


def confirm(run, by):
    layout = layout_of(run)
    said = {"columns": guess_columns(layout.headers), "short_forms": {}, "header_row": layout.header_row}
    return actions.confirm_columns(run=run, by=by, **said)


def choose(run, choices=None, kept=None, teachers=None):
    return actions.choose(run=run, choices=choices or {}, kept=kept or {}, teachers=teachers or {})


def apply(run):
    return actions.apply_run(run=run, by=run.by)


def proposals(run):
    """How many rows there are of each proposal."""
    listed = list(run.rows.values_list("proposal", flat=True))
    return {code: listed.count(code) for code in sorted(set(listed))}


def waiting(run):
    return list(
        Issue.objects.filter(row__run=run, decided=False).values_list("row__number", "kind").order_by("row__number")
    )


def open_questions(run):
    issues = Issue.objects.filter(row__run=run, decided=False)
    return list(issues.values_list("row__number", "column", "kind"))


def asked(run):
    kinds = list(Issue.objects.filter(row__run=run).values_list("kind", flat=True))
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}
