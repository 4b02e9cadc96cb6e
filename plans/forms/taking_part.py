"""Taking part: recorded moments, answers to a required part, and what somebody says of a revision."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from history.clock import today
from plans.actions import acknowledge, answer_part, record_participation, withdraw_participation
from plans.actions.taking_part import CHANGED_SINCE, AnsweredSince
from plans.forms.acting import PlanForm, ReasonForm, Words
from plans.models import Acknowledgement, Participation
from plans.queries import documents_of, role_towards, still_holding
from students.forms.acting import questions


class ParticipationForm(PlanForm):
    """A call, a meeting, a survey, or a try to reach the family: who, how, when, and what was said."""

    title = gettext_lazy("Who took part, and how")
    place = "participation"

    def __init__(self, *args, begun=None, **options):
        options.setdefault("initial", {"on": today()} | (begun or {}))
        super().__init__(*args, **options)
        self.fields |= questions(Participation, "voice", "who", "how", "on", "words", voice=forms.RadioSelect)
        self.fields["voice"].choices = [choice for choice in self.fields["voice"].choices if choice[0]]
        self.fields["how"].choices = [("", _("Choose one")), *Participation.How.choices]
        self.fields["who"].widget.attrs["class"] = "w-mid"
        self.fields["words"].help_text = _("The family and the team read this.")

    def act(self):
        record_participation(plan=self.plan, by=self.by, **self.cleaned_data)


class WithdrawParticipationForm(ReasonForm):
    """Takes back a moment that was recorded by mistake."""

    title = gettext_lazy("Take this record back")
    place = "participation"
    saves = gettext_lazy("Take it back")
    said = gettext_lazy("Taken back. It stays in the history.")

    def __init__(self, *args, moment, **options):
        self.moment = moment
        super().__init__(*args, **options)

    def act(self):
        withdraw_participation(participation=self.moment, by=self.by, reason=self.cleaned_data["reason"])


class PartAnswerForm(PlanForm):
    """Answers a required part with *not needed, because …* or *in the attached document, page …*. An empty
    answer takes it back.

    `seen` is the version of the answer that stood on the page. Where another stands by now, or none, the form
    says so, shows it and goes on from there with what was written; it is then `overtaken`.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    document = forms.ChoiceField(label=gettext_lazy("It is in an attached document"), required=False)
    page = forms.IntegerField(
        label=gettext_lazy("On page"),
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.NumberInput(attrs={"class": "w-short"}),
    )
    because = Words(
        label=gettext_lazy("Or: this part is not needed, because"),
        help_text=gettext_lazy("It is printed on the plan. Leave everything empty to take the answer back."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=400,
    )
    place = "parts"
    overtaken = False

    def __init__(self, data=None, *, part, **options):
        self.part = part
        plan, standing = options["plan"], options["standing"]
        self.answered = self.answer_in(plan)
        self.documents = {str(one.public_id): one for one in documents_of(plan, standing)}
        options["initial"] = self.answer_now()
        super().__init__(data, **options)
        self.title = str(part)
        named = [(key, one.title) for key, one in self.documents.items()]
        self.fields["document"].choices = [("", _("No document")), *named]
        if not self.documents:
            del self.fields["document"], self.fields["page"]
            self.fields["because"].label = _("This part is not needed, because")

    def answer_in(self, plan):
        """What a plan says for the part now, or None."""
        return plan.part_answers.filter(part=self.part.code).select_related("document", "answered_by").first()

    def answer_now(self):
        """What stands as the answer, for the form to begin with."""
        if self.answered is None:
            return {}
        document = self.answered.document and str(self.answered.document.public_id)
        return self.answered.said | {"document": document, "seen": self.answered.version}

    @property
    def answer_in_words(self):
        """What stands as the answer, as this reader may read it."""
        return self.answered.said_to(self.standing.readers)

    def clean_because(self):
        return self.cleaned_data["because"].strip()

    def clean(self):
        said = super().clean()
        if not any(said.values()) and not self.errors and self.answered is None:
            self.add_error("because", _("Write why this part is not needed, or choose the document it is in."))
        return said

    def act(self):
        said = self.cleaned_data
        answer_part(
            plan=self.plan, part=self.part.code, because=said["because"], by=self.by,
            document=self.documents.get(said.get("document")), page=said.get("page"), seen=said["seen"],
        )  # fmt: skip

    def refused(self, error):
        """Show what stands now, and go on from there."""
        if isinstance(error, AnsweredSince):
            self.overtaken, self.answered = True, self.answer_in(self.plan)
            self.data = self.data.copy()
            self.data["seen"] = self.answered.version if self.answered else ""
        super().refused(error)


class AcknowledgeForm(PlanForm):
    """What somebody says of the revision they have read: one meaning, and words if they like.

    Where another revision stands by now, the form says so and goes on with that one, the words still in it;
    `overtaken` is then the one that was read.
    """

    title = gettext_lazy("What you say about the plan")
    saves = gettext_lazy("Say it")
    said = gettext_lazy("Thank you. It is on record, and the school sees it now.")
    place = "acknowledgements"
    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    meaning = forms.ChoiceField(
        label=gettext_lazy("What do you want to say?"),
        choices=Acknowledgement.Meaning.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what you want to say.")},
    )
    words = forms.CharField(
        label=gettext_lazy("In your words"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    voice = forms.CharField(widget=forms.HiddenInput, required=False)
    overtaken = None

    def __init__(self, *args, **options):
        super().__init__(*args, auto_id="say-%s", **options)

    def clean(self):
        said = super().clean()
        read = self.plan.revisions.filter(number=said.get("number")).first()
        if read is None or read.pk not in still_holding(list(self.plan.revisions.defer("text")), self.plan.revision):
            self.overtaken = read
            self.data = self.data.copy()
            self.data["number"] = getattr(self.plan.revision, "number", "")
            raise ValidationError(CHANGED_SINCE)
        return said | {"number": read.number}

    def act(self):
        voice = self.standing.voice(self.cleaned_data["voice"])
        acknowledge(
            revision=self.plan.revisions.get(number=self.cleaned_data["number"]), voice=voice, by=self.by,
            meaning=self.cleaned_data["meaning"], words=self.cleaned_data["words"],
            role=role_towards(self.standing, voice), language=get_language(),
        )  # fmt: skip
