"""Private follow-ups."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from checkins.models.words import CheckIn, Comment
from goals.models import NextStep, WhyAside
from plans.models import SectionAside
from students.models import Student

ABOUT = ("check_in", "comment", "reason", "step", "section")


def exactly_one_of(names):
    """A condition: one of these columns holds something, and the others nothing."""
    return Q(
        *(Q(**{f"{other}__isnull": other != name for other in names}) for name in names), _connector=Q.OR
    )  # fmt: skip


class FollowUp(models.Model):
    """Words that an adult asked the counselor to look after in private. They leave the shared pages
    at once; it stays open until somebody says what was done. Only those who look after it know of it.

    It is about exactly one thing: a check-in, a comment, the reason a goal was chosen, a next step, or a
    section in the student's own words.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    student = models.ForeignKey(Student, on_delete=models.PROTECT, related_name="follow_ups")
    check_in = models.ForeignKey(CheckIn, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups")
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups")
    reason = models.ForeignKey(WhyAside, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups")
    step = models.ForeignKey(NextStep, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups")
    section = models.ForeignKey(
        SectionAside, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    why = models.TextField(_("what worries you?"), blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done = models.TextField(_("what was done?"), blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("private follow-up")
        verbose_name_plural = _("private follow-ups")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=exactly_one_of(ABOUT), name="a_follow_up_is_about_one_persons_words"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, done="")
                | Q(done_at__isnull=False, done_by__isnull=False) & ~Q(done=""),
                name="a_follow_up_is_done_by_somebody_who_says_what",
            ),
            *(
                models.UniqueConstraint(fields=[name], condition=Q(done_at=None), name=f"one_open_follow_up_per_{name}")
                for name in ABOUT
            ),
        ]

    def __str__(self):
        return f"{self.student}, {self.asked_at:%Y-%m-%d}"

    @property
    def about(self):
        """The words it is about."""
        return next(filter(None, (getattr(self, name) for name in ABOUT)))

    @property
    def askings(self):
        """Everything that asks for it, the first one before the others: each has `why`, `asked_at`, `asked_by`."""
        return [self, *self.worries.select_related("asked_by")]


class Worry(models.Model):
    """What somebody wrote who asked for a private follow-up that was open already. Whoever asks is told of
    no other who did."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="worries")
    why = models.TextField(_("what worries you?"), blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self):
        return f"{self.follow_up}, {self.asked_by}"
