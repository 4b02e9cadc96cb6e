"""A database for each journey: a copy of one world that was built once."""

import contextlib
import os
import secrets
import subprocess
import sys
from pathlib import Path

import psycopg2
from psycopg2 import sql

ROOT = Path(__file__).resolve().parent.parent.parent
USUAL = "postgres://postgres@127.0.0.1:5432/postgres"
SERVER = os.environ.get("POSTGRES_URL", USUAL)
ADDRESSES = "addresses.json"  # where every door of the prepared world is


class NoWorld(Exception):
    """The world could not be built; the text is what was said."""


def url_of(name):
    return f"{SERVER.rpartition('/')[0]}/{name}"


def is_there():
    """Whether a PostgreSQL answers."""
    try:
        psycopg2.connect(SERVER, connect_timeout=3).close()
    except psycopg2.OperationalError:
        return False
    return True


@contextlib.contextmanager
def administering():
    """A cursor at the server's own database, outside of any transaction."""
    connection = psycopg2.connect(SERVER)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def environment(name, folder):
    """What a process needs to serve, or to build, the world in database `name`: production, but for HTTPS."""
    plain = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "LC_ALL") if key in os.environ}
    return plain | {
        "ENV_FILE": os.devnull,
        "DJANGO_SETTINGS_MODULE": "alp_portal.settings",
        "SECRET_KEY": "only-for-journeys-" + "x" * 50,
        "HTTPS": "0",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": url_of(name),
        "STATIC_ROOT": str(folder / "static"),
        "PRIVATE_ROOT": str(folder / "files"),
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "error::DeprecationWarning:alp_portal",
    }


def prepare(name, folder):
    """Build the world into database `name`, unless another process of this run has built it."""
    with administering() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            create(cursor, name, "template0")
            fill(name, folder)
        cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])


def fill(name, folder):
    words = [sys.executable, "-m", "tests.browser.prepare", str(folder / ADDRESSES)]
    done = subprocess.run(words, cwd=ROOT, env=environment(name, folder), capture_output=True, text=True, check=False)
    if done.returncode:
        drop(name)
        raise NoWorld(done.stderr[-4000:])


def create(cursor, name, template):
    cursor.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'").format(sql.Identifier(name), sql.Identifier(template))
    )


def drop(name):
    with administering() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextlib.contextmanager
def copy_of(world):
    """The name of a fresh copy of a world, dropped afterwards."""
    name = f"{world}_{secrets.token_hex(3)}"
    with administering() as cursor:
        create(cursor, name, world)
    try:
        yield name
    finally:
        drop(name)
