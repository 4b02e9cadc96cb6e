"""Goals: what a student works towards this year, why, and who does what."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission, Voice
from plans.models import AsideWords, Plan
from plans.models.plan import kept_in_sight, reviewed_and_shared
from students.access import audience
from students.models import Household, Reader, Student


class GoalQuerySet(models.QuerySet):
    def current(self):
        """Goals that stand in their plan: not withdrawn."""
        return self.filter(withdrawn_at=None)

    def open(self):
        return self.current().filter(state=Goal.State.OPEN)

    def readable(self, readers):
        """Goals whose audience is among the readers that a `Standing` may read."""
        return self.current().filter(audience__in=readers)

    def visible_to(self, principal, *, on=None):
        """Goals this principal may read: those of visible plans, kept-close ones by permission, and
        for family and student only what has been shared."""
        close = Student.objects.granting(Permission.READ_CIRCLE, to=principal, on=on)
        reviewed, shared = reviewed_and_shared(principal, on=on)
        return self.current().filter(
            Q(audience=Goal.Audience.TEAM) | Q(plan__student__in=close),
            Q(plan__student__in=reviewed) | Q(plan__student__in=shared, is_shared=True, plan__revision__isnull=False),
            kept_in_sight("plan__"),
        )


class Goal(models.Model):
    """One goal of a plan. The student's own reason stands above everything else."""

    class Audience(models.TextChoices):
        TEAM = "student", _("The student, the family and the team")
        CIRCLE = "circle", _("The student, the family, the specialist and the counselor")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    class Outcome(models.TextChoices):
        MET = "met", _("Met")
        PARTLY = "partly", _("Partly met")
        NOT_MET = "not_met", _("Not met")

    class Onward(models.TextChoices):
        CARRY = "carry", _("Carry it on")
        REVISE = "revise", _("Revise it")
        RETIRE = "retire", _("Let it rest")

    PROMISE = (
        "kind", "area", "domain", "statement", "short_label", "family_words", "standard", "baseline",
        "measure", "target", "check_on", "audience", "partner",
    )  # fmt: skip

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind of goal"), max_length=40)
    area = models.CharField(_("strength area"), max_length=40, blank=True)
    domain = models.CharField(_("domain"), max_length=40, blank=True)
    statement = models.TextField(_("what is the goal?"))
    short_label = models.CharField(_("short label"), max_length=30)
    family_words = models.TextField(_("in family words"), blank=True)
    standard = models.TextField(_("standard or other source"), blank=True)
    baseline = models.TextField(_("where it is now"), blank=True)
    measure = models.TextField(_("how we will know"), blank=True)
    target = models.CharField(_("target"), max_length=200, blank=True)
    check_on = models.DateField(_("check date"), null=True, blank=True)
    audience = models.CharField(_("who sees this goal"), max_length=10, choices=Audience.choices, default=Audience.TEAM)
    partner = models.CharField(_("adult partner"), max_length=200, blank=True)

    # The live layer: it moves every week and makes no revision.
    why = models.TextField(_("why I chose it"), blank=True)
    why_said_by = models.CharField(max_length=200, blank=True)
    why_written_by = models.CharField(max_length=200, blank=True)
    why_at = models.DateTimeField(null=True, blank=True)
    why_is_set_aside = models.BooleanField(default=False)  # see `WhyAside`
    language = models.CharField(max_length=10, default="en")

    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    outcome = models.CharField(_("how it ended"), max_length=10, choices=Outcome.choices, blank=True)
    learned = models.TextField(_("what we learned"), blank=True)
    onward = models.CharField(_("what now"), max_length=10, choices=Onward.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    is_shared = models.BooleanField(default=False)  # whether any revision holds it
    shared_label = models.CharField(max_length=30, blank=True)  # the short label in the newest of them

    # Kept by `checkins.actions`, for lists.
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    level_on = models.DateField(null=True, blank=True)
    level_by = models.CharField(max_length=200, blank=True)
    level_voice = models.CharField(max_length=10, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(statement=""), name="a_goal_says_what_it_is"),
            models.CheckConstraint(
                condition=Q(state="open", outcome="") | ~Q(outcome="") & ~Q(learned="") & ~Q(onward=""),
                name="a_closed_goal_has_an_honest_outcome",
            ),
        ]

    def __str__(self):
        return self.short_label

    @property
    def is_close(self):
        """Whether the goal is kept to the student, the family, the specialist and the counselor."""
        return self.audience == self.Audience.CIRCLE

    def label_for(self, standing):
        """What a reader calls the goal: staff as it stands, family and student as it was last shared."""
        return self.short_label if standing.may(Permission.READ_STAFF) else self.shared_label

    def why_for(self, standing):
        """The student's reason as this `Standing` may read it: nothing where it is set aside from it."""
        return "" if self.why_is_set_aside and not standing.sees_set_aside else self.why

    @property
    def why_version(self):
        """Changes with each wording of why; 0 while nobody said it."""
        return round(self.why_at.timestamp() * 1_000_000) if self.why_at else 0

    @property
    def step_version(self):
        """Changes with each wording of the next step; 0 while there is none."""
        newest = self.next_steps.first()
        return newest.pk if newest else 0

    @property
    def told(self):
        """How an event about the goal names it, for all its readers: as it was last shared. Only staff
        read of a goal that was never shared."""
        label = self.shared_label or self.short_label
        return {"plan": self.plan_id, "goal": str(self.public_id), "label": label}

    def audience_for(self, reader):
        """Who may read a word on this goal that is written to `reader`; before it is shared, staff alone."""
        return audience(reader if self.is_shared else Reader.STAFF, close=self.is_close)


