"""Which question a family is offered this week.

The rule: begin with the goal in which the child spoke last; take the questions for its kind and
domain, then those for the other goals, then those for anybody. The week of the year says which one
stands first, so that it changes by itself; "Another question" moves on by one.
"""

import datetime
from dataclasses import dataclass

from dashboards.questions import questions
from goals.cards import Said


@dataclass(frozen=True)
class Talk:
    """The question of this week, made ready for one child's family."""

    question: str
    why: str
    ways: list
    said: Said | None
    number: int

    @property
    def following(self):
        """The number of the question after this one."""
        return self.number + 1


def talk_about(name, goals, said, *, on, number=0):
    """The `Talk` for a child of this first name.

    `goals` are pairs (kind, domain), the goal in which the child spoke last first; `said` is what the
    child said there, or None; `number` is how often "Another question" was pressed.
    """
    offered = offer(goals, on=on)
    one = offered[number % len(offered)]
    fits_newest = bool(goals) and one.fits(*goals[0])
    return Talk(
        question=str(one.words),
        why=str(one.why).replace("{name}", name),
        ways=[(way.icon, str(way.words).replace("{name}", name)) for way in one.ways],
        said=said if fits_newest else None,
        number=number % len(offered),
    )


def offer(goals, *, on):
    """Every question that fits, each once: for the first goal, turned by the week, then the others."""
    found = []
    for kind, domain in goals:
        found += turned([one for one in questions() if one.fits(kind, domain)], on)
    found += turned([one for one in questions() if not one.kinds], on)
    return list(dict.fromkeys(found))


def turned(some, on):
    """The same questions, beginning with the one whose week it is."""
    if not some:
        return []
    first = week_number(on) % len(some)
    return some[first:] + some[:first]


def week_number(day):
    """Weeks counted without a break from year to year, each from Monday."""
    return (day - datetime.date(2024, 1, 1)).days // 7
