import datetime
import re
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from schools.days_off import read_days_off
from schools.founding import Founding, even_windows, found_district
from schools.models import validate_time_zone

QUESTIONS = [
    ("unit", "Administrative unit (a district on its own is its own unit)", None),
    ("district", "District", None),
    ("time_zone", "Time zone", "America/Denver"),
    ("schools", 'Schools, separated by ";"', None),
    ("year", "School year", None),
    ("first_day", "First day of school (2026-08-17)", None),
    ("last_day", "Last day of school (2027-05-28)", None),
    ("windows", 'Reporting windows: how many, or "Fall: 2026-08-17 to 2026-10-16; …"', "4"),
    ("days_off", "File with days off, one line each: 11/26/2026 Thanksgiving (may be empty)", ""),
    ("coordinator_name", "First coordinator: full name", None),
    ("coordinator_email", "First coordinator: email", None),
]
WINDOW = re.compile(r"^(?P<name>.+?):\s*(?P<first>\S+)\s*(?:to|-|–|\s)\s*(?P<last>\S+)$")


class Command(BaseCommand):
    """The first command of a new installation. It asks for what its options leave out."""

    help = "Make a real district: unit, schools, year, days off, and its first coordinator, invited by mail."

    def add_arguments(self, parser):
        for name, words, default in QUESTIONS:
            said = f"{words} (default: {default})" if default else words
            parser.add_argument(f"--{name.replace('_', '-')}", help=said)
        parser.add_argument("--no-input", action="store_true", help="never ask; take the defaults and refuse gaps")

    def handle(self, *, no_input, **options):
        answers = {
            name: self.answer(name, words, default, given=options[name], no_input=no_input)
            for name, words, default in QUESTIONS
        }
        founding = understand(answers)
        try:
            coordinator = found_district(founding)
        except ValidationError as refusal:
            raise CommandError("\n".join(refusal.messages)) from refusal
        self.tell(founding, coordinator)

    def answer(self, name, words, default, *, given, no_input):
        """What was given by option, or asked for, or the default."""
        if given is not None:
            return given.strip()
        if no_input:
            if default is None:
                raise CommandError(f"--{name.replace('_', '-')} is missing.")
            return default
        asked = input(f"{words}{f' [{default}]' if default else ''}: ").strip()
        while not asked and default is None:
            asked = input("  Please answer: ").strip()
        return asked or default

    def tell(self, founding, coordinator):
        say = self.stdout.write
        say(self.style.SUCCESS(f"{founding.district} is ready."))
        say(f"  {len(founding.schools)} schools, school year {founding.year},")
        say(f"  {len(founding.windows)} reporting windows, {len(founding.days_off)} days off.")
        if coordinator.last_login is None:
            say(f"An invitation to {coordinator.name} <{coordinator.email}> waits in the outbox;")
            say("the worker (manage.py work) sends it. After that, everyone else is invited from the Staff page.")
        else:
            say(f"{coordinator.name} <{coordinator.email}> had an account, and coordinates this district too.")


def understand(answers):
    """The answers as a `Founding`. Raises CommandError with a sentence for each that cannot be read."""
    try:
        validate_time_zone(answers["time_zone"])
        validate_email(answers["coordinator_email"])
    except ValidationError as refusal:
        raise CommandError(" ".join(refusal.messages)) from refusal
    first, last = read_day("first-day", answers["first_day"]), read_day("last-day", answers["last_day"])
    return Founding(
        unit=answers["unit"],
        district=answers["district"],
        time_zone=answers["time_zone"],
        schools=[name.strip() for name in answers["schools"].split(";") if name.strip()],
        year=answers["year"],
        first_day=first,
        last_day=last,
        windows=read_windows(answers["windows"], first, last),
        days_off=read_file(answers["days_off"]),
        coordinator_name=answers["coordinator_name"],
        coordinator_email=answers["coordinator_email"],
    )


def read_day(what, written):
    try:
        return datetime.date.fromisoformat(written)
    except ValueError as error:
        raise CommandError(f"--{what}: write a day such as 2026-08-17, not {written!r}.") from error


def read_windows(written, first_day, last_day):
    """Windows from a number (quarters for 4) or from "Fall: 2026-08-17 to 2026-10-16; …"."""
    if written.isdigit():
        count = int(written)
        names = [f"Quarter {n}" if count == 4 else f"Window {n}" for n in range(1, count + 1)]
        return even_windows(names, first_day, last_day)
    windows = []
    for part in filter(None, (part.strip() for part in written.split(";"))):
        match = WINDOW.match(part)
        if not match:
            raise CommandError(f'--windows: write "Fall: 2026-08-17 to 2026-10-16", not {part!r}.')
        windows.append((match["name"].strip(), read_day("windows", match["first"]), read_day("windows", match["last"])))
    return windows


def read_file(name):
    """The days off of a text or CSV file; none without a name."""
    if not name:
        return []
    path = Path(name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"--days-off: {name} cannot be read as UTF-8 text: {error}") from error
    days, problems = read_days_off(text)
    if problems:
        raise CommandError(f"--days-off: {name}\n" + "\n".join(problems))
    return days
