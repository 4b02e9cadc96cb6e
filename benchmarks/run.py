#!/usr/bin/env python3
"""Measure the portal at 700, 7,000 and 70,000 students: `python benchmarks/run.py`.

Needs a PostgreSQL server on which databases may be made; DATABASE_URL names it (default: the one on
this machine). Every database made here is dropped at the end.
"""

import argparse
import importlib
import os
import secrets
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=15, help="how often each part is measured (default: 15)")
    asked.add_argument("--sizes", default="700,7000,70000", help="students, by commas (default: 700,7000,70000)")
    asked.add_argument("--write", action="store_true", help="put the tables into README.md")
    told = asked.parse_args()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "BENCH_RUN": secrets.token_hex(4),
        "BENCH_SIZES": told.sizes,
    }
    sys.path.insert(0, str(ROOT))
    django.setup()
    tables = importlib.import_module("benchmarks.tables")
    tables.measure_all(rounds=told.rounds, write=told.write)


if __name__ == "__main__":
    main()
