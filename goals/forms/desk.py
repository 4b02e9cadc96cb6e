"""Everything on the page where a goal is written: its form, its lines, and reading both back."""

import json

from django.core.exceptions import ValidationError

from goals.conflict import conflict_over
from goals.forms.goal import MOST_LINES, GoalForm, Lines
from goals.models import Strategy
from goals.people import people_for
from goals.sheet import LINE, PLACES, Pieces, blank_line, is_piece, merge, pieces_of, sheet_of
from plans.parts import type_of
from students.models import Household
from students.turns import met_as_text, read_met, read_sent, still_met


class Desk:
    """The forms of one goal. Made from a sheet to write on, or from what was sent.

    `base` is the sheet the writer began from, `met` what was met of somebody else's words since: they
    travel with the form, so that two people's changes can be told apart when both save. `conflict` is
    what the page says of them.
    """

    conflict = None

    def __init__(self, plan, goal=None):
        self.plan, self.goal = plan, goal
        self.people = people_for(plan.student, goal)
        self.homes = {str(home.pk): home for home in Household.objects.filter(student=plan.student).order_by("name")}
        self.options = {"plan": plan, "one": type_of(plan), "goal": goal}

    def lay_out(self, sheet, *, base, version, met=None, focus=""):
        """Fill the forms from a sheet. `focus` is the line the cursor begins in, such as `school-2`."""
        self.base, self.version, self.focus, self.met, self.sheet = base, version, focus, met or {}, sheet
        self.form = GoalForm(initial=shown(sheet["fields"]), **self.options)
        self.lines = {place: self.formset(place, initial=sheet[place]) for place in PLACES}
        if focus:
            place, _dash, number = focus.rpartition("-")
            self.lines[place].forms[int(number)].fields["words"].widget.attrs["autofocus"] = True
        return self

    def take(self, data):
        """Fill the forms from what was sent, with its problems."""
        self.base, self.version, self.focus = read_base(data), read_version(data), ""
        self.met, self.sheet = read_met(data.get("met"), fits=is_piece), sheet_in(data)
        self.form = GoalForm(data, **self.options)
        self.lines = {place: self.formset(place, data=data) for place in PLACES}
        return self

    def meet(self, goal, *, by, press=""):
        """Bring what was sent together with the goal as it stands now, and say what both worded."""
        now = sheet_of(goal)
        merged = merge(self.base, self.sheet, now, met=self.met, press=press)
        self.lay_out(with_room(merged.sheet), base=merged.base, version=goal.version, met=merged.turns.met)
        self.conflict = conflict_over(goal, self, merged.turns, now=now, by=by, press=press)

    def keep_in_sight(self, *, by):
        """What was met before stays in sight while the form is worked on or has problems."""
        if self.met and self.goal:
            turns = still_met(pieces_of(self.sheet), self.met, kind=Pieces())
            self.conflict = conflict_over(self.goal, self, turns, now=sheet_of(self.goal), by=by)

    def formset(self, place, **kwargs):
        homes = {key: home.name for key, home in self.homes.items()}
        options = {"place": place, "people": self.people, "homes": homes}
        return Lines(prefix=place, form_kwargs=options, **kwargs)

    def is_valid(self):
        return all([self.form.is_valid(), *(lines.is_valid() for lines in self.lines.values())])

    @property
    def has_errors(self):
        bound = [lines for lines in self.lines.values() if lines.is_bound]
        return bool(self.form.errors) or any(lines.total_error_count() for lines in bound)

    @property
    def school(self):
        return self.lines["school"]

    @property
    def home(self):
        return self.lines["home"]

    @property
    def base_text(self):
        return json.dumps(self.base)

    @property
    def met_text(self):
        return met_as_text(self.met) if self.met else ""

    @property
    def values(self):
        """The promise as the action takes it."""
        return self.form.cleaned_data

    @property
    def strategies(self):
        """The lines as the action takes them, those without words left out."""
        lines = [(place, line) for place in PLACES for line in self.lines[place].cleaned_data]
        return [self.strategy(place, line) for place, line in lines if line.get("words")]

    def strategy(self, place, line):
        values = {"place": place, "words": line["words"], "how_often": line["how_often"], "user": None, "who": ""}
        if line["public_id"]:
            values["public_id"] = line["public_id"]
        if place == Strategy.Place.SCHOOL:
            values["user"], values["who"] = self.people.read(line["person"], line["who"])
        elif "household" in line:
            values["household"] = self.homes.get(line["household"])
        return values


def shown(fields):
    """The fields of a sheet as the form shows them: a day as people here write it."""
    year, dash, rest = fields.get("check_on", "").partition("-")
    if dash and year.isdigit():
        month, _dash, day = rest.partition("-")
        return fields | {"check_on": f"{month}/{day}/{year}"}
    return fields


def sheet_in(data):
    """The sheet somebody typed, as it was sent, before any check."""
    sheet = {"fields": {name: data.get(name, "") for name in GoalForm.base_fields}}
    sheet["fields"]["check_on"] = as_kept(sheet["fields"]["check_on"])
    for place in PLACES:
        count = read_number(data.get(f"{place}-TOTAL_FORMS"), most=MOST_LINES)
        sheet[place] = [{name: data.get(f"{place}-{n}-{name}", "") for name in LINE} for n in range(count)]
    return sheet


def as_kept(typed):
    """A day as it is kept, when what was typed is one."""
    try:
        day = GoalForm.base_fields["check_on"].clean(typed)
    except ValidationError:
        return typed
    return day.isoformat() if day else ""


def read_number(text, *, most):
    return min(int(text), most) if (text or "").isdecimal() and len(text) < len(str(most)) + 1 else 0


def read_version(data):
    return read_number(data.get("version"), most=10**6)


def read_base(data):
    """The sheet the writer began from, or an empty one when it does not read."""
    empty = {"fields": {}, "school": [], "home": []}
    try:
        base = read_sent(data.get("base"))
        lines = [line for place in PLACES for line in base[place]]
        fits = all(isinstance(line.get(name), str) for line in lines for name in LINE)
        fits = fits and all(isinstance(text, str) for text in base["fields"].values())
    except (TypeError, KeyError, AttributeError):
        return empty
    return base if fits else empty


def fresh_sheet(plan, earlier=None):
    """The sheet of a new goal: empty, or carried on from an earlier year's goal without its check date."""
    sheet = sheet_of(earlier) if earlier else {"fields": {}, "school": [], "home": []}
    sheet["fields"].pop("check_on", None)
    for place in PLACES:
        sheet[place] = [line | {"public_id": ""} for line in sheet[place]]
    return with_room(sheet)


def with_room(sheet):
    """The sheet with a line to write on in each place that has none."""
    return sheet | {place: sheet[place] or [blank_line()] for place in PLACES}


def change_lines(sheet, act, wanted):
    """Add a line to a place (`add`, "home") or take one away (`remove`, "school-1"); any other act
    lays the sheet out as it is, such as one that was kept while it was written.

    Returns the sheet and the line to begin in.
    """
    place, _dash, number = wanted.rpartition("-") if act == "remove" else (wanted, "", "")
    if place not in PLACES:
        return sheet, ""
    lines = list(sheet[place])
    if act == "remove":
        lines = [line for n, line in enumerate(lines) if str(n) != number] or [blank_line()]
        return sheet | {place: lines}, f"{place}-{min(int(number or 0), len(lines) - 1)}"
    lines = [*lines, blank_line()][:MOST_LINES]
    return sheet | {place: lines}, f"{place}-{len(lines) - 1}"
