"""Who looks after what for a child at school."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from history.clock import today
from students.actions import end_responsibility, hand_over_plan, match_responsibility, take_responsibility
from students.forms.acting import ActionForm, Day, EndTieForm, Person
from students.models import Responsibility
from students.queries import staff_of

OTHER_KINDS = [(value, label) for value, label in Responsibility.Kind.choices if value != "plan_manager"]


class TakeForm(ActionForm):
    """Makes somebody responsible for a child; a name without an account opens nothing."""

    title = gettext_lazy("Add a person at school")
    notes = (
        gettext_lazy("The person sees this student's plan from the first day on."),
        gettext_lazy("Not in the list? Write the name. It opens nothing until it is matched to a person."),
    )

    kind = forms.ChoiceField(label=gettext_lazy("What they do"), choices=OTHER_KINDS)
    user = Person(None, label=gettext_lazy("Person"), required=False, empty_label=gettext_lazy("Not in this list"))
    named = forms.CharField(label=gettext_lazy("Name, if not in the list"), max_length=200, required=False)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=100, required=False)
    starts_on = Day(label=gettext_lazy("From"), initial=today)
    ends_on = Day(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("For a cover that ends on a known day.")
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["user"].queryset = staff_of([self.student.district_id])

    def act(self):
        take_responsibility(student=self.student, by=self.by, **self.cleaned_data)


class MatchForm(ActionForm):
    """Says which person a written name stands for."""

    notes = (gettext_lazy("From now on this person sees the student's plan."),)

    user = Person(None, label=gettext_lazy("Person"))

    def __init__(self, *args, thing, **options):
        self.thing = thing
        super().__init__(*args, **options)
        self.fields["user"].queryset = staff_of([self.student.district_id])

    @property
    def title(self):
        return _("Who is %(name)s?") % {"name": self.thing.named}

    def act(self):
        match_responsibility(responsibility=self.thing, user=self.cleaned_data["user"], by=self.by)


class HandOverForm(ActionForm):
    """Gives the plan to another keeper."""

    title = gettext_lazy("Hand the plan over")
    saves = gettext_lazy("Hand over")
    notes = (
        gettext_lazy("One person keeps the plan at a time. The day before is the last one of whoever keeps it now."),
    )

    user = Person(None, label=gettext_lazy("Who keeps the plan"))
    on = Day(label=gettext_lazy("From"), initial=today)
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["user"].queryset = staff_of([self.student.district_id])

    def act(self):
        hand_over_plan(student=self.student, by=self.by, **self.cleaned_data)


class EndResponsibilityForm(EndTieForm):
    """Somebody no longer looks after this for the child."""

    @property
    def title(self):
        return _("End: %(who)s, %(what)s") % {"who": self.thing.who, "what": self.thing.get_kind_display()}

    def end(self, **told):
        end_responsibility(responsibility=self.thing, **told)
