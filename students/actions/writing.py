"""How every action of this room writes: tidy words, ask the rules, let the database have the last word."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from accounts.permissions import Voice
from history.actions import differences, record
from students.models import Reader
from students.names import tidy

# Filled by this room or by the database, so that nobody has to be asked about them.
KEPT_BY_US = {"id", "public_id", "sort_name", "search_name", "version"}


def refuse(reasons):
    """Raise the reasons, if there are any, as sentences to show."""
    if reasons:
        raise ValidationError(reasons)


def save(thing, *, fields=None):
    """Check a row against its fields, then write it.

    The database holds the constraints; they are only asked one by one, for the sentence to show, when it
    refuses: asking before each write took more than half the time of an import. Raises ValidationError.
    """
    relations = {field.name for field in thing._meta.concrete_fields if field.is_relation}
    thing.clean_fields(exclude=KEPT_BY_US | relations)
    try:
        with transaction.atomic():
            thing.save(update_fields=fields)
    except IntegrityError:
        thing.validate_constraints()
        raise
    return thing


def change(thing, fields):
    """Set fields on a row, words tidied, and return the differences. Nothing is written yet."""
    before = {name: getattr(thing, name) for name in fields}
    for name, value in fields.items():
        setattr(thing, name, cleaned(thing, name, value))
    return differences(before, {name: getattr(thing, name) for name in fields})


def cleaned(thing, name, value):
    """A value as a column keeps it: tidy text, and NULL rather than blank where the column says so."""
    field = thing._meta.get_field(name)
    if isinstance(value, str) and isinstance(field, (models.CharField, models.TextField)):
        value = tidy(value) if isinstance(field, models.CharField) else value.strip()
    return None if value == "" and field.null else value


def correct(thing, fields, *, verb, subject, by, at, audience=Reader.STAFF, also=()):
    """Write the changed fields of a row and record them. Without a change nothing is written."""
    changes = change(thing, fields)
    if not changes:
        return thing
    save(thing, fields=[*fields, *also])
    remember(verb, thing, subject=subject, by=by, at=at, audience=audience, changes=changes)
    return thing


def remember(verb, target, *, subject, by, at, audience=Reader.STAFF, changes=(), data=None, reason=""):
    """Record one event of this room, done by staff."""
    return record(
        verb=f"students.{verb}",
        target=target,
        subject=subject,
        by=by,
        voice=Voice.STAFF,
        at=at,
        audience=audience,
        changes=changes,
        data=data,
        reason=reason,
    )
