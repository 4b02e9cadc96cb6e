"""The form of a note from home: what it is about, its readers, then the words, and stones if wanted."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Voice
from checkins.queries import goals_to_name
from checkins.readers import reader_choices, usual_reader
from goals.cards import scale_of
from goals.models import Goal
from plans.parts import type_of


class FromHomeForm(forms.Form):
    """How it is going at home. Everything but the reader may be left out, not all of it at once."""

    reader = forms.ChoiceField(
        label=_("Who reads this?"), error_messages={"required": _("Choose who reads your words.")}
    )
    words = forms.CharField(label=_("Your words"), required=False, max_length=20_000)
    goal = forms.ChoiceField(label=_("What is this about?"), required=False)
    level = forms.TypedChoiceField(label=_("Where is it, as you see it?"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args, plan, standing, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.standing = plan, standing
        self.scale = scale_of(type_of(plan))
        self.goals = {str(goal.public_id): goal for goal in goals_to_name(plan, standing).filter(state=Goal.State.OPEN)}
        self.fields["reader"].choices = reader_choices(Voice.FAMILY, plan.student)
        self.fields["reader"].initial = usual_reader(Voice.FAMILY)
        named = [(key, goal.label_for(standing)) for key, goal in self.goals.items()]
        self.fields["goal"].choices = [*named, ("", _("All of it"))]
        self.fields["level"].choices = [("", ""), *((step["level"], step["word"]) for step in self.scale)]

    @property
    def close_goals(self):
        """The short names of the goals that at school only the circle reads of, said beside the goals."""
        return [goal.label_for(self.standing) for goal in self.goals.values() if goal.is_close]

    def clean_goal(self):
        return self.goals.get(self.cleaned_data["goal"])

    def clean(self):
        said = super().clean()
        if self.errors:
            return said
        if not (said["words"].strip() or said["level"]):
            self.add_error("words", _("Write a sentence first."))
        elif said["level"] and said["goal"] is None:
            self.add_error("goal", _("Choose the goal that the stones are about."))
        return said
