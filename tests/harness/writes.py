"""Watching what is written: a GET changes nothing but a few named tables."""

import re
from contextlib import ExitStack, contextmanager

from django.db import connections

# Looking is remembered (who opened, who printed), a paper is kept when it is first asked for, and a
# session and the cache keep their own time.
GET_MAY_WRITE = frozenset({"history_visit", "documents_paper", "django_session", "cache"})

WRITE = re.compile(
    r'^\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|REPLACE\s+INTO)\s+"?(\w+)"?',
    re.IGNORECASE,
)


class UnwantedWrite(AssertionError):
    """Something was written where nothing may be."""


def table_written(sql):
    """The table a statement writes to, or '' when it only reads."""
    found = WRITE.match(sql)
    return found[1].lower() if found else ""


@contextmanager
def only_writing(tables=frozenset()):
    """Refuse every write to a table that is not among `tables`."""

    def watch(execute, sql, params, many, context):
        table = table_written(sql)
        if table and table not in tables:
            raise UnwantedWrite(f"{table} was written: {sql[:200]}")
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        for connection in connections.all(initialized_only=True):
            stack.enter_context(connection.execute_wrapper(watch))
        yield


def rows_of_every_table():
    """How many rows each table has and what is in them, as something two moments can be compared by."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        return {table: frozenset(rows(cursor, connection.ops.quote_name(table))) for table in tables}


def rows(cursor, table):
    cursor.execute(f"SELECT * FROM {table}")
    return [repr(row) for row in cursor.fetchall()]
