"""The benchmarks still run: their data fits the models, their parts still exist."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(settings.BASE_DIR)


def databases():
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'alp_bench%%'")
        return cursor.fetchall()


@pytest.mark.deep
@pytest.mark.postgresql
@pytest.mark.django_db
def test_a_small_run_measures_every_part_and_leaves_no_database_behind():
    before = databases()
    done = subprocess.run(
        [sys.executable, "benchmarks/run.py", "--sizes", "200", "--rounds", "1"],
        cwd=ROOT, env=os.environ.copy(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for words in ("| specialist |", "| coordinator |", "| whole page |", "| as the portal renders"):
        assert words in done.stdout
    assert databases() == before
