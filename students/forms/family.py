"""The adults of a child's family: how to reach them, their homes and their rights."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from history.clock import today
from students.actions import add_guardian, correct_guardian, correct_guardianship, end_guardianship
from students.actions.family import CONTACT
from students.forms.acting import ActionForm, Day, EndTieForm, answers, questions
from students.languages import language_choices
from students.models import Guardian, Guardianship
from students.rules import belongs_to_others, reasons_not_to_correct_contact

RIGHTS = ("relationship", "education_rights", "no_contact")


class ContactQuestions(ActionForm):
    """A name, addresses, a telephone, a language."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields = {**questions(Guardian, *CONTACT), **self.fields}
        present = self.initial.get("language", "")
        self.fields["language"] = forms.ChoiceField(
            label=_("Language they read"), choices=language_choices(present), initial="en"
        )
        self.fields["email"].help_text = _("They sign in with it, by a code. Without one there is no account.")
        self.fields["other_emails"].help_text = _("Only kept. Nothing is sent there.")
        self.fields["contact_note"].label = _("Before you reach out")
        self.fields["contact_note"].help_text = _("For example: no email, call after 4 PM.")
        for name in ("name", "email", "phone"):
            self.fields[name].widget.attrs |= {"class": "w-mid", "autocomplete": "off"}

    def contact_rows(self):
        reach = Fieldset(_("How to reach them"), "email", "other_emails", "phone", "contact_note")
        return [reach, Fieldset(_("Language"), "language", "needs_interpreter")]


class RightsQuestions(ActionForm):
    """What an adult is to this child."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields |= questions(Guardianship, *RIGHTS)
        self.fields["household_name"] = forms.CharField(
            label=_("Home"), max_length=100, required=False, help_text=self.homes_there_are()
        )
        self.fields["household_name"].widget.attrs["class"] = "w-mid"
        self.fields["education_rights"].help_text = _("Without them this adult sees nothing of the plan.")
        self.fields["no_contact"].help_text = _("A court order bars contact: nothing is shown or sent to this adult.")

    def homes_there_are(self):
        homes = ", ".join(home.name for home in self.student.households.order_by("pk"))
        if homes:
            return _("Homes so far: %(homes)s. Adults of one home share what is written for home.") % {"homes": homes}
        return _("A name for the home, for example Dana's home. It matters when there are two.")

    def rights_rows(self):
        return Fieldset(_("In this child's life"), "relationship", "household_name", "education_rights", "no_contact")


class AddGuardianForm(RightsQuestions, ContactQuestions):
    """A new adult of the family."""

    title = gettext_lazy("Add an adult of the family")
    saves = gettext_lazy("Add to the family")

    starts_on = Day(label=gettext_lazy("From"), initial=today)

    def rows(self):
        return ["name", self.rights_rows(), *self.contact_rows(), "starts_on"]

    def act(self):
        self.guardianship = add_guardian(student=self.student, by=self.by, **self.cleaned_data)

    @property
    def said(self):
        guardian = self.guardianship.guardian
        if guardian.user_id and self.guardianship.education_rights and not self.guardianship.no_contact:
            return _("%(name)s signs in with %(email)s.") % {"name": guardian.name, "email": guardian.user.email}
        return _("%(name)s was added, without a sign-in of their own.") % {"name": guardian.name}


class CorrectContactForm(ContactQuestions):
    """How to reach an adult. The address is what they sign in with, so whoever moves it must keep
    the record of every child it opens."""

    title = gettext_lazy("Correct how to reach them")

    def __init__(self, *args, thing, **options):
        self.thing = thing
        super().__init__(*args, initial=answers(thing.guardian, *CONTACT), **options)
        if belongs_to_others(self.thing.guardian, self.by):
            for name in CONTACT:
                self.fields[name].disabled = True
            self.fields["name"].help_text = " ".join(reasons_not_to_correct_contact(self.thing.guardian, self.by))

    def rows(self):
        return ["name", *self.contact_rows()]

    def act(self):
        correct_guardian(guardian=self.thing.guardian, student=self.student, by=self.by, **self.cleaned_data)


class CorrectRightsForm(RightsQuestions):
    """Rights, no-contact and home. It holds at once."""

    title = gettext_lazy("Rights and home")
    notes = (gettext_lazy("Taking rights away closes this adult's pages at once. Nobody is told."),)

    def __init__(self, *args, thing, **options):
        self.thing = thing
        first = answers(thing, *RIGHTS) | {"household_name": thing.household.name if thing.household else ""}
        super().__init__(*args, initial=first, **options)

    def rows(self):
        return [self.rights_rows()]

    def act(self):
        correct_guardianship(guardianship=self.thing, by=self.by, **self.cleaned_data)


class EndGuardianshipForm(EndTieForm):
    """The adult is no longer part of the child's family."""

    notes = (
        gettext_lazy("The adult sees the plan through the last day. To close it now, take their rights away first."),
    )

    @property
    def title(self):
        return _("End %(name)s’s place in the family") % {"name": self.thing.guardian.name}

    def end(self, **told):
        end_guardianship(guardianship=self.thing, **told)
