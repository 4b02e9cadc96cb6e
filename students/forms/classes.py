"""Classes as they meet."""

from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from history.clock import today
from schools.access import schools_granting
from schools.models import SchoolYear
from students.actions import add_teacher, correct_section, join_class, leave_class, open_section, remove_teacher
from students.forms.acting import ActionForm, Day, EndTieForm, Person, answers, questions
from students.models import ClassSection
from students.models.student import name_of_grade
from students.queries import staff_of, students_to_seat


class SectionForm(ActionForm):
    """A class: its name, its period, its school and its year."""

    def __init__(self, *args, section=None, **options):
        self.section = section
        super().__init__(*args, initial=answers(section, "name", "period") if section else {}, **options)
        self.fields |= questions(ClassSection, "name", "period")
        self.fields["name"].help_text = _("As people say it, for example Math 7 Honors.")
        self.fields["name"].widget.attrs["class"] = "w-mid"
        self.fields["period"].widget.attrs["class"] = "w-short"
        if section is None:
            schools = schools_granting(Permission.EDIT_RECORD, to=self.by).order_by("name")
            years = SchoolYear.objects.filter(district__schools__in=schools, ends_on__gte=today()).distinct()
            self.fields["school"] = forms.ModelChoiceField(schools, label=_("School"), empty_label=None)
            self.fields["year"] = forms.ModelChoiceField(
                years.order_by("starts_on"), label=_("School year"), empty_label=None
            )

    @property
    def title(self):
        return _("Correct the class") if self.section else _("Add a class")

    def clean(self):
        given = super().clean()
        if {"school", "year"} <= set(given) and given["year"].district_id != given["school"].district_id:
            self.add_error("year", _("Choose a school year of the school's own district."))
        return given

    def act(self):
        if self.section:
            correct_section(section=self.section, by=self.by, **self.cleaned_data)
        else:
            self.section = open_section(by=self.by, **self.cleaned_data)


class AddTeacherForm(ActionForm):
    """Somebody who teaches the class sees its students' plans."""

    title = gettext_lazy("Add a teacher")
    saves = gettext_lazy("Add teacher")

    user = Person(None, label=gettext_lazy("Teacher"))
    starts_on = Day(label=gettext_lazy("From"), initial=today)

    def __init__(self, *args, section, **options):
        self.section = section
        super().__init__(*args, **options)
        self.fields["user"].queryset = staff_of([section.school.district_id])

    def act(self):
        add_teacher(section=self.section, by=self.by, **self.cleaned_data)


class Students(forms.ModelMultipleChoiceField):
    """Several students, each with the grade; the queryset carries `grade`."""

    def label_from_instance(self, student):
        return f"{student.legal_last}, {student.first_name} · {name_of_grade(student.grade)}"


class AddStudentsForm(ActionForm):
    """Puts students of the school in the class, several at once."""

    title = gettext_lazy("Add students")
    saves = gettext_lazy("Add students")

    starts_on = Day(label=gettext_lazy("From"), initial=today)
    students = Students(None, label=gettext_lazy("Students"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, section, **options):
        self.section = section
        super().__init__(*args, **options)
        self.fields["students"].queryset = students_to_seat(section, by=self.by)

    def rows(self):
        return ["starts_on", Div("students", css_class="name-columns")]

    def act(self):
        given = {"section": self.section, "starts_on": self.cleaned_data["starts_on"], "by": self.by}
        self.seats = [join_class(student=student, **given) for student in self.cleaned_data["students"]]


class RemoveTeacherForm(EndTieForm):
    """Somebody no longer teaches the class."""

    @property
    def title(self):
        return _("%(name)s stops teaching %(class)s") % {"name": self.thing.user.name, "class": self.thing.section.name}

    def end(self, **told):
        remove_teacher(teacher=self.thing, **told)


class LeaveClassForm(EndTieForm):
    """A student leaves the class."""

    @property
    def title(self):
        return _("%(name)s leaves %(class)s") % {"name": self.thing.student, "class": self.thing.section.name}

    def end(self, **told):
        leave_class(membership=self.thing, **told)
