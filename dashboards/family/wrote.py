"""What one parent wrote to the school, as that parent finds it again: words, readers, and what became of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.permissions import Voice
from checkins.models import CheckIn, Comment
from checkins.readers import who_reads
from goals.cards import Level, scale_of
from history.models import Visit, key
from plans.parts import type_of

SHOWN = 3


@dataclass(frozen=True)
class Wrote:
    """A question, a remark or a note from home, with its answers.

    `seen_by` is the keeper of the plan, once they opened it after a question was asked; `undo` names
    the address that takes the words back. `readdressed_…` say who changed the readers last, when and why.
    """

    public_id: UUID
    words: str
    lang: str
    at: datetime
    goal: str
    level: Level | None
    readers: str
    undo: str
    readdressed_at: datetime | None
    readdressed_by: str
    readdressed_because: str
    is_question: bool = False
    answers: tuple = ()
    seen_by: str = ""


def wrote_here(plan, standing, keeper):
    """The newest things this parent wrote about this child, the newest first, in four queries."""
    own = {"author": standing.principal.key, "voice": Voice.FAMILY, "withdrawn_at": None}
    remarks = Comment.objects.filter(plan=plan, **own).select_related("goal").order_by("-said_at", "-pk")[:SHOWN]
    notes = CheckIn.objects.filter(goal__plan=plan, **own).select_related("goal").order_by("-said_at", "-pk")[:SHOWN]
    found = remarks_shown(list(remarks), standing, plan, keeper)
    found += [note_shown(row, standing, plan) for row in notes]
    return sorted(found, key=lambda one: one.at, reverse=True)[:SHOWN]


def remarks_shown(rows, standing, plan, keeper):
    """Remarks and questions, each with its answers."""
    answers = {}
    for row in Comment.objects.filter(answers__in=rows, withdrawn_at=None).order_by("pk"):
        answers.setdefault(row.answers_id, []).append(row)
    looked_at = last_look(plan, keeper)
    return [
        Wrote(
            **shown(row, standing, plan),
            level=None,
            undo="checkins:withdraw_comment",
            is_question=row.is_question,
            answers=tuple(answers.get(row.pk, ())),
            seen_by=keeper.name if row.is_question and looked_at and looked_at > row.said_at else "",
        )
        for row in rows
    ]


def note_shown(row, standing, plan):
    """A note about a goal, which is the family's check-in of that day."""
    scale = scale_of(type_of(plan))
    word = next((step["word"] for step in scale if step["level"] == row.level), "")
    level = Level(row.level, word, row.speaker, row.voice, row.happened_on) if row.level else None
    return Wrote(**shown(row, standing, plan), level=level, undo="checkins:withdraw")


def shown(row, standing, plan):
    """What remarks and notes have in common."""
    close = bool(row.goal and row.goal.is_close)
    return {
        "public_id": row.public_id,
        "words": row.words,
        "lang": row.language,
        "at": row.said_at,
        "goal": row.goal.label_for(standing) if row.goal else "",
        "readers": who_reads(row.reader, plan.student, close=close),
        "readdressed_at": row.readdressed_at,
        "readdressed_by": row.readdressed_by,
        "readdressed_because": row.readdressed_because,
    }


def last_look(plan, keeper):
    """When the keeper last opened the plan, where the conversation stands; None when that is not on record."""
    if keeper is None or not keeper.key:
        return None
    looks = Visit.objects.filter(subject=key(plan.student), target=key(plan), actor=keeper.key, what=Visit.What.OPENED)
    return looks.order_by("-pk").values_list("at", flat=True).first()
