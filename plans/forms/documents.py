"""Attaching a document to the plan, changing it, and taking it back."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files.forms import HoldsUpload, Upload
from plans.actions.documents import attach_document, change_document, withdraw_document
from plans.forms.acting import PlanForm, ReasonForm
from plans.models.document import DOCUMENT_READERS


class DocumentForm(HoldsUpload, PlanForm):
    """Who reads it, its title, and the file: all of it for a new document, what changes for one that is there."""

    place = "documents"

    reader = forms.ChoiceField(
        label=gettext_lazy("Who reads this document?"),
        choices=[(one.value, one.label) for one in DOCUMENT_READERS],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who reads this document.")},
    )
    named = forms.CharField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("For example: ICAP 2026. It is printed on the plan."),
        max_length=200,
    )
    file = Upload(label=gettext_lazy("The document"))

    def __init__(self, data=None, *, document=None, **options):
        self.document = document
        if document:
            options["initial"] = {"reader": document.reader, "named": document.title}
        super().__init__(data, **options)
        self.title = _("Change the document") if document else _("Attach a document")
        if document:
            file = self.fields["file"]
            file.required, file.label = False, _("Another file in place of “%(name)s”") % {"name": document.file}

    def act(self):
        said = {"title": self.cleaned_data["named"], "reader": self.cleaned_data["reader"]}
        said |= {"content": self.cleaned_data["file"], "by": self.by}
        if self.document:
            change_document(document=self.document, **said)
        else:
            attach_document(plan=self.plan, **said)


class WithdrawDocumentForm(ReasonForm):
    """Takes a document back, and says why."""

    place = "documents"
    saves = gettext_lazy("Take it back")
    said = gettext_lazy("Taken back. It stays in the history of the plan.")

    def __init__(self, *args, document, **options):
        self.document = document
        super().__init__(*args, **options)
        self.title = _("Take back “%(title)s”") % {"title": document.title}
        self.fields["reason"].max_length = 300
        self.fields["reason"].help_text = _("Whoever reads the document reads this in the history.")
        self.undo = reverse("plans:document_undo", args=[document.public_id])

    def act(self):
        withdraw_document(document=self.document, by=self.by, reason=self.cleaned_data["reason"])
