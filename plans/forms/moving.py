"""Moving a draft that was begun for the wrong child."""

from django import forms
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from plans.actions import move_plan
from plans.forms.acting import PlanForm
from plans.rules import reasons_not_to_move, reasons_not_to_move_to
from students.models import Student


class OfList(forms.ModelChoiceField):
    """A student as lists name them, with an ID where names are alike."""

    def label_from_instance(self, student):
        return " · ".join(
            filter(None, [f"{student.legal_last}, {student.first_name}", student.local_id or student.state_id])
        )


class MoveForm(PlanForm):
    """Asks for the child this draft is about: one whose plan the asker writes, too."""

    title = gettext_lazy("Move this draft to the right student")
    saves = gettext_lazy("Move it")
    said = gettext_lazy("The draft is moved. The history of both students says so.")
    tells = gettext_lazy(
        "For a plan begun for the wrong student. Sections, goals and strategies move. "
        "Nobody outside the school has seen it."
    )

    to = OfList(
        label=gettext_lazy("The right student"),
        queryset=Student.objects.none(),
        empty_label=gettext_lazy("Choose one"),
        error_messages={"invalid_choice": gettext_lazy("Choose a student whose plan you write.")},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        mine = Student.objects.granting(Permission.WRITE_PLAN, to=self.by).exclude(pk=self.plan.student_id)
        self.fields["to"].queryset = mine.filter(district=self.plan.student.district_id).sorted()

    def reasons(self):
        return reasons_not_to_move(self.plan)

    def clean_to(self):
        to = self.cleaned_data["to"]
        if reasons := reasons_not_to_move_to(self.plan, to):
            raise forms.ValidationError(reasons)
        return to

    def act(self):
        move_plan(plan=self.plan, to=self.cleaned_data["to"], by=self.by)
