"""Translating the texts of a plan side by side with their originals."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.actions.translating import translate
from plans.forms.acting import PlanForm, Words
from students.languages import language_name


class TranslateForm(PlanForm):
    """One box for every text of a plan that somebody needs in a language.

    An empty box is no translation. Nothing is kept of a text that was changed, or translated by somebody
    else, while this page stood open: it is shown as it is now, and asked again.
    """

    saves = gettext_lazy("Save translations")

    translated_by = forms.CharField(
        label=gettext_lazy("Translated by"),
        help_text=gettext_lazy("Readers see this name. If it was not you, write the name of the interpreter."),
        max_length=200,
    )

    def __init__(self, data=None, *, task, texts, **options):
        self.task, self.wanted = task, texts
        if data is not None:  # what stood on the page that was sent, wherever it would stand by now
            self.wanted = [wanted for wanted in task.wanted if f"of-{box_name(wanted.text)}" in data]
        options["initial"] = {"translated_by": options["standing"].principal.name}
        super().__init__(data, plan=task.plan, **options)
        if data is not None:
            self.data = self.with_the_present_where_nothing_was_typed(data)
        self.title = _("Translate into %(language)s") % {"language": language_name(task.language)}
        self.said = _("Saved. Readers see the translations with the name of who made them.")
        for row in self.rows():
            self.fields[row.box] = Words(
                label=format_html('{}<span class="vh">: {}</span>', language_name(task.language), row.label),
                initial=row.made.words if row.made else "",
                widget=forms.Textarea(attrs={"rows": 2, "lang": task.language}),
            )  # fmt: skip
            if row.is_old:
                self.fields[row.box_still] = forms.BooleanField(
                    label=_("The translation is still right"), required=False
                )

    def with_the_present_where_nothing_was_typed(self, data):
        """What was sent, with the translation of today in every box that was left as it was shown: what somebody
        else wrote meanwhile is neither asked about nor put back."""
        data = data.copy()
        known = {str(row.pk): row.words for row in self.plan.translations.filter(language=self.task.language)}
        for row in self.rows():
            shown = known.get(data.get(row.box_of, "").rpartition(".")[2], "")
            if as_typed(data.get(row.box, "")) == as_typed(shown) and row.box_still not in data:
                data[row.box], data[row.box_of] = row.made.words if row.made else "", row.mark
        return data

    def rows(self):
        """What the page shows for each text."""
        return [Row(self, wanted) for wanted in self.wanted]

    def clean(self):
        for row in self.rows():
            if row.is_changed and (fault := row.fault()):
                self.add_error(row.box, fault)
        for words in self.left_over():
            self.add_error(None, _("A text left the plan meanwhile. In its box stood: “%(words)s”") % {"words": words})
        return self.cleaned_data

    def left_over(self):
        """What was sent for texts that are not there any more."""
        boxes = [name for name in self.data if name.startswith("words-") and name not in self.fields]
        return [words for name in boxes if (words := self.data[name].strip())]

    def act(self):
        changed = [row for row in self.rows() if row.is_changed]
        seen = {row.wanted.text.name: row.made and row.made.pk for row in changed}
        texts = [(row.wanted.text, row.typed) for row in changed]
        translate(
            plan=self.plan, language=self.task.language, texts=texts, by=self.by, seen=seen,
            translated_by=self.cleaned_data["translated_by"],
        )  # fmt: skip


def as_typed(words):
    """Words as they are compared: a browser sends the end of a line as two characters."""
    return words.replace("\r\n", "\n").strip()


def box_name(text):
    """The name of a text in the names of its boxes."""
    return "-".join(text.name).replace(":", "-")


class Row:
    """One text with its box: what it is, what stood when the page was opened, and what was typed."""

    def __init__(self, form, wanted):
        self.form, self.wanted, self.made = form, wanted, wanted.made
        name = box_name(wanted.text)
        self.box, self.box_of, self.box_still = f"words-{name}", f"of-{name}", f"still-{name}"
        self.is_old = wanted.is_old

    @property
    def label(self):
        """ "In family words: Maps"."""
        return ": ".join(filter(None, [str(self.wanted.text.label), self.wanted.text.about]))

    @property
    def mark(self):
        """Which wording and which translation of it the page showed, for `fault` to compare."""
        original = hashlib.sha256(self.wanted.text.words.encode()).hexdigest()[:16]
        return f"{original}.{self.made.pk if self.made else 0}"

    @property
    def field(self):
        return self.form[self.box]

    @property
    def still(self):
        """The box that says an old translation still holds, where there is one."""
        return self.form[self.box_still] if self.is_old else None

    @property
    def typed(self):
        """The words in the box."""
        return as_typed(self.form.cleaned_data.get(self.box, ""))

    @property
    def is_changed(self):
        """Whether something is to be kept of this text."""
        before = as_typed(self.made.words) if self.made else ""
        return self.typed != before or bool(self.form.cleaned_data.get(self.box_still))

    def fault(self):
        """Why what was typed may not be kept as it is, or nothing."""
        original, _dot, made = self.form.data.get(self.box_of, "").partition(".")
        now_original, _dot, now_made = self.mark.partition(".")
        if original != now_original:
            return ValidationError(_("The words above were changed meanwhile. Read them again, then save."))
        if made != now_made:
            name = self.made.translated_by if self.made else _("Somebody")
            words = self.made.words if self.made else ""
            return ValidationError(
                _("%(name)s wrote “%(words)s” here meanwhile. Save again to put your words in their place.")
                % {"name": name, "words": words}
            )
        return None
