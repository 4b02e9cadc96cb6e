"""The questions an import asks: which file, what each column means, and what to do about each problem."""

import re
from itertools import groupby

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rostering.columns import Column, guess_columns, targets
from rostering.columns.words import instrument_of
from rostering.problems import KINDS
from rostering.readers import text_of, tidy
from rostering.readers.cells import fold
from rostering.readers.layout import Layout
from rostering.settling import Chosen
from rostering.values.areas import pieces, short_forms
from rostering.values.reading import NOTHING_WORDS
from schools.models import School
from students.areas import choices as area_choices
from students.models import Evidence

SAMPLES = 3
EVIDENCE = "evidence"
AREAS = "areas"
NOT_AN_AREA = "none"
TEST_PARTS = ("instrument", "part", "year", "kind")
LONGEST_TYPED = 100
CHOICE = re.compile(r"(choice|typed)-(\d{1,7})-(-?\d{1,4})-([a-z_0-9]+)(?:-([a-z_0-9]+))?")


class TakeBackForm(forms.Form):
    """Why a list that was brought in is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Why is this list taken back?"),
        help_text=gettext_lazy("It stands in the history of every student of this list."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Say why the list is taken back.")},
    )

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper


class UploadForm(forms.Form):
    """Which list, and into which school."""

    school = forms.ModelChoiceField(
        queryset=School.objects.none(), label=gettext_lazy("School of the students on this list"), empty_label=None
    )
    file = forms.FileField(
        label=gettext_lazy("Your list"),
        help_text=gettext_lazy("An Excel workbook (.xlsx) or a CSV file, up to 10 MB. The file itself is not kept."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": gettext_lazy("Choose the file that holds your students."),
            "empty": gettext_lazy("This file is empty. Choose the file that holds your students."),
        },
    )

    def __init__(self, *args, schools, **options):
        super().__init__(*args, **options)
        self.fields["school"].queryset = schools
        self.fields["school"].initial = schools.first()
        if schools.count() == 1:
            self.fields["school"].widget = forms.HiddenInput()

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_tag = False
        return helper


class ColumnsForm(forms.Form):
    """What each column means, in her words, with what stands in it; and what her short forms for areas mean."""

    def __init__(self, data=None, *, layout: Layout, remembered, own_short_forms):
        super().__init__(data, label_suffix="")
        self.layout = layout
        self.guesses = [told_before(guess, remembered) for guess in guess_columns(layout.headers)]
        self.own = own_short_forms
        for column in self.guesses:
            self.add_column(column)
        self.words = area_words(layout, self.guesses)
        for n, word in enumerate(self.words):
            known = {**short_forms(), **self.own}.get(fold(word))
            self.fields[f"short_{n}"] = choosing(
                word, area_meanings(), NOT_AN_AREA if known == "" else known or "", required=False
            )

    def add_column(self, column: Column) -> None:
        """The question about one column; for a test also which measure, part, year and kind."""
        index = column.index
        name = column.header or _("Column %(n)s, without a name") % {"n": index + 1}
        self.fields[f"column_{index}"] = choosing(name, grouped_targets(), column.target)
        if column.target == EVIDENCE:
            test = column.test or {"instrument": column.header}
            self.fields[f"instrument_{index}"] = typing(_("Measure"), test.get("instrument"))
            self.fields[f"part_{index}"] = typing(_("Part"), test.get("part"))
            self.fields[f"year_{index}"] = typing(_("Year"), test.get("year"))
            kind = test.get("kind") or Evidence.Kind.OTHER
            self.fields[f"kind_{index}"] = choosing(_("Kind"), Evidence.Kind.choices, kind, required=False)

    @property
    def lines(self):
        """One line per column: her word, what stands in it, the question, and a test's particulars."""
        for column in self.guesses:
            parts = [f"{part}_{column.index}" for part in TEST_PARTS]
            yield {
                "field": self[f"column_{column.index}"],
                "samples": samples(self.layout, column.index),
                "test": [self[name] for name in parts if name in self.fields],
                "said": [self[name].value() for name in parts[:-1] if name in self.fields and self[name].value()],
            }

    @property
    def short_lines(self):
        return [self[f"short_{n}"] for n in range(len(self.words))]

    def columns(self) -> tuple[Column, ...]:
        """The columns as confirmed."""
        return tuple(self.confirmed(column) for column in self.guesses)

    def confirmed(self, column: Column) -> Column:
        meant = self.cleaned_data[f"column_{column.index}"]
        if meant != EVIDENCE:
            return Column(column.index, column.header, meant)
        said = {part: self.cleaned_data.get(f"{part}_{column.index}", "") for part in TEST_PARTS}
        test = said if said["instrument"] else instrument_of(column.header)
        return Column(column.index, column.header, EVIDENCE, test)

    def short_forms(self) -> dict[str, str]:
        """The words whose meaning she gave or changed; what the house knows anyway is not stored."""
        given = {}
        for n, word in enumerate(self.words):
            meant = self.cleaned_data.get(f"short_{n}", "")
            code = "" if meant == NOT_AN_AREA else meant
            if meant and (code != short_forms().get(fold(word)) or fold(word) in self.own):
                given[word] = code
        return given


