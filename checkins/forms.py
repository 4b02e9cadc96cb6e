"""The forms of check-ins and conversation."""

from crispy_forms.layout import HTML
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Voice
from checkins.queries import goals_to_name
from checkins.readers import KEEPS_READER, reader_choices
from files.forms import HoldsUpload, Upload
from goals.forms import DayField, area_of_text, bare_helper
from history.clock import today
from plans.actions.setting_aside import refuse_changed

TALK_LINE = HTML('{% include "components/talk_line.html" %}')


READS_IT = HTML('{% include "checkins/_reads_it.html" %}')


class ReaderForm(forms.Form):
    """A form whose words have a reader, chosen before typing. Where there is only one it is said above
    the box and not asked. Words that were `said` already keep their reader here: who reads them is changed
    on a page that asks why."""

    reader = forms.ChoiceField(
        label=_("Who reads your words?"), widget=forms.RadioSelect, error_messages={"invalid_choice": KEEPS_READER}
    )
    said = None

    def offer_readers(self, voice, choices, said=None):
        if said and said.words:
            self.said, choices = said, [choice for choice in choices if choice[0] == said.reader]
        self.voice, self.choices = voice, choices
        field = self.fields["reader"]
        field.choices, field.initial = choices, choices[0][0]
        if self.only_reader:
            field.widget, field.required = forms.HiddenInput(), False

    @property
    def only_reader(self):
        """The sentence for the one reader there is, or nothing where somebody chooses."""
        return self.choices[0][1] if len(self.choices) == 1 else ""

    def clean_reader(self):
        return self.cleaned_data["reader"] or self.fields["reader"].initial

    @property
    def talk_line(self):
        """Where a student writes, somebody to talk with now stands by the box."""
        return [TALK_LINE] if self.voice == Voice.STUDENT else []


class CheckInForm(HoldsUpload, ReaderForm):
    """Where a goal is, in one word and, if wanted, a sentence whose readers stand above the box."""

    level = forms.TypedChoiceField(label=_("Where is it?"), coerce=int, empty_value=None, required=False)
    words = forms.CharField(
        label=_("In a sentence"),
        required=False,
        max_length=20_000,
        widget=area_of_text(3),
    )
    number = forms.DecimalField(
        label=_("A number, if you counted"),
        required=False,
        max_digits=9,
        decimal_places=2,
        widget=forms.TextInput(attrs={"class": "w-short", "inputmode": "decimal"}),
    )
    work = Upload(label=_("Show the work"), required=False)
    happened_on = DayField(label=_("When"), help_text=_("For example, 12/18/2026"))

    def __init__(self, *args, goal, voice, card, said=None, **kwargs):
        super().__init__(*args, **kwargs)
        student = goal.plan.student
        self.scale = scale = card.scale
        self.offer_readers(voice, reader_choices(voice, student, close=goal.is_close), said)
        self.fields["level"].choices = [("", ""), *((step["level"], step["word"]) for step in scale)]
        self.fields["happened_on"].initial = today()
        self.fields["number"].help_text = card.measure
        if self.may_leave_level_out:
            self.fields["level"].help_text = _("You may leave this out and only write.")
        self.helper = bare_helper(READS_IT, "reader", "words", *self.talk_line, "work", "number", "happened_on")

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > today():
            raise forms.ValidationError(_("Pick a day up to today."))
        return day

    def clean(self):
        said = super().clean()
        has_more = said.get("number") is not None or said.get("work")
        if not self.errors and not (said["level"] or said["words"].strip() or has_more):
            needed = _("Choose a word, or write a sentence.") if self.may_leave_level_out else _("Choose a word first.")
            self.add_error("level", needed)
        elif not self.errors and not said["level"] and not self.may_leave_level_out:
            self.add_error("level", _("Choose a word first."))
        return said

    @property
    def may_leave_level_out(self):
        """A level is never inferred from what adults write or count: they may choose none."""
        return self.voice != Voice.STUDENT


class WithdrawWorkForm(forms.Form):
    """Why a photo or document of the work is taken back."""

    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Whoever reads the check-in reads this in the history."),
        max_length=300,
        error_messages={"required": _("Say why this file is taken back.")},
    )

    helper = bare_helper("reason")


