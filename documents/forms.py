"""The form that verifies a printed hash."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class VerifyForm(forms.Form):
    """A hash as it stands on a paper: whole, or its first twelve characters."""

    code = forms.CharField(
        label=_("The code on the paper"),
        help_text=_("The 64 characters in the box on the last page, or the 12 at the foot of each page."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )

    def clean_code(self):
        code = re.sub(r"\s", "", self.cleaned_data["code"]).lower()
        if not re.fullmatch(r"[0-9a-f]{12}|[0-9a-f]{64}", code):
            raise ValidationError(_("Type the 12 or the 64 characters: digits and the letters a to f."))
        return code
