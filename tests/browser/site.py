"""The portal as a process of its own, serving one copy of the world, and the mail that it sends."""

import contextlib
import email
import email.policy
import os
import re
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection

import psycopg2

from tests.browser.worlds import ROOT, environment

PATIENCE = 60  # seconds


class Site:
    """One running portal."""

    def __init__(self, database, folder, static):
        self.database = database
        self.folder = folder
        self.log = folder / "server.log"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = environment(database, folder) | {
            "STATIC_ROOT": str(static),
            "SITE_URL": self.url,
            "EMAIL_URL": f"filemail:///{folder / 'mail'}",
            "BIND": f"127.0.0.1:{self.port}",
            "WEB_WORKERS": "1",
            "WEB_LOG_LEVEL": "warning",
        }

    @contextlib.contextmanager
    def running(self):
        """Serve with gunicorn and production's settings for the length of the block."""
        (self.folder / "mail").mkdir()
        self.start()
        try:
            yield self
        finally:
            self.process.terminate()
            self.process.wait(timeout=PATIENCE)

    def start(self):
        """Begin to serve, in a group of processes of its own; the log goes on."""
        words = [sys.executable, "-m", "gunicorn", "alp_portal.wsgi"]
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                words, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self.wait_for(self.process)

    def be_killed(self):
        """End every process of the portal at once, as a machine that loses its power does, and serve again."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=PATIENCE)
        self.start()

    def wait_for(self, process):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and process.poll() is None:
            with (
                contextlib.suppress(OSError),
                contextlib.closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection,
            ):
                connection.request("GET", "/static/img/cairn.svg")
                connection.getresponse()
                return
            time.sleep(0.05)
        raise AssertionError(f"the portal did not start:\n{self.log.read_text()[-3000:]}")

    def errors(self):
        """What the portal logged of errors, each with its end: no journey ends well with one."""
        lines = [line for line in self.log.read_text().splitlines() if '"level": "error"' in line]
        return [line[:200] + " … " + line.replace("\\n", "\n")[-600:] for line in lines[:3]]

    def manage(self, *words):
        """Run a management command beside the server, such as `work --once`; return what it says."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def work(self):
        """Let the worker do what waits: send letters, draw papers."""
        self.manage("work", "--once")

    def rows(self, statement, *values):
        """Ask the database directly; for what no page shows."""
        with contextlib.closing(psycopg2.connect(self.environment["DATABASE_URL"])) as connection:
            cursor = connection.cursor()
            cursor.execute(statement, values)
            return cursor.fetchall()

    def change(self, statement, *values):
        """Change the database directly; for what only time would do."""
        with contextlib.closing(psycopg2.connect(self.environment["DATABASE_URL"])) as connection:
            connection.cursor().execute(statement, values)
            connection.commit()


class Mailbox:
    """The letters that the portal has sent."""

    def __init__(self, folder):
        self.folder = folder

    def letters(self, to=""):
        """Every letter sent so far, oldest first, to one address or to all."""
        files = sorted(self.folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns)
        letters = [
            email.message_from_string(text.strip() + "\n", policy=email.policy.default)
            for path in files
            for text in path.read_text().split("\n" + "-" * 79 + "\n")
            if text.strip()
        ]
        return [letter for letter in letters if to in str(letter["To"])]

    def wait_for(self, to, count=1):
        """The newest letter to an address, once there are `count` of them."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            letters = self.letters(to)
            if len(letters) >= count:
                return letters[-1]
            time.sleep(0.1)
        raise AssertionError(f"no letter number {count} to {to}")

    def code_for(self, to, count=1):
        """The sign-in code in the newest letter to an address."""
        text = self.wait_for(to, count).get_body(("plain",)).get_content()
        return re.search(r"^\s*([A-Z0-9]{3,8}(?:-[A-Z0-9]{3,8})*)\s*$", text, re.MULTILINE)[1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
