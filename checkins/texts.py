"""What families, students and the school say to each other that people may need in another language."""

from django.utils.translation import gettext as _

from accounts.permissions import Voice
from checkins.models import CheckIn, Comment, ProgressRecord
from goals.models import Goal
from plans.translations import WRITTEN_IN, Text
from students.models import Reader


def texts_of_talk(plans):
    """Questions, answers and remarks that family and school both read, the oldest first."""
    found = {}
    for row in talk().filter(plan__in=plans).select_related("goal").order_by("said_at", "pk"):
        label = _("Question") if row.is_question else _("Answer") if row.answers_id else _("Remark")
        about = row.goal.shared_label if row.goal else _("Conversation")
        found.setdefault(row.plan_id, []).append(text_of(row, about, label))
    return found


def talk():
    rows = Comment.objects.filter(withdrawn_at=None, is_set_aside=False)
    return rows.exclude(reader=Reader.STAFF).exclude(words="")


def texts_of_check_ins(plans):
    """The sentences of check-ins on shared goals, the oldest first: what each voice said last to each reader
    stands on every page and comes first. Words that somebody replaced the same day are no longer for the
    readers, nor is a translation of them."""
    rows = list(notes().filter(goal__plan__in=plans).select_related("goal").order_by("happened_on", "said_at", "pk"))
    last = {(row.goal_id, row.voice, row.reader): row.pk for row in rows if row.goal.state == Goal.State.OPEN}
    newest, found = set(last.values()), {}
    for row in rows:
        text = text_of(row, row.goal.shared_label, _("Check-in"), is_first=row.pk in newest)
        found.setdefault(row.goal.plan_id, []).append(text)
    return found


def notes():
    rows = CheckIn.objects.filter(goal__is_shared=True, withdrawn_at=None, is_set_aside=False)
    return rows.exclude(reader=Reader.STAFF).exclude(words="")


def talk_written(languages):
    return talk().exclude(voice=Voice.STAFF).filter(language__in=languages).order_by().values("plan")


def notes_written(languages):
    return notes().exclude(voice=Voice.STAFF).filter(language__in=languages).order_by().values("goal__plan")


def texts_of_progress(plans):
    """The sentence that stands above a frozen progress record, of the newest one first."""
    rows = list(ProgressRecord.objects.filter(plan__in=plans).select_related("window", "frozen_by").order_by("number"))
    newest = {row.plan_id: row.pk for row in rows}
    found = {}
    for row in rows:
        text = Text(
            f"record:{row.number}", "sentence", row.sentence, WRITTEN_IN, row.window.name, _("Progress report"),
            by=str(row.frozen_by), on=row.frozen_at, is_first=row.pk == newest[row.plan_id],
        )  # fmt: skip
        found.setdefault(row.plan_id, []).append(text)
    return found


def text_of(row, about, label, **more):
    """Somebody's words, by whom and when."""
    said = {"voice": row.voice, "by": row.speaker, "on": row.said_at}
    return Text(*row.text, row.words, row.language, about, label, **said, **more)
