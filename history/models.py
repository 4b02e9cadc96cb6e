"""What happened, and who looked. Rows here are written once and never change."""

from django.db import models


class EventQuerySet(models.QuerySet):
    def about(self, subject):
        """Everything that happened around one subject, newest first."""
        return self.filter(subject=key(subject)).order_by("-pk")

    def of(self, target):
        """Everything that happened to one thing itself, newest first."""
        return self.filter(target=key(target)).order_by("-pk")

    def readable(self, audiences, *, actor=""):
        """Only what these audiences may read, and always what the actor did."""
        return self.filter(models.Q(audience__in=audiences) | models.Q(actor=actor) & ~models.Q(actor=""))


class Event(models.Model):
    """One thing somebody did. It keeps the verb and the data, never a sentence:
    pages make the sentence in the reader's language."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=60, blank=True)
    actor_name = models.CharField(max_length=200)
    voice = models.CharField(max_length=12)
    verb = models.CharField(max_length=60)
    target = models.CharField(max_length=80)
    target_name = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    changes = models.JSONField(default=list)
    data = models.JSONField(default=dict)
    audience = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    request = models.CharField(max_length=64, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-id"], name="event_subject"),
            models.Index(fields=["target", "-id"], name="event_target"),
        ]

    def __str__(self):
        return f"{self.actor_name} {self.verb} {self.target}"


class Visit(models.Model):
    """Who opened, printed or exported which record, and when."""

    class What(models.TextChoices):
        OPENED = "opened"
        PRINTED = "printed"
        EXPORTED = "exported"

    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=200)
    what = models.CharField(max_length=10, choices=What.choices)
    target = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["subject", "-id"], name="visit_subject")]

    def __str__(self):
        return f"{self.actor_name} {self.what} {self.target}"


class LastLook(models.Model):
    """Up to which event somebody has read what happened around one subject. It moves only when
    they say so, never by looking, and what they said last can be taken back once: `event_before` is
    where they had read up to then (0 for nowhere), None when nothing is left to take back."""

    person = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    event = models.BigIntegerField()
    at = models.DateTimeField()
    event_before = models.BigIntegerField(null=True, blank=True)
    before_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "subject"], name="one_last_look_per_person_and_subject")
        ]

    def __str__(self):
        return f"{self.person} read {self.subject} up to {self.event}"


def key(thing):
    """A short name for any row that outlives it: `goals.goal:12`. A string passes through."""
    if isinstance(thing, str):
        return thing
    return f"{thing._meta.label_lower}:{thing.pk}"
