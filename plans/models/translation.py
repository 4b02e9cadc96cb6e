"""What a person wrote down of somebody's words in another language."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from plans.models.plan import Plan


class TranslationQuerySet(models.QuerySet):
    def holding(self):
        """Those that hold for the wording they were made of: not taken back. What a later one took the place of
        still holds for its own wording."""
        name = {one: OuterRef(one) for one in ("plan", "thing", "field", "language")}
        later = self.model.objects.filter(**name, pk__gt=OuterRef("pk"), written_at=OuterRef("withdrawn_at"))
        return self.filter(Q(withdrawn_at=None) | Exists(later.order_by()))


class Translation(models.Model):
    """A person's translation of one text of a plan. A later one takes its place and the old one stays.

    `thing` and `field` name the text (`plans.translations.Text`), `original` is the wording it was made of:
    once the text says something else, the translation is old. `audience` may still read it then.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="translations")
    thing = models.CharField(max_length=60)
    field = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    original = models.TextField()
    words = models.TextField()
    audience = models.CharField(max_length=20, blank=True)
    translated_by = models.CharField(max_length=200)  # as readers are told
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = TranslationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["plan", "language"], name="translation_plan_language")]
        constraints = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(translated_by=""), name="a_translation_says_by_whom"),
            models.UniqueConstraint(
                fields=["plan", "thing", "field", "language"],
                condition=Q(withdrawn_at=None),
                name="one_translation_of_a_text_stands",
            ),
        ]

    def __str__(self):
        return self.words[:60]
