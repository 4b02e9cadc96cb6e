"""What a mistake looks like in a table: it stays there, and says who took it back, and when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

ends_after_it_starts = Q(ends_on=None) | Q(ends_on__gte=F("starts_on")) | Q(withdrawn_at__isnull=False)


class Withdrawable(models.Model):
    """Something that stands in a child's record until it is found to be a mistake, and is then withdrawn.

    A dated fact that is withdrawn has its last day before its first and before today, so that it was in force
    on no day and no question of access has to know of mistakes.
    """

    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True
