"""Proof that family and student took part, and what they said of a revision."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Voice
from plans.models.document import AttachedDocument
from plans.models.plan import Plan
from plans.models.revision import Revision


class AcknowledgementQuerySet(models.QuerySet):
    def holding(self):
        """What people said and did not take back."""
        return self.exclude(pk__in=TakenBack.objects.filter(undone_at=None).values("acknowledgement"))


class Acknowledgement(models.Model):
    """One person's word about one revision, and what it means. Information, never a required part."""

    class Meaning(models.TextChoices):
        READ = "read", _("I have read it")
        TOOK_PART = "took_part", _("I took part")
        AGREE = "agree", _("I agree")
        DISAGREE = "disagree", _("I do not agree with a part")
        TALK = "talk", _("I want to talk")

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="acknowledgements")
    person = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    voice = models.CharField(max_length=10, choices=Voice.choices)
    role = models.CharField(max_length=60, blank=True)
    meaning = models.CharField(max_length=20, choices=Meaning.choices)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="en")
    how = models.CharField(max_length=60, default="app")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("revision", "person", "meaning", MD5("words"), name="nobody_says_the_same_twice")
        ]

    def __str__(self):
        return f"{self.name}: {self.get_meaning_display()}"

    @property
    def thing(self):
        """The name of its words, as translations have it."""
        return f"acknowledgement:{self.pk}"


class TakenBack(models.Model):
    """Somebody took back what they said of a revision. What was said stays where it was, and on what was
    printed; saying the same again undoes this."""

    acknowledgement = models.ForeignKey(Acknowledgement, on_delete=models.PROTECT, related_name="taken_back")
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=60)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["acknowledgement"], condition=Q(undone_at=None), name="an_acknowledgement_is_taken_back_once"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by="") | Q(undone_at__isnull=False) & ~Q(undone_by=""),
                name="what_is_said_again_says_by_whom",
            ),
        ]

    def __str__(self):
        return f"{self.acknowledgement}, {self.withdrawn_at:%Y-%m-%d}"


class Participation(models.Model):
    """A documented moment in which family or student took part, or a documented try
    (ECEA 12.02(2)(f)(v))."""

    class How(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        CALL = "call", _("Phone call")
        SURVEY = "survey", _("Survey or questionnaire")
        CONVERSATION = "conversation", _("Conversation")
        PAPER = "paper", _("Paper reply")
        TRIED = "tried", _("We tried and had no answer")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="participations")
    voice = models.CharField(
        _("who took part"),
        max_length=10,
        choices=[(Voice.FAMILY, Voice.FAMILY.label), (Voice.STUDENT, Voice.STUDENT.label)],
    )
    who = models.CharField(_("name"), max_length=200)
    how = models.CharField(_("how"), max_length=20, choices=How.choices)
    on = models.DateField(_("when"))
    words = models.CharField(_("what was said, in a sentence"), max_length=400, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self):
        return f"{self.who}, {self.get_how_display()}"

    @property
    def thing(self):
        """The name of its words, as translations have it."""
        return f"moment:{self.public_id}"


class PartAnswer(models.Model):
    """A person's answer to a required part in place of what is asked: not needed, because …; or in the
    attached document, page …"""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="part_answers")
    part = models.CharField(max_length=60)
    because = models.CharField(_("not needed, because"), max_length=400, blank=True)
    document = models.ForeignKey(
        AttachedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="part_answers"
    )
    page = models.PositiveSmallIntegerField(_("page"), null=True, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "part"], name="one_answer_per_part_and_plan"),
            models.CheckConstraint(
                condition=Q(document=None, page=None) & ~Q(because="") | Q(document__isnull=False, because=""),
                name="a_part_is_answered_in_one_way",
            ),
        ]

    def __str__(self):
        return f"{self.part}: {self.because or self.document}"

    @property
    def said(self):
        """What it says, as it was given."""
        return {"because": self.because, "document": self.document, "page": self.page}

    @property
    def version(self):
        """Which answer it is, as a form sends it along: the moment it was given."""
        return self.answered_at.isoformat()

    @property
    def holds(self):
        """Whether what it points to is still there."""
        return self.document is None or self.document.file.stands

    def said_to(self, readers):
        """The answer in words, for somebody who reads what is written to these readers."""
        if self.document is None:
            return gettext("Not needed, because %(because)s") % {"because": self.because}
        if self.document.reader not in readers:
            return gettext("Answered in an attached document.")
        if self.page is None:
            return gettext("See attached: %(title)s") % {"title": self.document.title}
        return gettext("See attached: %(title)s, page %(page)s") % {"title": self.document.title, "page": self.page}
