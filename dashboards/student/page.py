"""Everything a student's own page shows: only words that are meant for the student are on it."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import Voice
from checkins.models import CheckIn, Comment
from checkins.queries import Tap, with_taps
from dashboards.family.page import keeper_of, languages
from dashboards.own_sections import own_sections
from dashboards.plain_goals import PlainGoal, plain_goals
from dashboards.since import since_of
from dashboards.wording import counted
from goals.cards import Said
from goals.queries import goal_cards
from history.clock import day_of
from students.readers import who_reads_student

TEAM_WORDS = 2


@dataclass(frozen=True)
class MyGoal:
    """One goal of a student: the goal, today's check-in if it is open, and what the team said of it."""

    goal: PlainGoal
    tap: Tap | None
    team: list
    readers: str

    @property
    def card(self):
        return self.goal.card


def my_page(plan, standing):
    """The page of one student, in a number of queries that does not grow with the goals."""
    cards = goal_cards(plan, standing)
    pairs = with_taps(cards, by=standing.principal, voice=Voice.STUDENT)
    taps = {card.pk: tap for card, tap in pairs}
    team, read = team_words(plan, standing, cards), languages(plan, standing)
    since = since_of(plan, standing, week=True, translations=read["translations"])
    mine = [
        MyGoal(goal, taps[goal.card.pk], team.get(goal.card.pk, []), who_reads_student(close=goal.card.close))
        for goal in plain_goals(plan, cards)
    ]
    return read | {
        "plan": plan,
        "student": plan.student,
        "goals": mine,
        "sub": greeting(sum(my.card.is_open for my in mine)),
        "to_all": team.get(None, []),
        "notes": own_notes(mine),
        "sections": own_sections(plan, standing),
        "keeper": keeper_of(plan.student),
        "since": since,
        "befores": since and since.befores,
        "is_open": plan.is_open,
    }


def greeting(count):
    """The sentence under the greeting: how many goals, and whose word counts."""
    words = ngettext(
        "Your goal. It is yours, so you say how it is going.",
        "Your %(number)s goals. They are yours, so you say how they are going.",
        count,
    )
    return words % {"number": counted(count).lower()} if count else _("Nothing is open now.")


def team_words(plan, standing, cards):
    """The newest words of others to the student, `{goal id: [Said]}`; those about no goal under None."""
    here = {card.pk for card in cards}
    others = ~Q(voice=Voice.STUDENT) & ~Q(words="")
    heard = [
        (row.goal_id, row.happened_on, said(row, row.speaker, row.happened_on))
        for row in CheckIn.objects.readable(standing).filter(others, goal__in=here)
    ]
    remarks = Comment.objects.filter(plan=plan).readable(standing).filter(others)
    heard += [
        (row.goal_id, day_of(row.said_at), said(row, row.author_name, day_of(row.said_at)))
        for row in remarks
        if row.goal_id is None or row.goal_id in here
    ]
    found = {}
    for goal, _day, words in sorted(heard, key=lambda one: one[1], reverse=True):
        if len(found.setdefault(goal, [])) < TEAM_WORDS:
            found[goal].append(words)
    return found


def said(row, name, on):
    kind = "check_in" if isinstance(row, CheckIn) else "comment"
    return Said(row.words, name, row.voice, on, row.language, kind=kind, thing=row.public_id)


def own_notes(mine):
    """What the student said last on each goal, the newest first: pairs of the goal's label and the words."""
    notes = [(my.card.label, one) for my in mine for one in my.card.latest if one.voice == Voice.STUDENT]
    return sorted(notes, key=lambda note: note[1].on, reverse=True)
