"""Database triggers: rules that hold even against a careless line of Python."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: nothing that happened is changed or deleted'); END
"""

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: nothing that happened is changed or deleted', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def append_only(table):
    """Return a migration operation that makes the database refuse UPDATE and DELETE on `table`."""

    def lock(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            lock_on_sqlite(schema_editor, table)
            return
        schema_editor.execute(POSTGRES_FUNCTION, None)
        schema_editor.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            None,
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION refuse_change()",
            None,
        )

    def unlock(apps, schema_editor):
        names = ("no_update", "no_delete")
        if schema_editor.connection.vendor != "sqlite":
            names = ("no_change", "no_truncate")
        for name in names:
            on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {table}"
            schema_editor.execute(f"DROP TRIGGER {table}_{name}{on}", None)

    return migrations.RunPython(lock, unlock)


def lock_on_sqlite(schema_editor, table):
    for verb in ("update", "delete"):
        schema_editor.execute(SQLITE.format(table=table, verb=verb, VERB=verb.upper()), None)


def still_append_only(table, *operations):
    """Return operations that change `table` and keep it locked, in both directions: to change a table SQLite
    makes it anew, without its triggers."""

    def lock(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            lock_on_sqlite(schema_editor, table)

    before, after = (
        migrations.RunPython(migrations.RunPython.noop, lock),
        migrations.RunPython(lock, migrations.RunPython.noop),
    )
    return [before, *operations, after]
