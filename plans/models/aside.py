"""A child's own words as they stood when somebody asked that they be looked after in private."""

from django.db import models

from accounts.permissions import Voice
from plans.models.plan import Section
from students.models import Reader


class AsideWords(models.Model):
    """What a child said, kept as it was when it left the shared pages. While it `is_set_aside`, it and
    every wording before it are read by the child and by those who look after it, and by nobody else.
    What the child writes there afterwards stands on the pages as ever.
    """

    words = models.TextField()
    language = models.CharField(max_length=10, default="en")
    said_by = models.CharField(max_length=200)
    written_by = models.CharField(max_length=200)
    said_at = models.DateTimeField()
    is_set_aside = models.BooleanField(default=True)

    voice, reader = Voice.STUDENT, Reader.STUDENT

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self):
        return self.words[:60]

    @property
    def speaker(self):
        """Whose word this is."""
        return self.said_by

    @property
    def scribe(self):
        """Who wrote it down for somebody else, or nothing."""
        return self.written_by if self.written_by != self.said_by else ""


class SectionAside(AsideWords):
    """One of the student's own sections as it was set aside."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="asides")

    goal = None  # words about the whole plan

    class Meta(AsideWords.Meta):
        constraints = [
            models.UniqueConstraint(fields=["section", "said_at"], name="one_aside_of_a_section_and_moment"),
        ]

    @classmethod
    def of(cls, section):
        """What stands in a section now, not saved yet."""
        return cls(
            section=section, words=section.words, language=section.language, said_at=section.written_at,
            said_by=section.said_by or section.writer, written_by=section.writer,
        )  # fmt: skip

    @property
    def plan(self):
        return self.section.plan

    @property
    def text(self):
        """The names of the text it was, as translations have them: thing and field."""
        return f"section:{self.section.code}", "words"
