"""The day a plan is due, and why it moves."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.actions import set_due_day
from plans.forms.acting import PlanForm
from students.forms.acting import Day


class DueForm(PlanForm):
    """Sets the day a plan should be in force, or moves it and says why."""

    place = "dates"

    due_on = Day(label=gettext_lazy("The plan is due on"))
    reason = forms.CharField(
        label=gettext_lazy("Why it moves"),
        help_text=gettext_lazy("School staff only. It stays in the history of the plan."),
        max_length=300,
    )

    def __init__(self, *args, plan, **options):
        super().__init__(*args, plan=plan, initial={"due_on": plan.due_on}, **options)
        if plan.due_on is None:
            del self.fields["reason"]

    @property
    def title(self):
        return _("Move the day the plan is due") if self.plan.due_on else _("Say when the plan is due")

    @property
    def said(self):
        return _("The plan is due %(day)s.") % {"day": date_format(self.plan.due_on)}

    def act(self):
        self.plan = set_due_day(plan=self.plan, by=self.by, **self.cleaned_data)
