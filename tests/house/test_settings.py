"""Settings a district relies on: a strict policy, closed cookies, and nothing to warn of in production."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from alp_portal.checks import demo_stays_on_this_machine
from alp_portal.loopback import LoopbackOnly, runserver_host

ROOT = Path(settings.BASE_DIR)
PRODUCTION = {
    "ENV_FILE": os.devnull,
    "SECRET_KEY": "a-long-random-secret-of-a-real-installation-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "alp.example.org",
    "SITE_URL": "https://alp.example.org",
    "DATABASE_URL": "sqlite://:memory:",
}


def manage(*words, **environment):
    """Run a command in an environment of its own, where nothing is set but what is given."""
    path = {"PATH": os.environ["PATH"]}
    words = [sys.executable, "manage.py", *words]
    return subprocess.run(words, cwd=ROOT, env=path | environment, capture_output=True, text=True, check=False)


def test_policy_lets_nothing_in_but_our_own_files():
    directives = {name: [str(source) for source in sources] for name, sources in policy().items()}
    assert directives == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }


def policy():
    return settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]


@pytest.mark.django_db
def test_policy_is_sent_with_a_page_and_with_an_error(client):
    for path in ("/account/login/", "/no-such-page/"):
        header = client.get(path).headers["Content-Security-Policy"]
        assert "default-src 'none'" in header
        assert "unsafe" not in header


def test_check_for_production_has_nothing_to_say():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_check_for_production_can_fail():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION | {"HTTPS": "0"})
    assert "security.W012" in done.stderr
    assert done.returncode == 1


def test_without_a_secret_nothing_starts():
    done = manage("check", **{name: value for name, value in PRODUCTION.items() if name != "SECRET_KEY"})
    assert "SECRET_KEY" in done.stderr
    assert done.returncode == 1


def test_production_closes_every_cookie():
    source = (
        "import json; from django.conf import settings as s; "
        "print(json.dumps({n: getattr(s, n) for n in dir(s) if 'COOKIE' in n or 'SECURE' in n}))"
    )
    done = manage("shell", "--no-imports", "-v0", "-c", source, **PRODUCTION)
    held = json.loads(done.stdout)
    for cookie in ("SESSION", "CSRF", "LANGUAGE"):
        assert held[f"{cookie}_COOKIE_SECURE"] is True
        assert held[f"{cookie}_COOKIE_HTTPONLY"] is True
        assert held[f"{cookie}_COOKIE_SAMESITE"] == "Lax"
    assert held["SECURE_SSL_REDIRECT"] is True
    assert held["SECURE_HSTS_SECONDS"] >= 31_536_000


@pytest.mark.parametrize(
    ("line", "host"),
    [
        ("manage.py runserver", "localhost"),
        ("manage.py runserver 8105", "localhost"),
        ("manage.py runserver --noreload 127.0.0.1:8105", "127.0.0.1"),
        ("manage.py runserver 0.0.0.0:8105", "0.0.0.0"),
        ("manage.py runserver 0:8105", "0"),
        ("manage.py runserver [::]:8105", "[::]"),
        ("manage.py migrate 0.0.0.0", "localhost"),
    ],
)
def test_host_is_read_from_the_command(line, host):
    assert runserver_host(line.split()) == host


@pytest.mark.parametrize("hosts", [["127.0.0.1", "localhost", "[::1]"], ["alp.example.org"], ["*"], [".example.org"]])
def test_demo_refuses_every_name_but_this_machine(hosts):
    with override_settings(DEMO=True, ALLOWED_HOSTS=hosts):
        assert bool(demo_stays_on_this_machine(None)) == ("localhost" not in hosts)
    with override_settings(DEMO=False, ALLOWED_HOSTS=hosts):
        assert demo_stays_on_this_machine(None) == []


def test_demo_is_not_served_beyond_this_machine():
    done = manage(
        "runserver", "--noreload", "0.0.0.0:1", DEMO="1", ENV_FILE=os.devnull, DATABASE_URL="sqlite://:memory:"
    )
    assert "alp_portal.E001" in done.stderr
    assert done.returncode == 1


def test_gunicorn_refuses_the_demo_beyond_this_machine():
    words = [sys.executable, "-m", "gunicorn", "--bind", "0.0.0.0:0", "alp_portal.wsgi"]
    settings_of_demo = {"PATH": os.environ["PATH"], "DEMO": "1", "ENV_FILE": os.devnull}
    done = subprocess.run(
        words, cwd=ROOT, env=settings_of_demo, capture_output=True, text=True, check=False, timeout=60
    )
    assert "DEMO cannot be served at 0.0.0.0" in done.stderr
    assert done.returncode != 0


@pytest.mark.parametrize(
    ("address", "status"), [("127.0.0.1", "200 OK"), ("::1", "200 OK"), ("192.0.2.7", "403 Forbidden")]
)
def test_demo_answers_this_machine_only(address, status):
    told = []

    def application(environ, start_response):
        start_response("200 OK", [])
        return [b""]

    list(LoopbackOnly(application)({"REMOTE_ADDR": address}, lambda line, headers: told.append(line)))
    assert told == [status]