class Strategy(models.Model):
    """One line of who does what for a goal: at school, or in one home."""

    class Place(models.TextChoices):
        SCHOOL = "school", _("At school")
        HOME = "home", _("At home")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="strategies")
    position = models.PositiveSmallIntegerField(default=0)
    place = models.CharField(_("where"), max_length=10, choices=Place.choices)
    words = models.CharField(_("what"), max_length=300)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="strategies"
    )
    who = models.CharField(_("who"), max_length=200, blank=True)
    how_often = models.CharField(_("how often"), max_length=100, blank=True)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, blank=True, related_name="strategies")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["place", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_strategy_says_what"),
            models.CheckConstraint(
                condition=Q(place="home") | Q(household=None), name="only_help_at_home_belongs_to_a_household"
            ),
        ]

    def __str__(self):
        return self.words


class WhyAside(AsideWords):
    """A student's reason for a goal as it was set aside."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="asides")

    class Meta(AsideWords.Meta):
        constraints = [models.UniqueConstraint(fields=["goal", "said_at"], name="one_aside_of_a_why_and_moment")]

    @classmethod
    def of(cls, goal):
        """The reason that stands now, not saved yet."""
        return cls(
            goal=goal, words=goal.why, language=goal.language, said_at=goal.why_at, said_by=goal.why_said_by,
            written_by=goal.why_written_by,
        )  # fmt: skip

    @property
    def plan(self):
        return self.goal.plan

    @property
    def text(self):
        """The names of the text it was, as translations have them: thing and field."""
        return f"goal:{self.goal.public_id}", "why"


class NextStep(models.Model):
    """The student's next small step on a goal. The newest one stands; the old ones stay.

    `is_set_aside` keeps it from the shared pages while somebody is followed up in private.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="next_steps")
    words = models.CharField(_("my next step"), max_length=300)
    due_on = models.DateField(_("by"), null=True, blank=True)
    language = models.CharField(max_length=10, default="en")
    voice = models.CharField(max_length=10, choices=Voice.choices, default=Voice.STUDENT)  # whose words they are
    said_by = models.CharField(max_length=200)
    written_by = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=200, blank=True)
    is_set_aside = models.BooleanField(default=False)

    reader = Reader.STUDENT

    class Meta:
        ordering = [F("pk").desc()]

    def __str__(self):
        return self.words

    @property
    def plan(self):
        return self.goal.plan

    @property
    def text(self):
        """The names of the text it is, as translations have them: thing and field."""
        return f"goal:{self.goal.public_id}", "next_step"

    @property
    def speaker(self):
        """Whose word this is."""
        return self.said_by

    @property
    def scribe(self):
        """Who wrote it down for somebody else, or nothing."""
        return self.written_by if self.written_by != self.said_by else ""

    @property
    def said_at(self):
        return self.written_at

    @property
    def is_open(self):
        """Whether it is still to be done."""
        return self.done_at is None

    def is_for(self, standing):
        """Whether this `Standing` may read the step."""
        return standing.sees_set_aside or not self.is_set_aside
