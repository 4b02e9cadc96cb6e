"""What every form of this room is: a few questions, and the action that answers carry out."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Day(forms.DateField):
    """A day, picked or typed."""

    def __init__(self, **options):
        widget = forms.DateInput(attrs={"type": "date", "class": "w-date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **options)


class ActionForm(forms.Form):
    """A form that ends in one action, done by `by`.

    A form names its `title`, what its button `saves`, what was `said` when it worked, its `rows`
    (a crispy layout), `notes` beside it, and the action in `act`; `undo` is the address that takes it
    back. A refusal of the action becomes its error.
    """

    title = ""
    saves = gettext_lazy("Save")
    said = gettext_lazy("Saved.")
    notes = ()
    undo = ""

    def __init__(self, data=None, *, by, **options):
        self.by = by
        super().__init__(data, **options)

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(*self.rows())
        return helper

    def rows(self):
        return list(self.fields)

    def full_clean(self):
        for field in self.fields.values():
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                chosen = isinstance(field, forms.ChoiceField)
                field.error_messages["required"] = _("Choose one.") if chosen else _("Fill this in.")
        super().full_clean()

    def act(self):
        raise NotImplementedError

    def carry_out(self):
        """Do it. Returns whether it was done; if not, the form carries the reasons."""
        try:
            with transaction.atomic():
                self.act()
        except ValidationError as error:
            self.refused(error)
        return not self.errors

    def refused(self, error):
        """Show the reasons of a refusal, each at its question where there is one."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, problems in error.error_dict.items():
            self.add_error(name if name in self.fields else None, problems)
