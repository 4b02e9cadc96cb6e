"""Where a child goes to school, and where the child stands in the program."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from history.clock import today
from schools.models import School
from students.actions import correct_enrollment, end_enrollment, enrol, move_school, set_status
from students.forms.acting import ActionForm, Day, EndForm, answers, year_of
from students.models import Enrollment, ProgramStatus

GRADES = [("", ""), *Enrollment.GRADES]


class MoveForm(ActionForm):
    """To another school, into another grade, or into school at all."""

    saves = gettext_lazy("Move")

    school = forms.ModelChoiceField(None, label=gettext_lazy("School"), empty_label=None)
    grade = forms.ChoiceField(label=gettext_lazy("Grade"), choices=GRADES)
    on = Day(label=gettext_lazy("First day"), initial=today)

    def __init__(self, *args, student, **options):
        self.present = student.enrollments.filter(ends_on=None).first()
        first = answers(self.present, "school", "grade") if self.present else {}
        super().__init__(*args, student=student, initial=first, **options)
        self.fields["school"].queryset = School.objects.filter(district=student.district).select_related("district")

    @property
    def title(self):
        if self.present:
            return _("Move %(name)s to another school or grade") % {"name": self.student.first_name}
        return _("Enrol %(name)s") % {"name": self.student.first_name}

    @property
    def notes(self):
        if not self.present:
            return ()
        return (
            _("From the first day on, the people of the new school see this student."),
            _("Present classes end the day before, and so do the people who do not work at the new school."),
        )

    def clean(self):
        given = super().clean()
        if {"school", "on"} <= set(given):
            given["year"] = year_of(given["school"], given["on"])
        return given

    def act(self):
        given = self.cleaned_data
        told = {"school": given["school"], "year": given["year"], "grade": given["grade"], "by": self.by}
        if self.present:
            move_school(student=self.student, on=given["on"], **told)
        else:
            enrol(student=self.student, starts_on=given["on"], **told)


class CorrectEnrollmentForm(ActionForm):
    """A wrong grade or a wrong day. A move is not a correction."""

    title = gettext_lazy("Correct the enrolment")

    grade = forms.ChoiceField(label=gettext_lazy("Grade"), choices=GRADES)
    starts_on = Day(label=gettext_lazy("First day"))
    ends_on = Day(label=gettext_lazy("Last day"), required=False)

    def __init__(self, *args, thing, **options):
        self.thing = thing
        super().__init__(*args, initial=answers(thing, "grade", "starts_on", "ends_on"), **options)
        if thing.ends_on is None:
            del self.fields["ends_on"]

    def clean(self):
        given = super().clean()
        if "starts_on" in given:
            given["year"] = year_of(self.thing.school, given["starts_on"])
        return given

    def act(self):
        correct_enrollment(enrollment=self.thing, by=self.by, **self.cleaned_data)


class EndEnrollmentForm(EndForm):
    """The child left the school."""

    notes = (
        gettext_lazy("After the last day the people of this school no longer see the student. Nothing is deleted."),
        gettext_lazy("The coordinator and the family still do, and another school can enrol the student."),
    )

    @property
    def title(self):
        return _("%(name)s leaves %(school)s") % {"name": self.student.first_name, "school": self.thing.school}

    def act(self):
        end_enrollment(enrollment=self.thing, by=self.by, **self.cleaned_data)


class StatusForm(ActionForm):
    """Where the child stands in the gifted program from a day on."""

    title = gettext_lazy("Change where the student stands")

    status = forms.ChoiceField(label=gettext_lazy("In the gifted program"), choices=ProgramStatus.Status.choices)
    on = Day(label=gettext_lazy("From"), initial=today)
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300, required=False)

    def __init__(self, *args, student, **options):
        present = student.statuses.filter(ends_on=None).first()
        first = answers(present, "status") if present else {}
        super().__init__(*args, student=student, initial=first, **options)

    def act(self):
        set_status(student=self.student, by=self.by, **self.cleaned_data)
