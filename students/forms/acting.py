"""What every form of this room is: a few questions, and the action that answers carry out."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from history.clock import today
from schools.forms import acting
from schools.forms.acting import Day
from students.actions import withdraw_tie
from students.models import ClassMembership, ClassTeacher, Guardianship, Responsibility

UNDONE_AS = {
    ClassMembership: "seat",
    ClassTeacher: "teacher",
    Guardianship: "guardianship",
    Responsibility: "responsibility",
}

__all__ = ["ActionForm", "Day", "EndForm", "EndTieForm", "Person", "answers", "questions", "year_of"]


class Person(forms.ModelChoiceField):
    """Somebody who works in the district, with the place they work at."""

    def label_from_instance(self, user):
        return f"{user.name} · {user.place}" if user.place else user.name


class ActionForm(acting.ActionForm):
    """A form about one student, or about somebody or something around students, that ends in one action.

    It may say who is the `reader` of what is typed, and hold a `conflict` of two wordings to show.
    """

    reader = ""
    conflict = ()

    def __init__(self, data=None, *, by=None, student=None, **options):
        self.student = student
        super().__init__(data, by=by, **options)


class EndForm(ActionForm):
    """Asks for the last day and why."""

    saves = gettext_lazy("End it")
    said = gettext_lazy("Ended.")

    on = Day(label=gettext_lazy("Last day"), help_text=gettext_lazy("This day still counts."))
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)

    def __init__(self, *args, thing, **options):
        self.thing = thing
        options.setdefault("initial", {"on": today()})
        super().__init__(*args, **options)


class EndTieForm(EndForm):
    """The same for a tie between a child and an adult, or says that it should never have been."""

    mistake = forms.BooleanField(
        label=gettext_lazy("This was a mistake: it should never have been"),
        help_text=gettext_lazy("It opens nothing from now on, whatever the last day says. The history keeps it."),
        required=False,
    )

    def rows(self):
        return ["on", "mistake", "reason"]

    def clean(self):
        given = super().clean()
        if given.get("mistake"):
            self.errors.pop("on", None)
        return given

    def act(self):
        if self.cleaned_data["mistake"]:
            withdraw_tie(tie=self.thing, by=self.by, reason=self.cleaned_data["reason"])
        else:
            self.end(on=self.cleaned_data["on"], by=self.by, reason=self.cleaned_data["reason"])

    @property
    def undo(self):
        """Where the end is taken back. A tie of a class is undone there, one of a child's record in the record."""
        tie, section = self.thing, getattr(self.thing, "section", None)
        owner, door = (section, "students:class_undo") if section else (tie.student, "students:undo")
        return reverse(door, args=[owner.public_id, UNDONE_AS[type(tie)], tie.pk])

    def end(self, **told):
        """End the tie with the day `on`."""
        raise NotImplementedError


def questions(model, *names, **widgets):
    """Form fields for some columns of a model, with the labels and limits the model gives them."""
    dates = {name for name in names if isinstance(model._meta.get_field(name).formfield(), forms.DateField)}
    widgets |= {name: Day().widget for name in dates}
    fields = forms.fields_for_model(model, names, widgets=widgets)
    for field in fields.values():
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [("", "") if value in ("", None) else (value, label) for value, label in field.choices]
    return fields


def answers(thing, *names):
    """What a row says now, as the form's first answers."""
    return {name: getattr(thing, name) for name in names}


def year_of(school, day):
    """The school year a day falls in at a school, or a sentence that says whom to ask."""
    year = school.district.years.on(day).first()
    if year is None:
        raise ValidationError(
            _("%(day)s is in no school year of %(district)s. Pick another day, or ask a coordinator to add the year.")
            % {"day": day, "district": school.district}
        )
    return year
