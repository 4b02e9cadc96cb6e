"""The outbox: every letter is a row, written in the transaction of the act that caused it."""

from django.conf import settings
from django.db import models


class MessageQuerySet(models.QuerySet):
    def waiting(self, *, at):
        """Letters still to be sent, oldest first."""
        return self.filter(sent_at=None, dropped_at=None, send_after__lte=at).order_by("pk")


class Message(models.Model):
    """One letter to one address. It carries a link and no facts about a child."""

    letter = models.CharField(max_length=60)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="letters"
    )
    to = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="en")
    data = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=200, unique=True)
    queued_at = models.DateTimeField()
    send_after = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["send_after"], condition=models.Q(sent_at=None, dropped_at=None), name="outbox_waiting"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) | ~models.Q(to=""), name="a_letter_goes_to_somebody"
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(dropped_at=None), name="a_letter_is_sent_or_dropped"
            ),
        ]

    def __str__(self):
        return f"{self.letter} to {self.to}"
