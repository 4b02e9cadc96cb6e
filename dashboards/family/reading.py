"""What a person has said of the shared plan, and what changed since they last said it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from plans.models import Acknowledgement, Revision
from plans.queries import said_of, still_holding
from plans.readable import readable
from plans.snapshot import changes_between
from plans.translations import NONE
from plans.wording import changed_things

MEANING = Acknowledgement.Meaning
FURTHER = (MEANING.TOOK_PART, MEANING.AGREE, MEANING.DISAGREE, MEANING.TALK)


@dataclass(frozen=True)
class Reading:
    """One person and the last revision: what they said of it, what they still may say, what is new to them.

    `others` is what others said of it, as far as this person may know: never another home to a parent.
    `is_asked` is whether an answer is still hoped for, so that it is met early on a page.
    `before` is the day they last said anything of an earlier one; `changes` are pairs of a thing and
    what changed about it, from that one to the last, as far as this person may read both. `is_told` is
    whether the news above on the page has told all of that already.
    """

    number: int
    shared_at: datetime
    shared_by: str
    reason: str
    said: list
    others: list
    may_say: list
    has_read: bool
    is_asked: bool
    before: datetime | None
    is_told: bool = False
    changes: list = field(default_factory=list)


def reading_of(plan, standing, translations=NONE, *, since=None):
    """The `Reading` of a plan's last revision by one person, in at most three queries. `since` is the news that
    stands above it (`dashboards.since.Since`)."""
    revisions = list(plan.revisions.select_related("shared_by").defer("text"))
    last = next(one for one in revisions if one.pk == plan.revision_id)
    everybody, own = said_of(plan, standing), standing.principal.key
    mine = [one for one in everybody if one.person == own]
    holding = still_holding(revisions, last)
    now = [one for one in mine if one.revision_id in holding]
    means = {one.meaning for one in now if one.holds}
    earlier = mine[-1] if mine and not now else None
    told = {one.number for one in since.told} if since else set()
    is_told = bool(earlier) and set(range(earlier.number + 1, last.number + 1)) <= told
    return Reading(
        number=last.number,
        shared_at=last.shared_at,
        shared_by=str(last.shared_by),
        reason=last.reason,
        said=now,
        others=[one for one in everybody if one.person != own and one.revision_id in holding],
        may_say=[(one.value, one.label) for one in FURTHER if one not in means],
        has_read=bool(means),
        is_asked=plan.is_open and not means,
        before=earlier and earlier.at,
        is_told=is_told,
        changes=changes_since(plan, earlier, standing, translations) if earlier and not is_told else [],
    )


def changes_since(plan, earlier, standing, translations):
    """What is different from the revision somebody spoke of to the last one, in plain words."""
    before = readable(Revision.objects.get(pk=earlier.revision_id).content, standing)
    after = readable(plan.revision.content, standing)
    things = changed_things(changes_between(before, after), before, after, translations)
    return [(thing.name, what_happened(thing)) for thing in things]


def what_happened(thing):
    """One changed thing in a few words: new, taken out, or which of its lines read differently."""
    if thing.is_new:
        return _("new")
    if thing.is_gone:
        return _("taken out")
    if thing.kind == "section":
        return _("changed")
    labels = dict.fromkeys(line.label.rstrip("?").lower() for line in thing.lines)
    return _("changed: %(what)s") % {"what": ", ".join(labels)}
