"""Sharing changes, and the stations of a plan: active, closed, withdrawn."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from history.clock import today
from plans.actions import activate_plan, close_plan, share_changes, withdraw_plan
from plans.forms.acting import PlanForm, ReasonForm
from plans.rules import reasons_not_to_activate, reasons_not_to_close
from plans.snapshot import mark_of


class ShareForm(PlanForm):
    """Says why the plan changes. Sharing freezes it as the next revision and tells the family. The
    first time nothing changes yet: a word with the plan is welcome and not asked for.

    `mark` stands for the list of changes on the page.
    """

    reason = forms.CharField(
        label=gettext_lazy("Why does the plan change?"),
        help_text=gettext_lazy("One sentence in plain words. The family and the student read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=400,
        error_messages={"required": gettext_lazy("Say in a sentence why you are changing the plan.")},
    )
    material = forms.BooleanField(
        label=gettext_lazy("This is a change people should answer again"),
        help_text=gettext_lazy("Changes of a goal, its measure, its date or what the school provides always are."),
        required=False,
    )
    correction = forms.BooleanField(
        label=gettext_lazy("This only corrects spelling"),
        help_text=gettext_lazy("No letter goes out, and what people said of the plan still holds."),
        required=False,
    )

    def __init__(self, *args, changes, **options):
        super().__init__(*args, **options)
        self.mark = mark_of(changes)
        if self.is_first:
            del self.fields["material"], self.fields["correction"]
            reason = self.fields["reason"]
            reason.label, reason.required = _("A word with it"), False

    @property
    def is_first(self):
        """Whether the family has not seen any of the plan yet."""
        return self.plan.revision is None

    @property
    def title(self):
        return _("Share the plan with the family") if self.is_first else _("Share changes")

    def act(self):
        seen = self.data.get("seen", "")
        self.revision = share_changes(plan=self.plan, by=self.by, seen=seen, **self.cleaned_data)

    @property
    def said(self):
        return _("Shared as revision %(number)d.") % {"number": self.revision.number}


class ActivateForm(PlanForm):
    """Puts a shared plan in force."""

    title = gettext_lazy("Put the plan in force")
    saves = gettext_lazy("Put it in force")
    said = gettext_lazy("The plan is in force.")
    tells = gettext_lazy("Teachers are then asked to check in on its goals. It can still be changed and shared.")

    def reasons(self):
        return reasons_not_to_activate(self.plan, on=today())

    def act(self):
        activate_plan(plan=self.plan, by=self.by)


class CloseForm(PlanForm):
    """Closes a plan at the year's end."""

    title = gettext_lazy("Close the plan")
    saves = gettext_lazy("Close the plan")
    said = gettext_lazy("The plan is closed.")
    tells = gettext_lazy("A closed plan can be read and printed, and is not written any more.")

    def reasons(self):
        return reasons_not_to_close(self.plan)

    def act(self):
        close_plan(plan=self.plan, by=self.by)


class WithdrawForm(ReasonForm):
    """Takes back a draft begun by mistake."""

    title = gettext_lazy("Withdraw this draft")
    saves = gettext_lazy("Withdraw the draft")
    said = gettext_lazy("The draft is withdrawn. It stays in the history.")
    tells = gettext_lazy("For a plan begun by mistake. Nobody outside the school has seen it.")

    def reasons(self):
        if self.plan.is_shared:
            return [_("This plan has been shared. Change it or close it instead.")]
        return []

    @property
    def address(self):
        """A withdrawn draft has no page any more."""
        return reverse("dashboards:home")

    def act(self):
        withdraw_plan(plan=self.plan, by=self.by, reason=self.cleaned_data["reason"])
