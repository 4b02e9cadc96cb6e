"""What pages about check-ins and conversation need, each fetched whole in a fixed number of queries."""

from dataclasses import dataclass
from uuid import UUID

from accounts.permissions import Permission, Voice
from checkins.models import CheckIn, Comment
from checkins.readers import reader_choices, usual_reader, who_reads
from goals.cards import GoalCard, Level, scale_of
from history.actions import plain
from history.clock import day_of, today
from plans.parts import type_of


@dataclass(frozen=True)
class Tap:
    """One goal waiting for one tap: what this person said of it today, and what they said before.

    `readers` are offered for a note beside it; `is_heard` is whether they were heard of it when asked last.
    """

    public_id: UUID
    plan_id: UUID
    label: str
    scale: list
    voice: str
    today: CheckIn | None
    before: Level | None
    readers: tuple = ()
    is_heard: bool = False

    @property
    def prefix(self):
        """What makes the ids of this form unique on a page."""
        return f"g{self.public_id.hex[:12]}{self.voice}"

    @property
    def level(self):
        return self.today.level if self.today else None

    @property
    def counted(self):
        """The number said today, as people write it, or nothing."""
        return plain(self.today.number) if self.today else ""

    @property
    def reader(self):
        """Who reads the note: as chosen today, else the usual reader."""
        return self.today.reader if self.today and self.today.words else usual_reader(self.voice)

    @property
    def who_reads(self):
        """The same as a sentence, where readers are offered; nothing elsewhere."""
        return dict(self.readers).get(self.reader, "")

    @property
    def offers_help(self):
        """Whether "What would help?" stands beside it: after *Not yet*, or when a level dropped."""
        return bool(self.level and (self.level == 1 or (self.before and self.level < self.before.value)))


def taps(goals, *, by, voice):
    """The `Tap` of each goal for one principal and voice, `{goal id: Tap}`, in one query.

    `goals` are `GoalCard`s, or rows with their plan loaded.
    """
    said = {}
    mine = CheckIn.objects.filter(goal__in=[goal.pk for goal in goals], author=by.key, voice=voice, withdrawn_at=None)
    for row in mine.filter(said_for="").order_by("happened_on", "nth"):
        said.setdefault(row.goal_id, []).append(row)
    return {goal.pk: tap_of(goal, said.get(goal.pk, []), voice) for goal in goals}


def with_taps(cards, *, by, voice):
    """Pairs of a `GoalCard` and its `Tap`, None where the goal is closed or the reader may not check in."""
    found = taps(cards, by=by, voice=voice)
    return [(card, found[card.pk] if card.acts.check_in else None) for card in cards]


def tap_of(goal, said, voice):
    is_card = isinstance(goal, GoalCard)
    scale = goal.scale if is_card else scale_of(type_of(goal.plan))
    label = goal.label if is_card else goal.short_label
    plan_id = goal.plan_id if is_card else goal.plan.public_id
    now = next((row for row in reversed(said) if row.happened_on == today()), None)
    last = next((row for row in reversed(said) if row.level and row.happened_on < today()), None)
    word = next((step["word"] for step in scale if last and step["level"] == last.level), "")
    before = last and Level(last.level, word, last.speaker, voice, last.happened_on)
    return Tap(goal.public_id, plan_id, label, scale, voice, now, before)


def own_check_in(goal, *, by, voice, on=None):
    """What this person said last of a goal on a day, today unless another is given, or None."""
    rows = CheckIn.objects.filter(goal=goal, author=by.key, voice=voice, happened_on=on or today(), withdrawn_at=None)
    return rows.select_related("work").order_by("nth").last()


def newest_level(goal):
    """The newest level anybody gave a goal, as the goal's own columns hold it for lists."""
    given = goal.check_ins.filter(level__isnull=False, withdrawn_at=None, is_set_aside=False)
    newest = given.order_by("-happened_on", "-said_at", "-pk").first()
    if newest is None:
        return {"level": None, "level_on": None, "level_by": "", "level_voice": ""}
    return {
        "level": newest.level,
        "level_on": newest.happened_on,
        "level_by": newest.speaker,
        "level_voice": newest.voice,
    }


