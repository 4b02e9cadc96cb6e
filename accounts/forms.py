"""The forms of signing in, in plain words. One thing is asked at a time."""

from allauth.account.forms import (
    ChangePasswordForm,
    ConfirmLoginCodeForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.actions import accept_card

ENOUGH = _("At least 10 characters. A short sentence is easy to remember and hard to guess.")


def plain_email(field, hint="", autocomplete="email"):
    """An email field with our words and without a placeholder."""
    field.label, field.help_text = _("Your email"), hint
    field.error_messages["required"] = field.error_messages["invalid"] = _(
        "Write an email address like ana@example.org."
    )
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs |= {"autocomplete": autocomplete, "inputmode": "email", "spellcheck": "false"}


def plain_password(field, label, hint=""):
    """A password field with our words and without a placeholder."""
    field.label, field.help_text = label, hint
    field.error_messages["required"] = _("Write the password.")
    field.widget.attrs.pop("placeholder", None)


class CodeRequestForm(RequestLoginCodeForm):
    """Asks for the email a code goes to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hint = _("Use the one your school has. We will email you a 6-digit code. No password needed.")
        plain_email(self.fields["email"], hint)
        focus_on_error(self)


def focus_on_error(form):
    """On a page of one field, what was wrong with it is where the cursor goes."""
    if form.is_bound:
        for field in form.fields.values():
            field.widget.attrs["autofocus"] = True


class CodeConfirmForm(ConfirmLoginCodeForm):
    """Asks for the code from the mail. Spaces and dashes do not matter."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.help_text = _("You can paste it. Spaces are fine.")
        code.error_messages["required"] = _("Type the 6 digits from the email.")
        code.widget.attrs = {
            "class": "code-entry",
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "spellcheck": "false",
            "autofocus": True,
        }


class PasswordLoginForm(LoginForm):
    """Asks for email and password, for people who chose one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain_email(self.fields["login"], autocomplete="username")
        plain_password(self.fields["password"], _("Password"))


class ForgottenPasswordForm(ResetPasswordForm):
    """Asks where to send the link that lets a person choose a password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain_email(self.fields["email"], _("Use the one your school has."))
        focus_on_error(self)


class ChoosePasswordForm(ResetPasswordKeyForm):
    """A password, twice, for whoever came by the link."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain_password(self.fields["password1"], _("New password"), ENOUGH)
        plain_password(self.fields["password2"], _("The same again"))


class NewPasswordForm(ChangePasswordForm):
    """The password of today, and a new one, twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain_password(self.fields["oldpassword"], _("Password of today"))
        plain_password(self.fields["password1"], _("New password"), ENOUGH)
        plain_password(self.fields["password2"], _("The same again"))


class ConfirmPersonForm(ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plain_password(self.fields["password"], _("Password"))
        focus_on_error(self)


class CardForm(forms.Form):
    """The code on a student's sign-in card. On success `card` is the pass it opens."""

    code = forms.CharField(
        label=_("The code on your card"),
        help_text=_("Small or big letters, with or without the dashes: all the same."),
        max_length=40,
        error_messages={"required": _("Type the code from your card.")},
        widget=forms.TextInput(
            attrs={
                "class": "code-entry",
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )

    card = None

    def clean_code(self):
        code = self.cleaned_data["code"]
        try:
            self.card = accept_card(secret=code)
        except ValidationError as refusal:
            raise ValidationError(refusal.message, code="unknown_card") from refusal
        return code
