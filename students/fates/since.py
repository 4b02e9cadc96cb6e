"""What was added since to the records that an act made: whatever hangs on a child and is not the act's own."""

from collections import defaultdict
from collections.abc import Iterable

from accounts.models import Pass
from students.fates.words import ADDED
from students.merging import hanging
from students.models import Merge, Student
from students.traces import Key, chunks


def added_since(students: Iterable[int], made: set[Key], *, ignoring: Iterable[str] = ()) -> dict[int, list[str]]:
    """Child → what was added, in words. `ignoring` names tables whose rows are no reason to keep a record."""
    found: dict[int, list[str]] = defaultdict(list)
    relations = [(one.related_model.objects, one.field.name) for one in hanging(Student)]
    relations.append((Merge.objects.filter(undone_at=None), "kept"))
    for some in chunks(sorted(students)):
        for rows, column in relations:
            if rows.model._meta.label not in ignoring:
                note(found, standing(rows).filter(**{f"{column}__in": some}), column, made)
        note_cards(found, some)
    return found


def standing(rows):
    """Without what was withdrawn, where a table knows of that."""
    knows = any(field.name == "withdrawn_at" for field in rows.model._meta.concrete_fields)
    return rows.filter(withdrawn_at=None) if knows else rows


def note(found: dict[int, list[str]], rows, column: str, made: set[Key]) -> None:
    """Note each child on whom a row hangs that the act did not make."""
    table = rows.model._meta.label
    words = str(ADDED.get(table) or rows.model._meta.verbose_name_plural)
    for pk, student in rows.values_list("pk", column):
        if (table, pk) not in made and words not in found[student]:
            found[student].append(words)


def note_cards(found: dict[int, list[str]], students: list[int]) -> None:
    """A card names its child by public id."""
    named = dict(Student.objects.filter(pk__in=students).values_list("public_id", "pk"))
    cards = Pass.objects.filter(student_public_id__in=list(named), revoked_at=None)
    for public_id in cards.values_list("student_public_id", flat=True).distinct():
        found[named[public_id]].append(str(ADDED["accounts.Pass"]))
