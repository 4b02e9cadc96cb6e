"""Two people worded one goal differently: what the page says about it."""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from goals.models import Goal, Strategy
from history.models import Event


@dataclass(frozen=True)
class Conflict:
    """Who changed the goal meanwhile, when, and each wording that differs.

    `conflicts` are what both changed; `taken` is what only the other changed and is on the form
    already. `kept` is whose words were chosen, once they were.
    """

    name: str
    at: datetime.datetime | None
    conflicts: list
    taken: list
    kept: str = ""
    labels: dict = field(default_factory=dict)

    @property
    def is_open(self):
        """Whether somebody still has to choose."""
        return bool(self.conflicts) and not self.kept

    @property
    def rows(self):
        """Each difference with the name of its place on the page."""
        return [(self.labels[both.place or both.key], both) for both in self.conflicts]

    @property
    def taken_rows(self):
        return [(self.labels[both.place or both.key], both) for both in self.taken]


def conflict_with(goal, merged, *, kept=""):
    """The `Conflict` of a stale save, told by the history of the goal."""
    event = Event.objects.of(goal).filter(verb="goals.changed").first()
    labels = {name: Goal._meta.get_field(name).verbose_name for name in Goal.PROMISE}
    labels |= {place.value: place.label for place in Strategy.Place}
    return Conflict(
        name=event.actor_name if event else _("Somebody"),
        at=event.at if event else None,
        conflicts=merged.conflicts,
        taken=merged.taken,
        kept=kept,
        labels=labels,
    )
