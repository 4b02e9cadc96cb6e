"""The databases of a run: the default one for paper and one for each size, dropped at the end."""

from contextlib import contextmanager
from contextvars import ContextVar

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg2 import sql

from benchmarks.data import fill_district

chosen = ContextVar("chosen", default="default")


class Chosen:
    """Sends every query to the database that `in_district` chose."""

    def db_for_read(self, model, **hints):
        return chosen.get()

    db_for_write = db_for_read

    def allow_relation(self, *rows, **hints):
        return True


@contextmanager
def in_district(name):
    """Everything inside happens in the database of this name: a size, or `default`."""
    token = chosen.set(str(name))
    try:
        yield connections[str(name)]
    finally:
        chosen.reset(token)


@contextmanager
def made_and_dropped():
    """Make one database for each size, and the default one; drop them, whatever happens."""
    names = [values["NAME"] for values in settings.DATABASES.values()]
    try:
        on_server("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0", names[0])
        call_command("migrate", verbosity=0, database="default")
        connections["default"].close()
        for name in names[1:]:
            on_server("CREATE DATABASE {} TEMPLATE {}", name, names[0])
        for size in settings.SIZES:
            print(f"filling the district of {size:,} students …", flush=True)
            with in_district(size) as connection:
                fill_district(connection, size)
        yield
    finally:
        for alias in settings.DATABASES:
            connections[alias].close()
        for name in names:
            on_server("DROP DATABASE IF EXISTS {}", name)


def on_server(words, *names):
    """Run one statement about databases, outside of any of them."""
    values = connections["default"].get_connection_params() | {"dbname": settings.SERVER}
    values.pop("cursor_factory", None)
    values.pop("context", None)
    server = psycopg2.connect(**values)
    server.autocommit = True
    try:
        with server.cursor() as cursor:
            cursor.execute(sql.SQL(words).format(*map(sql.Identifier, names)))
    finally:
        server.close()
