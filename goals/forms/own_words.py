"""The forms of the student's own words on a goal: why, and the next step. Two who write them take turns."""

import datetime
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from goals.forms.acts import DayField, area_of_text, bare_helper
from goals.models import Goal, NextStep
from history.models import Event
from students.forms.conflict import Story, TakesTurns


@dataclass(frozen=True)
class Stands:
    """What stands on a goal as one reader meets it: nothing, with version 0, where it is set aside from that
    reader or where the step is done and another comes after it."""

    version: int = 0
    words: str = ""
    due_on: datetime.date | None = None


class WordsStory(Story):
    """Who worded it last: an event of its own verb, whichever part of it changed."""

    def __init__(self, goal, *, verb, reader):
        self.reader = reader
        self.events = list(Event.objects.of(goal).filter(verb=verb)[:1])

    def of(self, _key):
        return next(iter(self.events), None)


class OwnWordsForm(TakesTurns):
    """Words on a goal that the student and an adult may both write. `verb` names their events."""

    in_turns = ("words",)
    verb = ""

    def __init__(self, data=None, *, goal, standing, is_own):
        super().__init__(data)
        self.goal, self.standing, self.by, self.is_own = goal, standing, standing.principal, is_own
        self.begin_with(self.row_now())

    def begin_with(self, row):
        """An open page begins with what stands."""
        super().begin_with(row)
        self.initial |= {name: getattr(row, name) for name in self.in_turns if row.version}

    @property
    def mine_first(self):
        return self.is_own

    def row_now(self):
        return self.stands_on(Goal.objects.get(pk=self.goal.pk))

    def stands(self, row):
        return bool(row.version)

    def stands_on(self, goal):
        """The `Stands` of the words this form asks, for its reader."""
        raise NotImplementedError

    def version_of(self, goal):
        """The version of what stands, whoever may read it."""
        raise NotImplementedError

    @property
    def seen(self):
        """The version to save over. What the writer may not read, or what is done, is in nobody's way."""
        sent, goal = self.cleaned_data["version"], Goal.objects.get(pk=self.goal.pk)
        return sent if sent is None or self.stands_on(goal).version else self.version_of(goal)

    def story(self, _row):
        return WordsStory(self.goal, verb=self.verb, reader=self.by)


class WhyForm(OwnWordsForm):
    """Why the student chose the goal, in the student's own words."""

    verb = "goals.why_said"
    words = forms.CharField(
        label=_("Why this goal?"),
        max_length=2000,
        widget=area_of_text(4),
        error_messages={"required": _("Write why this goal matters, in the student's own words.")},
    )

    def __init__(self, *args, student, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_own:
            self.fields["words"].label = _("Why did you choose this goal?")
            self.fields["words"].error_messages["required"] = _("Write why you chose it. One sentence is fine.")
        else:
            self.fields["words"].label = _("Why %(name)s chose it, as %(name)s says it") % {"name": student.first_name}
        self.helper = bare_helper(*self.fields)

    def stands_on(self, goal):
        words = goal.why_for(self.standing)
        return Stands(goal.why_version, words) if words else Stands()

    def version_of(self, goal):
        return goal.why_version

    def overtaken_by(self, student, words):
        """Tell an adult what the student wrote meanwhile. What the adult wrote stays in the box."""
        sentence = _(
            "%(name)s wrote why while you were writing: “%(words)s” Only %(name)s changes it now. Your own words are"
            " still in the box, so that you can copy them."
        )
        self.add_error(None, sentence % {"name": student.first_name, "words": words})


class NextStepForm(OwnWordsForm):
    """The next small step, by when, and whose words it is in. A step that is still open is changed: its
    words and day stand in the boxes; after one that is done the boxes are empty."""

    class By:
        STUDENT = "student"
        SELF = "self"

    verb = "goals.next_step_set"
    in_turns = ("words", "due_on")
    by = forms.ChoiceField(label=_("Whose words are these?"), widget=forms.RadioSelect, initial=By.STUDENT)
    words = forms.CharField(
        label=_("The next step"),
        help_text=_("One small thing to do, such as: pick my second situation."),
        max_length=NextStep._meta.get_field("words").max_length,
        widget=area_of_text(2),
        error_messages={"required": _("Write one small thing to do next.")},
    )
    due_on = DayField(label=_("By when"), required=False, help_text=_("For example, 12/18/2026"))

    def __init__(self, *args, student, may_suggest, **kwargs):
        super().__init__(*args, **kwargs)
        name = {"name": student.first_name}
        choices = [(self.By.STUDENT, _("%(name)s said it, I write it down") % name)]
        if may_suggest:
            choices.append((self.By.SELF, _("I suggest it to %(name)s") % name))
        self.fields["by"].choices = choices
        if self.is_own:
            del self.fields["by"]
            self.fields["words"].label = _("My next step")
        self.helper = bare_helper(*self.fields)

    def stands_on(self, goal):
        step = goal.next_steps.first()
        stands = step is not None and step.is_open and step.is_for(self.standing)
        return Stands(step.pk, step.words, step.due_on) if stands else Stands()

    def version_of(self, goal):
        return goal.step_version

    @property
    def mine(self):
        """A day is the same day however it was typed."""
        said = super().mine
        try:
            day = self.fields["due_on"].clean(said["due_on"])
        except ValidationError:
            return said
        return said | {"due_on": self.text("due_on", day)}