def choosing(label, choices, initial, *, required=True) -> forms.ChoiceField:
    """A small list to choose from."""
    widget = forms.Select(attrs={"class": "form-select form-select-sm"})
    return forms.ChoiceField(label=label, choices=choices, initial=initial, required=required, widget=widget)


def typing(label, initial) -> forms.CharField:
    """A small box to type in."""
    widget = forms.TextInput(attrs={"class": "form-control form-control-sm"})
    return forms.CharField(label=label, initial=initial, required=False, max_length=80, widget=widget)


def told_before(guess: Column, remembered) -> Column:
    """The meaning this person gave the same words before, else the guess."""
    known = remembered.get(fold(guess.header))
    return Column(guess.index, guess.header, known.target, known.test) if known and known.target else guess


def grouped_targets():
    """Every meaning a column can have, in groups."""
    return [
        (group, [(one.code, one.label) for one in some]) for group, some in groupby(targets(), lambda one: one.group)
    ]


def area_meanings():
    return [
        ("", _("Not known yet")),
        *area_choices(),
        (NOT_AN_AREA, _("Not an area: keep as a staff note")),
    ]


def samples(layout: Layout, index: int) -> list[str]:
    """The first few different squares of a column."""
    seen = dict.fromkeys(text_of(line.cells[index]) for line in layout.students)
    return [text for text in seen if text][:SAMPLES]


def area_words(layout: Layout, columns: list[Column]) -> list[str]:
    """Every different word that stands for an area on the sheet and is not one of its full names."""
    full = {fold(name) for _code, name in area_choices()}
    words: dict[str, str] = {}
    for column in columns:
        if column.target == AREAS:
            for line in layout.students:
                for word in pieces(text_of(line.cells[column.index]), short_forms()):
                    words.setdefault(fold(word), word)
    return [words[folded] for folded in sorted(words) if folded and folded not in full | NOTHING_WORDS]


class Choosing:
    """What a preview page posts: a choice per problem, changes to decline, and who the named teachers are.

    Choices that do not exist are ignored: the page offers none of them.
    """

    def __init__(self, post):
        self.post = post

    @property
    def choices(self):
        """Row → (column, kind) → what was chosen. Typed beside a choice that was not ticked counts as choosing it."""
        found: dict[int, dict[tuple[int, str], Chosen]] = {}
        for name in self.post:
            said = CHOICE.fullmatch(name)
            if not said or said[4] not in KINDS or (said[1] == "typed" and self.is_ticked(said)):
                continue
            if chosen := self.ticked(said) if said[1] == "choice" else self.typed(said):
                found.setdefault(int(said[2]), {})[int(said[3]), said[4]] = chosen
        return found

    def is_ticked(self, said) -> bool:
        """Whether one of the choices was ticked beside whose problem something is typed."""
        return f"choice-{said[2]}-{said[3]}-{said[4]}" in self.post

    def ticked(self, said) -> Chosen | None:
        """The choice that was ticked, with what is typed beside it, as it was typed."""
        choice = next((one for one in KINDS[said[4]].choices if one.code == self.post[said[0]]), None)
        if choice is None:
            return None
        typed = self.post.get(f"typed-{said[2]}-{said[3]}-{said[4]}-{choice.code}", "")
        return Chosen(choice.code, tidy(typed)[:LONGEST_TYPED] if choice.asks else "")

    def typed(self, said) -> Chosen | None:
        """The choice beside which something is typed, though nothing is ticked."""
        typed = tidy(self.post[said[0]])[:LONGEST_TYPED]
        asks = any(one.code == said[5] and one.asks for one in KINDS[said[4]].choices)
        return Chosen(said[5], typed) if asks and typed else None

    @property
    def kept(self):
        """Row → keys of the changes to decline, for every row that was on the page."""
        return {
            int(number): self.post.getlist(f"keep-{number}")
            for number in self.post.getlist("row")
            if re.fullmatch(r"\d{1,7}", number)
        }

    @property
    def teachers(self):
        """Folded name → id of the member of staff, or "0" to leave the name without an account."""
        named = zip(self.post.getlist("teacher-named"), self.post.getlist("teacher-user"), strict=False)
        return {name: user for name, user in named if user.isdecimal()}
