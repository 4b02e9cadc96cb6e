"""Areas of identification, the body of evidence, and notes."""

from crispy_forms.layout import Fieldset
from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files.forms import HoldsUpload, Upload
from students.actions import (
    correct_evidence,
    correct_identification,
    identify,
    record_evidence,
    withdraw_attachment,
    withdraw_evidence,
    withdraw_note,
    write_note,
)
from students.areas import choices as area_choices
from students.forms.acting import ActionForm, answers, questions
from students.models import Evidence, Identification

AREA = ("area", "status", "decided_on", "decided_text", "note")
EVIDENCE = ("kind", "instrument", "area", "taken_on", "taken_text", "score")
EVIDENCE += ("percentile", "percentile_bound", "qualifying", "tells")


class AreaForm(ActionForm):
    """An area in which a team found the child gifted, and when."""

    def __init__(self, *args, thing=None, **options):
        self.thing = thing
        super().__init__(*args, initial=answers(thing, *AREA) if thing else {}, **options)
        self.fields |= questions(Identification, *AREA)
        self.fields["area"] = forms.ChoiceField(label=_("Area"), choices=[("", ""), *area_choices()])
        self.fields["decided_on"].help_text = _("The day the team decided. Leave it empty when nobody knows it.")
        self.fields["decided_text"].help_text = _("For example: Fall 2023.")
        if thing is None:
            del self.fields["status"]

    @property
    def title(self):
        return _("Correct the area") if self.thing else _("Add an area")

    def act(self):
        if self.thing:
            correct_identification(identification=self.thing, by=self.by, **self.cleaned_data)
        else:
            identify(student=self.student, by=self.by, **self.cleaned_data)


class EvidenceForm(HoldsUpload, ActionForm):
    """One record of the body of evidence, its result as printed, with the report or the work itself."""

    def __init__(self, *args, thing=None, **options):
        self.thing = thing
        super().__init__(*args, initial=answers(thing, *EVIDENCE) if thing else {}, **options)
        self.fields |= questions(Evidence, *EVIDENCE)
        self.fields["instrument"].help_text = _("The test, scale or portfolio, for example CogAT 8, Quantitative.")
        self.fields["area"] = forms.ChoiceField(
            label=_("Area it speaks for"), choices=[("", _("No single area")), *area_choices()], required=False
        )
        self.fields["taken_text"].help_text = _("When the day is not known, for example: Spring 2024.")
        self.fields["score"].help_text = _("Exactly as it stands on the report, for example 97th percentile.")
        self.fields["percentile"].widget.attrs |= {"class": "w-short", "max": 99}
        self.fields["percentile_bound"].label = _("The percentile is")
        self.fields["attachment"] = Upload(label=_("The report or the work"), required=False)
        if self.file:
            self.fields["attachment"].label = _("Another file in place of “%(name)s”") % {"name": self.file}
        self.fields["qualifying"] = forms.NullBooleanField(label=_("Counts toward identification"), required=False)

    @property
    def file(self):
        """The file that hangs on the record now, if one does."""
        attachment = self.thing and self.thing.attachment
        return attachment if attachment and attachment.stands else None

    @property
    def title(self):
        return _("Correct the evidence") if self.thing else _("Add evidence")

    def rows(self):
        return [
            Fieldset(_("The measure"), "kind", "instrument", "area", "taken_on", "taken_text"),
            Fieldset(_("The result"), "score", "percentile", "percentile_bound", "qualifying", "tells"),
            Fieldset(_("The file"), "attachment"),
        ]

    def act(self):
        if self.thing:
            correct_evidence(evidence=self.thing, by=self.by, **self.cleaned_data)
        else:
            record_evidence(student=self.student, by=self.by, **self.cleaned_data)


class WithdrawForm(ActionForm):
    """Takes back what was written by mistake. It stays in history."""

    saves = gettext_lazy("Withdraw")
    said = gettext_lazy("Withdrawn. It stays in the history of the record.")

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)

    undone_as = ""

    def __init__(self, *args, thing, **options):
        self.thing = thing
        super().__init__(*args, **options)

    @property
    def undo(self):
        return reverse("students:undo", args=[self.student.public_id, self.undone_as, self.thing.pk])


class WithdrawEvidenceForm(WithdrawForm):
    undone_as = "evidence"

    @property
    def title(self):
        return _("Withdraw %(what)s") % {"what": self.thing.instrument}

    def act(self):
        withdraw_evidence(evidence=self.thing, by=self.by, **self.cleaned_data)


class WithdrawAttachmentForm(WithdrawForm):
    """Takes back the file of a record; the record stands."""

    saves = gettext_lazy("Take it back")
    undone_as = "file"

    @property
    def title(self):
        return _("Take back the file “%(name)s”") % {"name": self.thing.attachment}

    def act(self):
        withdraw_attachment(evidence=self.thing, by=self.by, **self.cleaned_data)


class WithdrawNoteForm(WithdrawForm):
    title = gettext_lazy("Withdraw the note")
    undone_as = "note"

    def act(self):
        withdraw_note(note=self.thing, by=self.by, **self.cleaned_data)


class NoteForm(ActionForm):
    """A note for the school's staff about a child."""

    title = gettext_lazy("Write a note")
    saves = gettext_lazy("Save note")
    reader = gettext_lazy("School staff only. The family may ask to see the record.")

    words = forms.CharField(label=gettext_lazy("Note"), widget=forms.Textarea(attrs={"rows": 5, "class": "grow"}))

    def act(self):
        write_note(student=self.student, words=self.cleaned_data["words"], by=self.by)
