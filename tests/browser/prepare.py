"""Build the world that every journey starts from: tables, cast and static files as in production.

Run as a program, in an environment of its own: `python -m tests.browser.prepare addresses.json`. The file says
afterwards where each door of the access matrix is, with Maya's things behind it.
"""

import json
import sys
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command


def main(addresses):
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    world, doors, table = map(import_module, ("tests.world", "tests.access.doors", "tests.access.table"))
    cast = doors.with_one_of_everything(world.build_world())  # only now may models be imported
    import_module("tests.browser.nora").build_third_school(cast)
    addresses.write_text(json.dumps({name: doors.address_of(name, cast) for name in table.MATRIX}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