@dataclass(frozen=True)
class Remark:
    """One comment as a page shows it, with its replies and what this reader may do with it."""

    comment: Comment
    goal_label: str
    who_reads: str
    replies: list
    may_answer: bool
    may_withdraw: bool
    waiting_days: int
    has_more: bool = False

    @property
    def anchor(self):
        return f"comment-{self.comment.public_id}"

    @property
    def waits(self):
        """Whether it is a question nobody of the staff has answered."""
        return self.comment.is_open


@dataclass(frozen=True)
class Composer:
    """The box under a conversation: who writes, to whom, about which goal."""

    plan_id: UUID
    student: str
    voice: str
    voices: list
    readers: list
    reader: str
    goals: list
    goal: str = ""
    is_question: bool = False
    words: str = ""
    errors: dict | None = None


@dataclass(frozen=True)
class Conversation:
    """The talk around a plan as one reader may read it, the oldest first."""

    remarks: list
    composer: Composer | None

    @property
    def count(self):
        return sum(1 + len(remark.replies) for remark in self.remarks)

    @property
    def open_questions(self):
        return sum(remark.waits for remark in self.remarks)


def conversation(plan, standing, *, voice=""):
    """The `Conversation` of a plan for one `Standing`, in two queries."""
    rows = (
        Comment.objects.filter(plan=plan).readable(standing).select_related("goal", "answers").order_by("said_at", "pk")
    )
    rows = list(rows)
    here = {row.pk for row in rows}
    replies = {}
    for row in rows:
        if row.answers_id in here:
            replies.setdefault(row.answers_id, []).append(remark_of(row, plan, standing))
    top = [row for row in rows if row.answers_id not in here]
    remarks = [remark_of(row, plan, standing, replies.get(row.pk, [])) for row in top]
    return Conversation(remarks, composer(plan, standing, voice=voice))


def remark_of(row, plan, standing, replies=()):
    may_answer = row.is_open and standing.may(Permission.ANSWER)
    return Remark(
        comment=row,
        goal_label=row.goal.label_for(standing) if row.goal else "",
        who_reads=who_reads(
            row.reader, plan.student, close=bool(row.goal and row.goal.is_close), writer=writer_of(row, standing)
        ),
        replies=list(replies),
        may_answer=may_answer,
        may_withdraw=row.author == standing.principal.key and standing.may(Permission.COMMENT),
        waiting_days=(today() - day_of(row.said_at)).days if row.is_open else 0,
        has_more=standing.is_adult,
    )


def writer_of(row, standing):
    """Whose home a home note belongs to: nothing for the reader's own words."""
    asker = getattr(row, "answers", None) or row
    return "" if asker.author == standing.principal.key else asker.author_name


def composer(plan, standing, *, voice="", goal="", is_question=False):
    """The `Composer` of a plan for one `Standing`, or None for somebody who may not write."""
    if not (standing.may(Permission.COMMENT) and plan.is_open):
        return None
    voice = standing.voice(voice)
    goals = goals_to_name(plan, standing)
    return Composer(
        plan_id=plan.public_id,
        student=plan.student.first_name,
        voice=voice,
        voices=[(one, Voice(one).label) for one in standing.voices],
        readers=reader_choices(voice, plan.student),
        reader=usual_reader(voice),
        goals=[(str(one.public_id), one.label_for(standing), one.is_close) for one in goals],
        goal=str(goal),
        is_question=is_question,
    )


def goals_to_name(plan, standing):
    """The goals a remark of this person may be about."""
    rows = plan.goals.readable(standing.readers)
    return rows if standing.may(Permission.READ_STAFF) else rows.filter(is_shared=True)
