"""The small forms of a goal: closing it, opening it again, taking it out."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from goals.models import Goal

US_DATES = ["%m/%d/%Y", "%Y-%m-%d", "%m/%d/%y"]


def bare_helper(*fields):
    """A crispy helper that draws fields only: the page writes its own form tag and buttons."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*fields)
    return helper


def refuse(form, refused):
    """Put an action's refusal on the form, by field where it names one."""
    fields = getattr(refused, "error_dict", {})
    for name, errors in fields.items():
        form.add_error(name if name in form.fields else None, errors)
    if not fields:
        form.add_error(None, refused)


def area_of_text(rows, **attrs):
    return forms.Textarea(attrs={"rows": rows, "class": "grow"} | attrs)


class DayField(forms.DateField):
    """A day as people here type it, 12/18/2026, or as a browser sends it."""

    def __init__(self, **kwargs):
        attrs = {"class": "w-date", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            input_formats=US_DATES,
            widget=forms.DateInput(format="%m/%d/%Y", attrs=attrs),
            error_messages={"invalid": _("Write the date with numbers, such as 12/18/2026.")},
            **kwargs,
        )


class CloseForm(forms.ModelForm):
    """The honest outcome of a goal: how it ended, what we learned, what now."""

    class Meta:
        model = Goal
        fields = ("outcome", "learned", "onward")
        widgets = {"outcome": forms.RadioSelect, "onward": forms.RadioSelect, "learned": area_of_text(4)}
        help_texts = {"learned": _("Whoever writes the next goal reads it. So do the student and the family.")}
        error_messages = {
            "outcome": {"required": _("Say how it ended: met, partly met or not met.")},
            "learned": {"required": _("Write what we learned. It helps whoever writes the next goal.")},
            "onward": {"required": _("Say what happens now: carry it on, revise it or let it rest.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("outcome", "onward"):
            self.fields[name].choices = [choice for choice in self.fields[name].choices if choice[0]]
        for field in self.fields.values():
            field.required = True
        self.helper = bare_helper("outcome", "learned", "onward")


class ReasonForm(forms.Form):
    """Why a goal opens again, or leaves the plan."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The family reads it."),
        max_length=1000,
        widget=area_of_text(3),
        error_messages={"required": _("Say why. The family reads it.")},
    )

    helper = bare_helper("reason")
