"""What families, students and the school say to each other that people may need in another language."""

from django.utils.translation import gettext as _

from checkins.models import CheckIn, Comment, ProgressRecord
from plans.translations import WRITTEN_IN, Text
from students.models import Reader


def texts_of_talk(plans):
    """Questions, answers and remarks that family and school both read, the oldest first."""
    rows = Comment.objects.filter(plan__in=plans, withdrawn_at=None, is_set_aside=False).exclude(reader=Reader.STAFF)
    found = {}
    for row in rows.select_related("goal").order_by("said_at", "pk"):
        label = _("Question") if row.is_question else _("Answer") if row.answers_id else _("Remark")
        about = row.goal.shared_label if row.goal else ""
        found.setdefault(row.plan_id, []).append(text_of(row, f"comment:{row.public_id}", about, label))
    return found


def texts_of_check_ins(plans):
    """The sentences of check-ins on shared goals, the oldest first. Words that somebody replaced the same day
    are no longer for the readers, nor is a translation of them."""
    rows = CheckIn.objects.filter(
        goal__plan__in=plans, goal__is_shared=True, withdrawn_at=None, is_set_aside=False
    ).exclude(reader=Reader.STAFF)  # fmt: skip
    found = {}
    for row in rows.exclude(words="").select_related("goal").order_by("happened_on", "pk"):
        text = text_of(row, f"check_in:{row.public_id}", row.goal.shared_label, _("Check-in"))
        found.setdefault(row.goal.plan_id, []).append(text)
    return found


def texts_of_progress(plans):
    """The sentence that stands above a frozen progress record."""
    found = {}
    for row in ProgressRecord.objects.filter(plan__in=plans).select_related("window", "frozen_by"):
        text = Text(
            f"record:{row.number}", "sentence", row.sentence, WRITTEN_IN, row.window.name, _("Progress report"),
            by=str(row.frozen_by), on=row.frozen_at,
        )  # fmt: skip
        found.setdefault(row.plan_id, []).append(text)
    return found


def text_of(row, thing, about, label):
    """Somebody's words, by whom and when."""
    return Text(
        thing, "words", row.words, row.language, about, label, voice=row.voice, by=row.speaker, on=row.said_at
    )  # fmt: skip
