"""Adding a child, and correcting the facts about a child."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Permission
from history.clock import today
from schools.access import schools_granting
from students.actions import add_student, correct_student, give_account
from students.actions.student import FACTS
from students.forms.acting import ActionForm, Day, Person, answers, questions, year_of
from students.forms.conflict import TakesTurns
from students.languages import language_choices
from students.models import Enrollment, ProgramStatus, Student
from students.queries import like, staff_of


class FactsForm(ActionForm):
    """The names, numbers and flags of a child."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields = {**questions(Student, *FACTS), **self.fields}
        self.fields["chosen_first"].label = _("Goes by")
        self.fields["chosen_first"].help_text = _("The name everyone sees. Leave it empty when it is the legal one.")
        present = self.student.home_language if self.student else ""
        self.fields["home_language"] = forms.ChoiceField(
            label=_("Language at home"), choices=language_choices(present, blank=_("Not known")), required=False
        )
        for name in ("chosen_first", "legal_first", "legal_last"):
            self.fields[name].widget.attrs |= {"class": "w-mid", "autocomplete": "off"}
        for name in ("state_id", "local_id"):
            self.fields[name].widget.attrs |= {"class": "w-date", "autocomplete": "off", "inputmode": "numeric"}

    def rows(self):
        return [
            Fieldset(_("Name"), "legal_first", "legal_last", "chosen_first"),
            Fieldset(_("Numbers"), "state_id", "local_id", "born_on"),
            Fieldset(_("Language and support"), "home_language", "english_learner", "has_iep", "has_504"),
        ]

    def facts(self):
        return {name: self.cleaned_data[name] for name in FACTS}


class AddStudentForm(FactsForm):
    """A new child: where, since when, and who keeps the plan. Asks once whether a child alike is another."""

    title = gettext_lazy("Add a student")
    saves = gettext_lazy("Add student")

    school = forms.ModelChoiceField(None, label=gettext_lazy("School"), empty_label=None)
    grade = forms.ChoiceField(label=gettext_lazy("Grade"), choices=[("", ""), *Enrollment.GRADES])
    starts_on = Day(label=gettext_lazy("At this school since"), initial=today)
    status = forms.ChoiceField(
        label=gettext_lazy("In the gifted program"),
        choices=ProgramStatus.Status.choices,
        initial=ProgramStatus.Status.IDENTIFIED,
    )
    keeper = Person(
        None,
        label=gettext_lazy("Who keeps the plan"),
        help_text=gettext_lazy("One person writes the plan and shares it. It can be handed over later."),
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
    )
    another = forms.BooleanField(label=gettext_lazy("Yes, this is another child"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        schools = schools_granting(Permission.ADD_STUDENT, to=self.by).select_related("district")
        self.alike = []
        self.fields["school"].queryset = schools.order_by("name")
        self.fields["keeper"].queryset = staff_of([school.district_id for school in schools])
        self.fields["keeper"].initial = self.by.pk

    def rows(self):
        asked_again = ["another"] if self.alike or (self.data and "another" in self.data) else []
        where = Fieldset(_("School and program"), "school", "grade", "starts_on", "status", "keeper")
        return [*super().rows(), where, *asked_again]

    def clean(self):
        given = super().clean()
        if {"school", "legal_first", "legal_last"} <= set(given) and not given["another"]:
            names = {name: given[name] for name in ("legal_first", "legal_last")}
            self.alike = list(like(district=given["school"].district, born_on=given.get("born_on"), **names)[:3])
        if self.alike:
            self.add_error(None, self.ask_again())
        if {"school", "starts_on"} <= set(given):
            given["year"] = year_of(given["school"], given["starts_on"])
        return given

    def ask_again(self):
        seen = Student.objects.granting(Permission.VIEW_STUDENT, to=self.by).filter(pk__in=[s.pk for s in self.alike])
        if not seen:
            return _(
                "A student of this name or birth date is at another school. Ask your coordinator to move that "
                "student, or say below that this is another child."
            )
        names = ", ".join(student.legal_name for student in seen)
        return _("Already here: %(names)s. Is this another child? Then say so below.") % {"names": names}

    def act(self):
        told = {name: self.cleaned_data[name] for name in ("school", "year", "grade", "starts_on", "status", "keeper")}
        school = told["school"]
        self.student = add_student(district=school.district, by=self.by, **told, **self.facts())

    @property
    def said(self):
        return _("%(name)s was added.") % {"name": self.student}


class CorrectFactsForm(TakesTurns, FactsForm):
    """Corrects the facts. When somebody else was quicker, both wordings are shown and nothing is lost."""

    in_turns = FACTS

    def __init__(self, *args, student, **options):
        super().__init__(*args, student=student, initial=answers(student, *FACTS), **options)
        self.begin_with(student)

    def row_now(self):
        return Student.objects.get(pk=self.student.pk)

    @property
    def title(self):
        return _("Correct what we know about %(name)s") % {"name": self.student.first_name}

    def rows(self):
        return [*super().rows(), "version", "base", "met"]

    def act(self):
        correct_student(student=self.student, version=self.cleaned_data["version"] or 0, by=self.by, **self.facts())


class AddressForm(ActionForm):
    """The child's own address, for a child who signs in by code."""

    title = gettext_lazy("Sign-in by email")

    email = forms.EmailField(
        label=gettext_lazy("The student's school email"),
        help_text=gettext_lazy("We send a code to it whenever the student signs in."),
        widget=forms.EmailInput(attrs={"class": "w-mid", "autocomplete": "off"}),
    )

    def __init__(self, *args, student, **options):
        first = {"email": student.address}
        super().__init__(*args, student=student, initial=first, **options)

    def act(self):
        give_account(student=self.student, email=self.cleaned_data["email"], by=self.by)
