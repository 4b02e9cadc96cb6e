"""A goal as family and student read it: the heading a parent would use, and help at home as an offer."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.permissions import Voice
from goals.cards import GoalCard
from plans.parts import type_of

OFFERS = ("you could", "you can", "podría", "podrían", "puede", "pueden")


@dataclass(frozen=True)
class PlainGoal:
    """One goal of the shared plan with what only these pages need. `card` is already filtered for the reader."""

    card: GoalCard
    kind: str
    domain: str
    heading: str
    helps: list

    @property
    def said(self):
        """What the student last said of it in a check-in, else the reason for choosing it, or None."""
        return next((one for one in self.card.latest if one.voice == Voice.STUDENT), self.card.why)


def plain_goals(plan, cards):
    """The `PlainGoal` of each card, in the same order."""
    facts = {goal["id"]: goal for goal in plan.revision.content["goals"]}
    one = type_of(plan)
    return [plain_goal(card, facts[str(card.public_id)], one) for card in cards]


def plain_goal(card, facts, one):
    kind = one.goal_kind(facts["kind"])
    by_subject = kind is not None and "standard" in kind.asks and card.place
    return PlainGoal(
        card=card,
        kind=facts["kind"],
        domain=facts["domain"],
        heading=card.place if by_subject else card.kind,
        helps=[as_offer(line) for line in card.at_home],
    )


def as_offer(line):
    """A line of help at home, worded as something a family could do, and the line itself."""
    words = line.words if line.words.lower().startswith(OFFERS) else _("You could: %(help)s") % {"help": line.words}
    return words, line


def spoken_last(goals):
    """The open goals, the one in which the student spoke last first; those without a word after them."""
    is_open = [goal for goal in goals if goal.card.is_open]
    heard = sorted((goal for goal in is_open if goal.said), key=lambda goal: goal.said.on, reverse=True)
    return heard + [goal for goal in is_open if not goal.said]
