"""Writing the plan: its sections and what the school provides."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from history.clock import day_of
from plans.access import section_for
from plans.actions import add_programming, correct_programming, withdraw_programming, write_section
from plans.forms.acting import PlanForm, ReasonForm, Words
from plans.models import ProgrammingOption
from plans.parts import type_of
from students.forms.acting import answers, questions
from students.forms.conflict import TakesTurns
from students.models import Reader
from students.readers import read_by, who_reads_student
from students.turns import same

GROUPS = {
    "structure": gettext_lazy("How the class is put together"),
    "content": gettext_lazy("What is studied, and how fast"),
    "instruction": gettext_lazy("How it is taught"),
    "affective": gettext_lazy("Growing as a person"),
    "after": gettext_lazy("What comes after school"),
}


class SectionForm(TakesTurns, PlanForm):
    """One section of the plan's text. A stale save is refused, and both wordings are kept."""

    class Whose:
        STUDENT = "student"
        SELF = "self"

    in_turns = ("words",)
    for_student = None  # the section, where an adult's words stand in the student's place
    words = Words(max_length=20_000)
    whose = forms.ChoiceField(
        label=gettext_lazy("Whose words are these?"),
        help_text=gettext_lazy("Needed when you change the words."),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, data=None, *, entry, section, **options):
        self.entry = entry
        self.section = section
        options["initial"] = answers(section, "words") if section else {}
        options["auto_id"] = f"{entry.code}-%s"  # several sections may be open on one page
        super().__init__(data, **options)
        self.title = str(entry)
        self.place = f"section-{entry.code}"
        words = self.fields["words"]
        is_student = self.standing.voice() == Voice.STUDENT
        words.label = str(entry)
        words.help_text = _("In your own words. One sentence is fine.") if is_student else str(entry.hint or "")
        words.widget = forms.Textarea(attrs={"rows": entry.rows + 2, "class": "grow", "autofocus": True})
        self.fields["whose"].choices = self.choices_of_whose()
        if not entry.own_words or is_student:
            del self.fields["whose"]
        self.begin_with(section)
        if is_student and section and section.words and not section.is_said_by_student:
            self.for_student, self.initial["words"] = section, ""

    def choices_of_whose(self):
        name = {"name": self.plan.student.first_name}
        return [
            (self.Whose.STUDENT, _("%(name)s said this, and I write it down") % name),
            (self.Whose.SELF, _("These are my own words")),
        ]

    @property
    def mine_first(self):
        return self.standing.voice() == Voice.STUDENT

    def is_valid(self):
        """A press on an adult's words lays the form out again with them in the box, and saves nothing yet."""
        if self.for_student and "use" in self.data:
            typed = [self.data.get(self.add_prefix("words"), "").strip(), self.for_student.words]
            self.answer_again(words="\n\n".join(filter(None, dict.fromkeys(typed))))
            return False
        return super().is_valid()

    def clean_words(self):
        words = self.cleaned_data["words"]
        if self.for_student and not words:
            raise forms.ValidationError(_("Write it in your own words, or use the words that stand here."))
        return words

    def clean(self):
        """Changed words are never put in anybody's mouth unasked."""
        given = super().clean()
        words, stood = given.get("words"), [self.read_base().get("words"), self.section.words if self.section else ""]
        is_new = words and not any(same(words, one) for one in stood)
        if "whose" in self.fields and is_new and not given.get("whose") and "whose" not in self.errors:
            name = {"name": self.plan.student.first_name}
            self.add_error("whose", _("Say whose words these are: what %(name)s said, or your own.") % name)
        return given

    @property
    def takes_place(self):
        """Whose own words an adult's would take the place of, said above the box; or nothing."""
        if "whose" not in self.fields or not self.section or not self.section.words or not self.section.is_students_own:
            return ""
        said = _(
            "%(name)s wrote this. Your words would take their place; %(name)s sees that, and the words stay in"
            " the history."
        )
        return said % {"name": self.plan.student.first_name}

    @property
    def written_for(self):
        """Who wrote the words that stand here in the student's place."""
        row = self.for_student
        said = {"name": row.said_by, "writer": row.writer, "day": date_format(day_of(row.written_at), _("M j"))}
        if row.said_by and row.said_by != row.writer:
            return _("%(name)s said this and %(writer)s wrote it down for you, %(day)s:") % said
        return _("%(writer)s wrote this for you, %(day)s:") % said

    def row_now(self):
        return section_for(self.standing, self.plan, self.entry.code)

    def stands(self, row):
        return self.standing.sees_set_aside or not row.is_set_aside

    @property
    def reader(self):
        """Who reads what is written here, said above the box."""
        if self.standing.voice() == Voice.STUDENT:
            return who_reads_student(close=self.entry.audience == Reader.CIRCLE)
        return Reader(self.entry.audience).label

    @property
    def said(self):
        """What was done, and who can read it now; what is promised waits for the sharing."""
        return _("Saved.") if self.waits else read_by(_("Saved."), str(self.reader))

    @property
    def waits(self):
        """Whether the words wait for the next sharing before family and student see them."""
        return self.entry.layer == "promise"

    def act(self):
        said, student = self.cleaned_data, str(self.plan.student)
        write_section(
            plan=self.plan, code=self.entry.code, words=said["words"], version=said["version"] or 0, by=self.by,
            voice=self.standing.voice(), said_by=student if said.get("whose") == self.Whose.STUDENT else "",
            language=(get_language() or "en").split("-")[0],
        )  # fmt: skip


def option_choices(plan):
    """The programming options of the plan's type, by group."""
    by_group = {}
    for option in type_of(plan).programming:
        by_group.setdefault(GROUPS.get(option.group, option.group), []).append((option.code, str(option)))
    return [("", _("Choose one")), *by_group.items()]


class ProgrammingForm(TakesTurns, PlanForm):
    """One thing the school provides: what, who, from when, and how it is going."""

    place = "programming"
    in_turns = ("option", "words", "who", "starts_on", "ends_on", "status")
    option = forms.ChoiceField(label=gettext_lazy("What the school provides"))

    def __init__(self, data=None, *, row=None, **options):
        self.row = row
        if row:
            options["initial"] = answers(row, *self.in_turns)
        super().__init__(data, **options)
        self.title = _("Change this option") if row else _("Add what the school provides")
        self.fields["option"].choices = option_choices(self.plan)
        self.fields |= questions(ProgrammingOption, *self.in_turns[1:])
        self.fields["words"].help_text = _("For example: Units 3 and 4 of Math 7.")
        self.fields["who"].help_text = _("A teacher, the specialist, the library, a mentor.")
        self.fields["who"].widget.attrs["class"] = "w-mid"
        self.begin_with(row)

    def row_now(self):
        return self.row and ProgrammingOption.objects.get(pk=self.row.pk)

    def act(self):
        values = {name: value for name, value in self.cleaned_data.items() if name in self.in_turns}
        if self.row is None:
            add_programming(plan=self.plan, by=self.by, **values)
            return
        correct_programming(row=self.row, version=self.cleaned_data["version"] or 0, by=self.by, **values)


class WithdrawProgrammingForm(ReasonForm):
    """Takes an option out of the plan."""

    place = "programming"
    saves = gettext_lazy("Take it out")
    said = gettext_lazy("Taken out of the plan.")

    def __init__(self, *args, row, **options):
        self.row = row
        super().__init__(*args, **options)
        option = type_of(self.plan).option(row.option) or row.option
        self.title = _("Take “%(option)s” out of the plan") % {"option": option}

    def act(self):
        withdraw_programming(option=self.row, by=self.by, reason=self.cleaned_data["reason"])