class NoteForm(ReaderForm):
    """A sentence about a goal without a level, its readers chosen before the words."""

    words = forms.CharField(
        label=_("In a sentence"),
        max_length=20_000,
        widget=area_of_text(3),
        error_messages={"required": _("Write a sentence first.")},
    )

    def __init__(self, *args, goal, voice, said=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_readers(voice, reader_choices(voice, goal.plan.student, close=goal.is_close), said)
        self.helper = bare_helper(READS_IT, "reader", "words")


class CommentForm(ReaderForm):
    """A remark or a question in the conversation, its readers chosen before the words."""

    goal = forms.ChoiceField(label=_("About"), required=False)
    words = forms.CharField(
        label=_("Your words"),
        max_length=20_000,
        widget=area_of_text(4),
        error_messages={"required": _("Write a sentence first.")},
    )
    is_question = forms.BooleanField(
        label=_("This is a question"), help_text=_("It stays open until somebody at school answers it."), required=False
    )

    def __init__(self, *args, plan, standing, voice, **kwargs):
        super().__init__(*args, **kwargs)
        self.goals = {str(goal.public_id): goal for goal in goals_to_name(plan, standing)}
        self.offer_readers(voice, reader_choices(voice, plan.student))
        kept_close = _("%(goal)s (kept close: only the circle reads it)")
        named = [(key, goal, goal.label_for(standing)) for key, goal in self.goals.items()]
        self.fields["goal"].choices = [("", _("the whole plan"))] + [
            (key, kept_close % {"goal": label} if goal.is_close else label) for key, goal, label in named
        ]
        self.helper = bare_helper(READS_IT, "reader", "goal", "words", *self.talk_line, "is_question")

    def clean_goal(self):
        return self.goals.get(self.cleaned_data["goal"])


class AnswerForm(forms.Form):
    """An answer, read by whoever the question was asked to."""

    words = forms.CharField(
        label=_("Your answer"),
        max_length=20_000,
        widget=area_of_text(4),
        error_messages={"required": _("Write a sentence first.")},
    )

    helper = bare_helper("words")


class ReadersForm(forms.Form):
    """Who reads somebody's words from now on, and why that changes."""

    reader = forms.ChoiceField(
        label=_("Who reads these words from now on?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose who reads these words from now on."),
            "invalid_choice": _("The readers were changed meanwhile. Choose again who reads these words from now on."),
        },
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("It stands beside the words, for those who read them and for who wrote them."),
        max_length=400,
        widget=area_of_text(2),
        error_messages={"required": _("Say why. It stands beside the words.")},
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reader"].choices = choices
        self.helper = bare_helper("reader", "reason")


class AskFollowUpForm(forms.Form):
    """What worries somebody about words they read. It may be left out: asking alone is enough. `seen` is
    when the words were said that stood on the page: others may stand there by now."""

    why = forms.CharField(label=_("What worries you?"), required=False, max_length=4000, widget=area_of_text(3))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    helper = bare_helper("why", "seen")

    def __init__(self, *args, row, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = self.fields["seen"].initial = row.said_at.isoformat()

    def clean(self):
        said = super().clean()
        if said.get("seen", "") not in ("", self.now):
            self.data = self.data.copy()
            self.data["seen"] = self.now
            refuse_changed(said["seen"], self.now)
        return said


class FollowUpDoneForm(forms.Form):
    """What was done, and whether the words may stand on the shared pages again."""

    done = forms.CharField(
        label=_("What was done?"),
        max_length=4000,
        widget=area_of_text(3),
        error_messages={"required": _("Say in a sentence what was done.")},
    )
    put_back = forms.BooleanField(
        label=_("Put the words back on the shared pages"),
        help_text=_("For those they were written to. Left out, they stay with you."),
        required=False,
    )

    helper = bare_helper("done", "put_back")

    def __init__(self, *args, taken_back=False, **kwargs):
        super().__init__(*args, **kwargs)
        if taken_back:  # by whoever said them: they stand on no page any more
            del self.fields["put_back"]
            self.helper = bare_helper("done")


class ProgressForm(forms.Form):
    """One sentence of the adult who freezes a window's progress."""

    sentence = forms.CharField(
        label=_("In one sentence, for the family"),
        help_text=_("What would you say at the door? The family and the student read it."),
        required=False,
        max_length=1000,
        widget=area_of_text(2),
    )

    helper = bare_helper("sentence")
