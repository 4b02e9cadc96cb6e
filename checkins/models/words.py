"""Words with a reader: check-ins, and the conversation."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission, Voice
from files.models import File
from goals.models import Goal
from plans.models import Plan
from students.models import Reader


def not_set_aside(standing, own):
    """A condition: the words are on the shared pages, or they are this reader's `own`, or this reader
    looks after what was set aside. A child's words stay the child's whoever wrote them down."""
    if standing.may(Permission.FOLLOW_UP):
        return Q()
    return Q(is_set_aside=False) | own | (Q(voice=Voice.STUDENT) if Voice.STUDENT in standing.voices else Q())


def known(standing):
    """A condition on the goal: family and student know of what was shared."""
    return Q() if standing.may(Permission.READ_STAFF) else Q(goal__is_shared=True)


class CheckInQuerySet(models.QuerySet):
    def readable(self, standing):
        """What is `written_to` this `Standing` and not set aside from it. The same filter serves page, part,
        timeline and paper."""
        return self.written_to(standing).filter(not_set_aside(standing, Q(author=standing.principal.key)))

    def written_to(self, standing):
        """The check-ins whose reader this `Standing` is, set aside or not, and always what its principal wrote."""
        read = Q(reader__in=standing.readers) | Q(author=standing.principal.key)
        return self.filter(read, known(standing), goal__audience__in=standing.readers, withdrawn_at=None)


class CommentQuerySet(models.QuerySet):
    def readable(self, standing):
        """What is `written_to` this `Standing` and not set aside from it."""
        return self.written_to(standing).filter(not_set_aside(standing, self.own(standing)))

    def written_to(self, standing):
        """The words whose reader this `Standing` is, set aside or not, and always what its principal wrote and
        answers to that."""
        about = Q(goal=None) | Q(goal__audience__in=standing.readers) & known(standing)
        read = Q(reader__in=standing.readers) | self.own(standing)
        return self.filter(read, about, withdrawn_at=None)

    def own(self, standing):
        """A condition: the principal of this `Standing` wrote the words, or asked what they answer."""
        key = standing.principal.key
        return Q(author=key) | Q(answers__author=key)

    def waiting(self):
        """Questions nobody has answered yet, the longest waiting first."""
        return self.filter(is_question=True, answered_at=None, withdrawn_at=None).order_by("said_at")


class Words(models.Model):
    """Somebody's words to a stated reader. Who changed the reader later, and why, stands beside them;
    `is_set_aside` keeps them from the shared pages while somebody is followed up in private."""

    readdressed_at = models.DateTimeField(null=True, blank=True)
    readdressed_by = models.CharField(max_length=200, blank=True)
    readdressed_because = models.CharField(max_length=400, blank=True)
    is_set_aside = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @property
    def told(self):
        """How an event about these words names what they are about."""
        return self.goal.told if self.goal else {"plan": self.plan.pk, "goal": "", "label": ""}

    def audience_for(self, reader):
        """Who may know of these words when they are written to `reader`."""
        return self.goal.audience_for(reader) if self.goal else reader


class CheckIn(Words):
    """One person's word on where one goal is on one school day. A later tap that day amends it. Once it is set
    aside it stays as it is, and what is said later that day is another one: `nth` counts them from 0."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="check_ins")
    author = models.CharField(max_length=60)
    author_name = models.CharField(max_length=200)
    voice = models.CharField(max_length=10, choices=Voice.choices)
    level = models.PositiveSmallIntegerField(
        _("where is it?"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    number = models.DecimalField(_("number"), max_digits=9, decimal_places=2, null=True, blank=True)
    words = models.TextField(_("in a sentence"), blank=True)
    language = models.CharField(max_length=10, default="en")
    reader = models.CharField(_("who reads it"), max_length=10, choices=Reader.choices)
    happened_on = models.DateField(_("when"))
    nth = models.PositiveSmallIntegerField(default=0)
    said_at = models.DateTimeField()
    said_for = models.CharField(max_length=200, blank=True)
    work = models.OneToOneField(File, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=60, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ["happened_on", "pk"]
        indexes = [models.Index(fields=["goal", "-happened_on"], name="check_in_goal_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "author", "voice", "happened_on", "nth"],
                condition=Q(withdrawn_at=None),
                name="one_check_in_per_goal_author_and_day",
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=False) | Q(number__isnull=False) | ~Q(words="") | Q(work__isnull=False),
                name="a_check_in_says_something",
                violation_error_message=_("Choose a word, or write a sentence."),
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__gte=1, level__lte=4), name="a_level_is_one_of_four"
            ),
        ]

    def __str__(self):
        return f"{self.speaker}, {self.happened_on}"

    @property
    def plan(self):
        return self.goal.plan

    @property
    def text(self):
        """The names of the text it is, as translations have them: thing and field."""
        return f"check_in:{self.public_id}", "words"

    @property
    def speaker(self):
        """Whose word this is: the person an adult wrote it down for, or whoever tapped."""
        return self.said_for or self.author_name

    @property
    def scribe(self):
        """Who wrote it down for somebody else, or nothing."""
        return self.author_name if self.said_for else ""

    @property
    def shows_work(self):
        """Whether a photo or a document of the work hangs on it, for whoever reads its words."""
        return self.work is not None and self.work.stands


class Comment(Words):
    """A remark, a question or an answer in the conversation of a plan, with its reader stated."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="comments")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="comments")
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    author = models.CharField(max_length=60)
    author_name = models.CharField(max_length=200)
    voice = models.CharField(max_length=10, choices=Voice.choices)
    words = models.TextField(_("your words"))
    language = models.CharField(max_length=10, default="en")
    reader = models.CharField(_("who reads it"), max_length=10, choices=Reader.choices)
    is_question = models.BooleanField(_("this is a question"), default=False)
    said_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=60, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["plan", "said_at"], name="comment_plan")]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_comment_says_something"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="an_answered_question_says_by_whom",
            ),
        ]

    def __str__(self):
        return self.words[:60]

    @property
    def text(self):
        """The names of the text it is, as translations have them: thing and field."""
        return f"comment:{self.public_id}", "words"

    @property
    def speaker(self):
        """Whose word this is."""
        return self.author_name

    @property
    def is_open(self):
        """A question waits until somebody of the staff answers it."""
        return self.is_question and self.answered_at is None and self.withdrawn_at is None
