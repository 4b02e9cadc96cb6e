"""The locks: every package is pinned with its hashes, and both locks agree."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LOCKS = ["requirements.txt", "requirements-dev.txt"]


def pins(lock):
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE))


def asked(wishes):
    """The names in an `.in` file, as a lock spells them."""
    names = re.findall(r"^([A-Za-z0-9_.-]+)", (ROOT / wishes).read_text(), re.MULTILINE)
    return {name.lower().replace("_", "-") for name in names if not name.startswith("-")}


def test_lock_for_developers_holds_every_pin_of_the_other():
    runtime, everything = (pins(lock) for lock in LOCKS)
    assert runtime
    assert {name: everything.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("lock", LOCKS)
def test_what_was_asked_for_is_pinned(lock):
    assert asked(lock.replace(".txt", ".in")) <= set(pins(lock))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock):
    blocks = re.split(r"^(?=[A-Za-z0-9])", (ROOT / lock).read_text(), flags=re.MULTILINE)
    assert [block.split()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block] == []


def test_every_wish_says_why():
    """One more package needs a reason in one line where it is asked for."""
    lines = [
        line for name in ("requirements.in", "requirements-dev.in") for line in (ROOT / name).read_text().splitlines()
    ]
    assert [line for line in lines if line and line[0] not in "#-" and "# " not in line] == []
