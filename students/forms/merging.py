"""Two records of one child: which one stays, and what holds where both say something."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from students.actions import merge_records, undo_merge
from students.forms.acting import ActionForm
from students.merging import facts_that_differ, pairs_of, reasons_not_to_merge, reasons_not_to_part, shown
from students.registry import held_twice

KEPT, OTHER = "kept", "other"


class Choice(forms.ChoiceField):
    """What one record says, or the other."""

    def __init__(self, label, kept, other, initial=KEPT):
        choices = [(KEPT, kept or "–"), (OTHER, other or "–")]
        super().__init__(label=label, choices=choices, initial=initial, widget=forms.RadioSelect)


class TwiceChoice(Choice):
    """Which of two things stays, each told in a few lines beside the other."""

    def __init__(self, one):
        self.one = one
        super().__init__(one.label, one.kept.name, one.other.name, initial=one.proposed)


class MergeForm(ActionForm):
    """Asks what holds where two records of one child differ, and why they are one."""

    title = gettext_lazy("Two records of one student")
    saves = gettext_lazy("Make them one")
    said = gettext_lazy("The two records are one now. You can undo this.")

    reason = forms.CharField(
        label=gettext_lazy("Why are these one student?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, other, **options):
        super().__init__(*args, **options)
        self.other, kept = other, self.student
        self.facts = {
            name: Choice(capfirst(kept._meta.get_field(name).verbose_name), shown(kept, name), shown(other, name))
            for name in facts_that_differ(kept, other)
        }
        self.pairs = {
            pair.key: Choice(pair.label, pair.said(pair.kept), pair.said(pair.other))
            for pair in pairs_of(kept, other)
            if pair.facts
        }
        self.twice = {one.key: TwiceChoice(one) for _room, one in held_twice(kept, other)}
        signs = Choice(_("Whose sign-in stays? The other one ends."), *map(sign_in_of, (kept, other)),
                       initial=OTHER if other.user_id and not kept.user_id else KEPT)  # fmt: skip
        self.fields = {**self.twice, **self.facts, **self.pairs, "sign_in": signs, **self.fields}

    def rows(self):
        asked = [*self.facts, *self.pairs]
        return [*([Fieldset(_("Where they differ"), *asked)] if asked else []), "sign_in", "reason"]

    def sides(self):
        """What both records hold and of which one stays: the question, and its two sides with their values."""
        for name, field in self.twice.items():
            asked = self[name]
            sides = ((KEPT, field.one.kept), (OTHER, field.one.other))
            yield asked, field.one.hint, [(value, side, asked.value() == value) for value, side in sides]

    def reasons(self):
        return reasons_not_to_merge(self.student, self.other)

    def act(self):
        said = self.cleaned_data
        taken = {name for name in (*self.twice, *self.facts, *self.pairs) if said[name] == OTHER}
        self.merge = merge_records(
            kept=self.student, other=self.other, by=self.by, reason=said["reason"], taken=taken, sign_in=said["sign_in"]
        )


def sign_in_of(student):
    """How the child of a record signs in."""
    if student.address:
        return f"{student}: {student.address}"
    return _("%(name)s: the card, if there is one") % {"name": student}


class UndoMergeForm(ActionForm):
    """Takes two records apart again."""

    title = gettext_lazy("Merged records")
    saves = gettext_lazy("Undo the merge")
    said = gettext_lazy("The two records are as they were before.")

    def __init__(self, *args, merge, **options):
        self.merge = merge
        super().__init__(*args, **options)

    def reasons(self):
        return reasons_not_to_part(self.merge, by=self.by)

    def act(self):
        undo_merge(merge=self.merge, by=self.by)
