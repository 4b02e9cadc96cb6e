"""Two people worded one goal differently: what the page says about it."""

from goals.models import Goal, Strategy
from students.forms.conflict import TwoWordings, conflict_over


def conflict_with(goal, merged, *, kept=""):
    """The `Conflict` of a stale save of a goal."""
    labels = {name: Goal._meta.get_field(name).verbose_name for name in Goal.PROMISE}
    labels |= {place.value: place.label for place in Strategy.Place}
    rows, taken = (
        [TwoWordings(labels[one.place or one.key], one.theirs, one.mine) for one in found]
        for found in (merged.conflicts, merged.taken)
    )
    return conflict_over(goal, rows=rows, taken=taken, kept=kept)
