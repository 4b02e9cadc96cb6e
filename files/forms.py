"""How a form asks for a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files.reading import MEGABYTE, MOST_BYTES, MOST_PHOTO_BYTES, read, too_large

ACCEPTED = "image/*,.heic,.heif,.pdf,.docx"
WHAT_IS_TAKEN = format_lazy(
    gettext_lazy(
        "A photo (up to {photo} MB), a PDF or a Word document (up to {document} MB). "
        "Where and when a photo was taken is removed from it."
    ),
    photo=MOST_PHOTO_BYTES // MEGABYTE,
    document=MOST_BYTES // MEGABYTE,
)


def sent_files(request):
    """The files sent with a request, or None when the page is only looked at."""
    return request.FILES if request.method == "POST" else None


class Upload(forms.FileField):
    """A photo or a document. Cleaned it is a `files.reading.Content`, or nothing where none was chosen.

    A phone offers its camera. Types and sizes stand above the control, before anything is chosen.
    """

    default_error_messages = {
        "required": gettext_lazy("Choose a photo or a document."),
        "missing": gettext_lazy("Choose a photo or a document."),
        "invalid": gettext_lazy("The file did not arrive. Choose it again."),
        "empty": gettext_lazy("This file is empty. Choose the one with something in it."),
    }

    def __init__(self, **options):
        options.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPTED}))
        options.setdefault("help_text", WHAT_IS_TAKEN)
        super().__init__(**options)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if not upload:
            return None
        if upload.size > MOST_PHOTO_BYTES:
            raise ValidationError(too_large(upload.size))
        return read(upload.read(), upload.name)


class HoldsUpload:
    """For a form with an `Upload`: when something else is wrong, it says that the file has to be chosen again."""

    def full_clean(self):
        super().full_clean()
        for name, field in self.fields.items():
            if isinstance(field, Upload) and self._errors and name not in self._errors and self.files.get(name):
                self.add_error(name, _("Choose this file again: your browser lets go of it when a page comes back."))
