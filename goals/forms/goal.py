"""The form of a goal: what it is, how we will know, who does what, and who sees it."""

from crispy_forms.layout import HTML
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from goals.forms.acts import DayField, area_of_text, bare_helper
from goals.models import Goal, Strategy
from goals.rules import what_is_missing
from history.clock import today
from students.areas import area, areas
from students.models import Identification

MOST_LINES = 40
WHY = HTML('{% if goal %}{% include "goals/_why_beside.html" %}{% endif %}')


def with_explanation(entry):
    """A choice as its name and, quieter, what it means."""
    return format_html('<b>{}</b> <span class="mut">{}</span>', entry, entry.hint) if entry.hint else str(entry)


def column(name):
    return Goal._meta.get_field(name)


class KindChoice(forms.RadioSelect):
    """The kinds as radios; each says which fields it asks for and who usually sees such a goal."""

    kinds = {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        kind = self.kinds[str(value)]
        option["attrs"] |= {"data-asks": " ".join(kind.asks), "data-audience": kind.audience}
        return option


class OfSomeKinds(forms.ChoiceField):
    """Asked for some kinds of goals only: whether it may be empty, the kind decides (`goals.rules`)."""

    def validate(self, value):
        """Empty is let through here."""
        if value:
            super().validate(value)


class GoalForm(forms.Form):
    """The promise of one goal. Which kinds and domains there are, the plan type says."""

    kind = forms.ChoiceField(
        label=_("What kind of goal is it?"),
        widget=KindChoice,
        error_messages={"required": _("Choose what kind of goal this is.")},
    )
    area = forms.ChoiceField(label=_("Strength area"), required=False)
    domain = OfSomeKinds(
        label=_("Which side of growing as a person?"),
        help_text=_("Only for a goal for growing as a person."),
        widget=forms.RadioSelect,
    )
    statement = forms.CharField(
        label=_("What is the goal?"),
        max_length=2000,
        widget=area_of_text(2),
        error_messages={"required": _("Write the goal, beginning with a verb.")},
    )
    short_label = forms.CharField(
        label=_("Short label"),
        help_text=_("One or two words for lists, such as Math."),
        max_length=column("short_label").max_length,
        widget=forms.TextInput(attrs={"class": "w-date"}),
        error_messages={"required": _("Give the goal a short label, such as Math. Lists show it.")},
    )
    family_words = forms.CharField(
        label=_("In family words"),
        help_text=_("Plain and short, about grade 6. The family and the student see it first."),
        max_length=2000,
        required=False,
        widget=area_of_text(2),
    )
    standard = forms.CharField(
        label=_("Standard or other source"),
        help_text=_("As you would type it, code first, such as MA20-GR.8-S.2-GLE.2. It can be above grade level."),
        max_length=2000,
        required=False,
        widget=area_of_text(2),
    )
    baseline = forms.CharField(label=_("Where it is now"), max_length=2000, required=False, widget=area_of_text(2))
    measure = forms.CharField(
        label=_("How we will know"),
        help_text=_(
            "State rule: a goal must be one we can measure. For example: explains 3 models the student picked."
        ),
        max_length=2000,
        required=False,
        widget=area_of_text(2),
    )
    target = forms.CharField(
        label=_("Target"),
        help_text=_("How much, or how well. For example: 4 of 5 on the rubric."),
        max_length=column("target").max_length,
        required=False,
    )
    check_on = DayField(label=_("Check date"), help_text=_("For example, 12/18/2026"), required=False)
    audience = forms.ChoiceField(
        label=_("Who sees this goal"),
        help_text=_(
            "Unless you choose, a goal for growing as a person is kept to the smaller circle. Teachers who carry out "
            "a strategy see the strategy either way."
        ),
        choices=Goal.Audience.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    partner = forms.CharField(
        label=_("Adult partner"),
        help_text=_("Somebody the student picked to talk with about this goal."),
        max_length=column("partner").max_length,
        required=False,
        widget=forms.TextInput(attrs={"class": "w-mid"}),
    )

    def __init__(self, *args, plan, one, goal=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.one, self.goal = plan, one, goal
        self.fields["kind"].choices = [(kind.code, with_explanation(kind)) for kind in one.goal_kinds]
        self.fields["kind"].widget.kinds = {kind.code: kind for kind in one.goal_kinds}
        self.fields["domain"].choices = [(domain.code, str(domain)) for domain in one.domains]
        self.fields["area"].choices = area_choices(plan.student)
        self.fields["statement"].help_text = _("Start with a verb. Write it so %(name)s would say it out loud.") % {
            "name": plan.student.first_name
        }

    @property
    def about(self):
        """The first part of the page."""
        return bare_helper(
            "kind", "area", "domain", "statement", WHY, "short_label", "family_words", "standard", "baseline",
            "measure", "target", "check_on",
        )  # fmt: skip

    @property
    def sharing(self):
        """The last part of the page."""
        return bare_helper("audience", "partner")

    def clean_check_on(self):
        day = self.cleaned_data["check_on"]
        if day and day < today() and not (self.goal and self.goal.check_on == day):
            raise forms.ValidationError(_("This date has passed. Pick a date from today on."))
        return day

    def clean(self):
        """What makes a goal a goal; an area or a domain that the kind does not ask for is dropped, and
        where nobody said who sees it, the kind says so."""
        values = super().clean()
        kind = self.one.goal_kind(values.get("kind", ""))
        for name in ("area", "domain"):
            if kind and name not in kind.asks:
                values[name] = ""
        if kind and not values.get("audience") and "audience" not in self.errors:
            values["audience"] = kind.audience
        for name, sentence in what_is_missing(self.plan, {"kind": "", **values}).items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return values


def area_choices(student):
    """The areas the student was identified in, then the others."""
    held = student.identifications.filter(status=Identification.Status.IDENTIFIED).values_list("area", flat=True)
    held = list(dict.fromkeys(held))
    rest = [one.code for one in areas() if one.code not in held]
    groups = [(_("Identified in"), held), (_("Other areas"), rest)] if held else [(_("Areas"), rest)]
    return [("", _("No single area")), *((name, [(code, str(area(code))) for code in codes]) for name, codes in groups)]


class LineForm(forms.Form):
    """One strategy: what, who, how often. A line without words says nothing and is not kept."""

    public_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What"),
        max_length=Strategy._meta.get_field("words").max_length,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    person = forms.ChoiceField(label=_("Who"), required=False)
    who = forms.CharField(label=_("Or a name"), max_length=Strategy._meta.get_field("who").max_length, required=False)
    how_often = forms.CharField(
        label=_("How often"), max_length=Strategy._meta.get_field("how_often").max_length, required=False
    )
    household = forms.ChoiceField(label=_("In which home"), required=False)

    use_required_attribute = False

    def __init__(self, *args, place, people, homes, **kwargs):
        super().__init__(*args, **kwargs)
        self.place = place
        if place == Strategy.Place.HOME:
            del self.fields["person"], self.fields["who"]
        else:
            self.fields["person"].choices = people.choices
        if place == Strategy.Place.SCHOOL or len(homes) < 2:
            del self.fields["household"]
        else:
            self.fields["household"].choices = [("", _("Every home")), *homes.items()]
        for name, field in self.fields.items():
            css = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            bad = " is-invalid" if self.is_bound and name in self.errors else ""
            field.widget.attrs["class"] = f"{css}{bad}"

    def clean(self):
        said = super().clean()
        rest = [name for name in ("person", "who", "how_often") if (said.get(name) or "").strip()]
        if rest and not (said.get("words") or "").strip() and "words" not in self.errors:
            self.add_error("words", _("Say what happens, or clear the line."))
        if said.get("person") and (said.get("who") or "").strip():
            self.add_error("who", _("Choose a person, or write a name here: not both."))
        return said


class BaseLines(forms.BaseFormSet):
    """The lines of one place, in page order."""

    @property
    def label(self):
        return Strategy.Place(self.form_kwargs["place"]).label


Lines = forms.formset_factory(LineForm, formset=BaseLines, extra=0, max_num=MOST_LINES, absolute_max=MOST_LINES + 10)
