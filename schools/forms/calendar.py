"""School years with their reporting windows, and days off."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schools.actions import add_days_off, correct_year, open_year
from schools.days_off import read_days_off
from schools.forms.acting import ActionForm, Day

MOST_WINDOWS = 6
PARTS = ("window", "first", "last", "which")


class YearForm(ActionForm):
    """A school year and up to six reporting windows; a row of windows without a name does not count."""

    notes = (
        gettext_lazy("A reporting window is a report card or a conference: progress goes to families in each."),
        gettext_lazy("Windows lie inside the year and do not overlap. There may be days between them."),
    )

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=20,
        help_text=gettext_lazy("For example 2026–27."),
        widget=forms.TextInput(attrs={"class": "w-short"}),
    )
    starts_on = Day(label=gettext_lazy("First day"))
    ends_on = Day(label=gettext_lazy("Last day"))

    def __init__(self, *args, district, year=None, **options):
        self.district, self.year = district, year
        there = list(year.windows.order_by("starts_on")) if year else []
        self.row_numbers = range(max(MOST_WINDOWS, len(there)))
        if year:
            options["initial"] = {"name": year.name, "starts_on": year.starts_on, "ends_on": year.ends_on}
        super().__init__(*args, **options)
        for number in self.row_numbers:
            window = there[number] if number < len(there) else None
            self._add_row(number, window)

    def _add_row(self, number, window):
        said = {"number": number + 1}
        name = forms.CharField(label=_("Window %(number)d") % said, max_length=100, required=False)
        first = Day(label=_("First day of window %(number)d") % said, required=False)
        last = Day(label=_("Last day of window %(number)d") % said, required=False)
        which = forms.IntegerField(required=False, widget=forms.HiddenInput)
        if window:
            name.initial, first.initial, last.initial = window.name, window.starts_on, window.ends_on
            which.initial = window.pk
        parts = {"window": name, "first": first, "last": last, "which": which}
        self.fields |= {f"{part}{number}": field for part, field in parts.items()}

    @property
    def title(self):
        return _("Correct the school year") if self.year else _("Add a school year")

    def rows(self):
        return ["name", "starts_on", "ends_on"]

    def window_rows(self):
        """The fields of each window, for the page."""
        return [[self[f"{part}{number}"] for part in PARTS] for number in self.row_numbers]

    def windows(self):
        """The windows answered: (name, first day, last day) each."""
        rows = [[self.cleaned_data.get(f"{part}{n}") for part in PARTS[:3]] for n in self.row_numbers]
        return [tuple(row) for row in rows if all(row)]

    def was(self):
        """Which window each name stood for when the page was opened, as {name: key}."""
        return {self.cleaned_data.get(f"window{n}"): self.cleaned_data.get(f"which{n}") for n in self.row_numbers}

    def clean(self):
        given = super().clean()
        for number in self.row_numbers:
            row = {part: given.get(f"{part}{number}") for part in PARTS[:3]}
            for part, answer in row.items():
                if any(row.values()) and not answer and f"{part}{number}" not in self.errors:
                    self.add_error(f"{part}{number}", _("A window needs a name, a first and a last day."))
        return given

    def act(self):
        given = {field: self.cleaned_data[field] for field in ("name", "starts_on", "ends_on")}
        if self.year:
            correct_year(year=self.year, windows=self.windows(), was=self.was(), by=self.by, **given)
        else:
            open_year(district=self.district, windows=self.windows(), by=self.by, **given)


class DaysOffForm(ActionForm):
    """Days without school, several at once."""

    title = gettext_lazy("Add days off")
    saves = gettext_lazy("Add these days")
    notes = (
        gettext_lazy("Every count of school days changes with them. A snow day can be added afterwards."),
        gettext_lazy("Days already there stay as they are, so the whole list can be pasted again."),
    )

    lines = forms.CharField(
        label=gettext_lazy("One line for each day or stretch of days"),
        help_text=gettext_lazy(
            "For example 11/26/2026 Thanksgiving, or 12/21/2026 - 1/1/2027 Winter break. You can paste a list."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def __init__(self, *args, district, **options):
        self.district = district
        super().__init__(*args, **options)

    @property
    def said(self):
        count = len(self.added)
        return ngettext("%(count)d day off added.", "%(count)d days off added.", count) % {"count": count}

    def clean_lines(self):
        days, problems = read_days_off(self.cleaned_data["lines"])
        if problems:
            raise ValidationError(problems)
        return days

    def act(self):
        self.added = add_days_off(district=self.district, days=self.cleaned_data["lines"], by=self.by)
