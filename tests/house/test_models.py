"""Every table is classified: may its rows ever change, and whom do they tell of?

A new model turns this red until somebody has said both. Retention, export and the reading of logs
start from this list.
"""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

CHILD, ADULT, NOBODY = "tells of a child", "tells of an adult", "tells of nobody"
FOR_EVER, CHANGING = "written once", "may change"

MODELS = {
    # what happened
    "history.Event": (FOR_EVER, CHILD),
    "history.Visit": (FOR_EVER, CHILD),
    "history.LastLook": (CHANGING, CHILD),
    "notices.Message": (CHANGING, ADULT),
    "drafts.Draft": (CHANGING, CHILD),
    "files.File": (CHANGING, CHILD),
    # who and where
    "accounts.User": (CHANGING, ADULT),
    "accounts.Pass": (CHANGING, CHILD),
    "schools.AdministrativeUnit": (CHANGING, NOBODY),
    "schools.District": (CHANGING, NOBODY),
    "schools.School": (CHANGING, NOBODY),
    "schools.SchoolYear": (CHANGING, NOBODY),
    "schools.ReportingWindow": (CHANGING, NOBODY),
    "schools.CalendarDay": (CHANGING, NOBODY),
    "schools.Posting": (CHANGING, ADULT),
    # the child and the circle of adults
    "students.Student": (CHANGING, CHILD),
    "students.Enrollment": (CHANGING, CHILD),
    "students.ProgramStatus": (CHANGING, CHILD),
    "students.Household": (CHANGING, CHILD),
    "students.Guardian": (CHANGING, ADULT),
    "students.Guardianship": (CHANGING, CHILD),
    "students.ClassSection": (CHANGING, NOBODY),
    "students.ClassTeacher": (CHANGING, ADULT),
    "students.ClassMembership": (CHANGING, CHILD),
    "students.Responsibility": (CHANGING, CHILD),
    "students.Identification": (CHANGING, CHILD),
    "students.Evidence": (CHANGING, CHILD),
    "students.Note": (CHANGING, CHILD),
    "students.Merge": (CHANGING, CHILD),
    # how people get in
    "rostering.ImportRun": (CHANGING, ADULT),
    "rostering.StagedRow": (CHANGING, CHILD),
    "rostering.Issue": (CHANGING, CHILD),
    "rostering.ColumnMapping": (CHANGING, NOBODY),
    "rostering.AreaShortForm": (CHANGING, NOBODY),
    "rostering.TeacherName": (CHANGING, ADULT),
    # the promise, and what became of it
    "plans.Plan": (CHANGING, CHILD),
    "plans.Section": (CHANGING, CHILD),
    "plans.SectionAside": (CHANGING, CHILD),
    "plans.ProgrammingOption": (CHANGING, CHILD),
    "plans.Revision": (FOR_EVER, CHILD),
    "plans.Acknowledgement": (FOR_EVER, CHILD),
    "plans.TakenBack": (CHANGING, CHILD),
    "plans.Participation": (CHANGING, CHILD),
    "plans.AttachedDocument": (CHANGING, CHILD),
    "plans.PartAnswer": (CHANGING, CHILD),
    "plans.Translation": (CHANGING, CHILD),
    "goals.Goal": (CHANGING, CHILD),
    "goals.Strategy": (CHANGING, CHILD),
    "goals.NextStep": (CHANGING, CHILD),
    "goals.WhyAside": (CHANGING, CHILD),
    "checkins.CheckIn": (CHANGING, CHILD),
    "checkins.Comment": (CHANGING, CHILD),
    "checkins.FollowUp": (CHANGING, CHILD),
    "checkins.Worry": (FOR_EVER, CHILD),
    "checkins.ProgressRecord": (FOR_EVER, CHILD),
    "documents.Paper": (CHANGING, CHILD),
}
WRITTEN_ONCE = sorted(label for label, (rows, _about) in MODELS.items() if rows == FOR_EVER)


def our_models():
    rooms = {config.label for config in apps.get_app_configs() if Path(config.path).parent == Path(settings.BASE_DIR)}
    return {model._meta.label: model for model in apps.get_models() if model._meta.app_label in rooms}


def test_every_model_is_classified():
    assert sorted(MODELS) == sorted(our_models())


def test_models_say_what_they_are_to_a_teacher():
    assert [
        label for label, model in our_models().items() if not (model.__doc__ or "").strip("\n ").endswith((".", "…"))
    ] == []


def guarded_tables():
    """The tables on which the database refuses both UPDATE and DELETE."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_update' "
                "INTERSECT SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_delete'"
            )
        else:
            # tgtype: 8 is DELETE, 16 is UPDATE, 32 is TRUNCATE
            cursor.execute(
                "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE tgenabled = 'O' "
                "AND tgfoid = 'refuse_change'::regproc GROUP BY relname HAVING bit_or(tgtype) & 56 = 56"
            )
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_exactly_the_tables_written_once_are_guarded():
    assert guarded_tables() == {our_models()[label]._meta.db_table for label in WRITTEN_ONCE}


def something_for(field):
    """Any value that a field takes."""
    if field.has_default():
        return field.get_default()
    if isinstance(field, models.ForeignKey):
        return None if field.null else 1
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return timezone.localdate()
    if isinstance(field, models.IntegerField):
        return 1
    return next(iter(dict(field.flatchoices)), "x") if field.choices else "x"


def row_of(model):
    """One row of a model, saved. What it points at need not be there: the whole is rolled back."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    return model.objects.create(**{field.attname: something_for(field) for field in fields})


@pytest.mark.django_db
@pytest.mark.parametrize("label", WRITTEN_ONCE)
@pytest.mark.parametrize("act", ["update", "delete"])
def test_what_is_written_once_is_refused_another_word(label, act):
    model = our_models()[label]
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"UPDATE {table} SET id = id" if act == "update" else f"DELETE FROM {table}"
    with transaction.atomic(), connection.constraint_checks_disabled():
        row_of(model)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)
        assert model.objects.count() == 1
        transaction.set_rollback(True)


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("label", WRITTEN_ONCE)
def test_what_is_written_once_is_not_truncated(label):
    table = connection.ops.quote_name(our_models()[label]._meta.db_table)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(f"TRUNCATE {table} CASCADE")
