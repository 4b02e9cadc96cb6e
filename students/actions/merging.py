"""Making two records of one child one, and taking them apart again."""

import datetime
import uuid

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Pass
from drafts.models import Draft
from history.clock import now
from students.actions.student import name_again
from students.actions.writing import refuse, remember
from students.merging import (
    facts_to_fill,
    homes_apart,
    pairs_of,
    reasons_not_to_merge,
    reasons_not_to_part,
    rows_of_homes,
    rows_that_move,
)
from students.models import Merge, Student
from students.registry import BROUGHT_TOGETHER, held_twice

LEFT_AS_IT_IS = {"drafts.Draft"}  # what somebody is typing may be gone when a merge is undone


@transaction.atomic
def merge_records(*, kept, other, by, reason, taken=(), sign_in="kept", at=None):
    """Make two records of one child one: everything that hangs on `other` hangs on `kept` from now on.

    `taken` names what is taken from the other record where both say something different: facts of the
    child by name, and the keys of `Pair`s and `Twice`s. `sign_in` is whose account and card stay; the others
    end. What may stand only once stays behind on the other record, which nobody reaches any more; what a
    room above says may stand once (`registry.Twice`) moves, and that room says how. Returns the `Merge`.

    Raises ValidationError with the reasons when they may not be merged.
    """
    at = at or now()
    kept, other = locked(kept, other)
    refuse(reasons_not_to_merge(kept, other) + ([] if reason.strip() else [_("Say why these are one child.")]))
    changes, pairs, moving = Changes(), pairs_of(kept, other), list(rows_that_move(kept, other))
    for room, one in held_twice(kept, other):
        stays = "other" if one.key in taken else "kept"
        room.settle(one, stays=stays, change=changes.make, by=by, at=at)
    move_sign_in(kept, other, changes, stays=sign_in, by=by, at=at)
    bring_facts(kept, other, changes, taken=taken)
    bring_homes(kept, other, changes)
    for pair in pairs:
        columns = [pair.kept._meta.get_field(name).attname for name in pair.facts if pair.key in taken]
        changes.make(pair.kept, **{column: getattr(pair.other, column) for column in columns})
    for row, field in moving:
        changes.make(row, **{field.attname: kept.pk})
    for draft in Draft.objects.filter(subject=str(other.public_id)):
        changes.make(draft, subject=str(kept.public_id))
    merge = Merge.objects.create(
        kept=kept, other=other, reason=reason.strip(), changes=list(changes), merged_at=at, merged_by=by
    )
    bring_up_to_date(kept)
    for student in (kept, other):
        remember("records_merged", merge, subject=student, by=by, at=at, reason=merge.reason, data={"merge": merge.pk})
    return merge


class Changes(list):
    """What a merge changed, in order: the table, the row, and its columns with their values before and after."""

    def make(self, row, **values):
        before = {column: getattr(row, column) for column in values}
        changed = {column: value for column, value in values.items() if value != before[column]}
        if changed:
            self.append(
                [
                    row._meta.label,
                    row.pk,
                    {name: plain(before[name]) for name in changed},
                    {name: plain(value) for name, value in changed.items()},
                ]
            )
            type(row).objects.filter(pk=row.pk).update(**changed)
            for column, value in changed.items():
                setattr(row, column, value)


def bring_facts(kept, other, changes, *, taken):
    """Close the other record, and give the one that stays the facts that were chosen or that it lacked."""
    wanted = [*facts_to_fill(kept, other), *(name for name in Student.FACTS if name in taken)]
    known = {name: getattr(other, name) for name in wanted}
    changes.make(other, state_id=None, local_id=None, merged_into_id=kept.pk)
    changes.make(kept, **known)
    fresh = Student.objects.get(pk=kept.pk)
    name_again(fresh)
    changes.make(kept, sort_name=fresh.sort_name, search_name=fresh.search_name)


def bring_homes(kept, other, changes):
    """Let what belongs to a home that both records know belong to the one that stays. A home of other people
    moves as it is, under a name that tells it apart."""
    for home, name in homes_apart(kept, other):
        changes.make(home, name=name)
    for row, field, home in list(rows_of_homes(kept, other)):
        changes.make(row, **{field.attname: home.pk})


def locked(*students):
    """The rows of these students, held until the transaction ends, in the order they were named."""
    rows = Student.objects.select_for_update(of=("self",)).order_by("pk")
    held = rows.in_bulk([student.pk for student in students])
    return [held[student.pk] for student in students]


def move_sign_in(kept, other, changes, *, stays, by, at):
    """Let one account and one card stay with the child; the others end."""
    ends = kept if stays == "other" else other
    for card in Pass.objects.current(at=at).filter(student_public_id=ends.public_id):
        changes.make(card, revoked_at=at, revoked_by_id=by.pk)
    if ends.user:
        changes.make(ends.user, is_active=False)
    if stays == "other":
        for card in Pass.objects.current(at=at).filter(student_public_id=other.public_id):
            changes.make(card, student_public_id=kept.public_id)
        user = other.user_id
        changes.make(other, user_id=None)
        changes.make(kept, user_id=user)


@transaction.atomic
def undo_merge(*, merge, by, at=None):
    """Take two records apart again: every row and fact is as it was before. What came since stays with
    the record that was kept. Raises ValidationError when something the merge changed was changed again, or when
    `by` does not keep what comes back."""
    at = at or now()
    merge = Merge.objects.select_for_update(of=("self",)).select_related("kept", "other").get(pk=merge.pk)
    locked(merge.kept, merge.other)
    refuse(reasons_not_to_part(merge, by=by))
    put_back(merge)
    merge.undone_at, merge.undone_by = at, by
    merge.save(update_fields=["undone_at", "undone_by"])
    bring_up_to_date(merge.kept, merge.other)
    for room in BROUGHT_TOGETHER.values():
        room.parted(merge, by=by, at=at)
    for student in (merge.kept, merge.other):
        remember("merge_undone", merge, subject=student, by=by, at=at, data={"merge": merge.pk})
    return merge


def put_back(merge):
    """Give every row that a merge changed its values of before, the last changed first."""
    for label, pk, before, after in reversed(merge.changes):
        rows = apps.get_model(label).objects.filter(pk=pk)
        present = rows.values(*after).first()
        if present and {name: plain(value) for name, value in present.items()} == after:
            rows.update(**before)
        elif label not in LEFT_AS_IT_IS:
            raise ValidationError(
                _("What the merge brought together was changed since (%(what)s). Correct the two by hand.")
                % {"what": apps.get_model(label)._meta.verbose_name}
            )


def bring_up_to_date(*students):
    """Let the rooms above bring up to date what they keep of these records."""
    for room in BROUGHT_TOGETHER.values():
        for student in students:
            room.moved(student)


def plain(value):
    """A value as JSON keeps it."""
    match value:
        case datetime.datetime() | datetime.date():
            return value.isoformat()
        case uuid.UUID():
            return str(value)
        case _:
            return value
