"""A PostgreSQL for the tests: the one that is there, or one of our own for as long as they run."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psycopg2

USUAL = "postgres://postgres@127.0.0.1:5432/postgres"
PLACES = [*sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True), os.environ.get("PATH", "")]

# Nothing here has to survive a power cut.
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60"]


class NoPostgres(Exception):
    """There is no PostgreSQL to test on; the text says what to do."""


@contextlib.contextmanager
def running():
    """The URL of a PostgreSQL in which databases may be made: POSTGRES_URL, the usual one, or our own."""
    for url in filter(None, [os.environ.get("POSTGRES_URL"), USUAL]):
        if may_create_databases(url):
            yield url
            return
    with own_server() as url:
        yield url


def may_create_databases(url):
    """Whether a server answers at `url` and lets us do anything: tests set triggers aside, which a superuser may."""
    try:
        with contextlib.closing(psycopg2.connect(url, connect_timeout=3)) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            return cursor.fetchone() == (True,)
    except psycopg2.Error:
        return False


@contextlib.contextmanager
def own_server():
    """A server in a folder of its own, on a free port, gone afterwards."""
    initdb, pg_ctl = find("initdb"), find("pg_ctl")
    with folder_of(owner()) as data:
        as_owner = prefix(owner())
        run([*as_owner, initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"])
        port = free_port()
        settings = [f"-c {setting}" for setting in (*QUICK, f"port={port}", "listen_addresses=127.0.0.1")]
        words = [*as_owner, pg_ctl, "-D", data, "-w", "-l", f"{data}/log", "-o", f"-k {data} {' '.join(settings)}"]
        run([*words, "start"])
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            run([*as_owner, pg_ctl, "-D", data, "-w", "-m", "immediate", "stop"])


def find(program):
    path = shutil.which(program, path=os.pathsep.join(PLACES))
    if path is None:
        raise NoPostgres("PostgreSQL is not installed and none answers at 127.0.0.1:5432 as user postgres")
    return path


def owner():
    """Who runs the server: PostgreSQL refuses to run as root."""
    if os.geteuid():
        return ""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def prefix(name):
    return ["setpriv", f"--reuid={name}", f"--regid={pwd.getpwnam(name).pw_gid}", "--clear-groups"] if name else []


@contextlib.contextmanager
def folder_of(name):
    """A new folder that belongs to `name`, or to ourselves when it is empty."""
    with tempfile.TemporaryDirectory(prefix="alp-postgres-", ignore_cleanup_errors=True) as folder:
        if name:
            shutil.chown(folder, name, pwd.getpwnam(name).pw_gid)
        yield folder


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(words):
    done = subprocess.run(words, capture_output=True, text=True, cwd="/", env=os.environ | {"LC_ALL": "C.UTF-8"})
    if done.returncode:
        raise NoPostgres(f"PostgreSQL did not start: {(done.stderr or done.stdout).strip().splitlines()[-1]}")
