"""Reading days off as people write them: one line each, a day or a stretch of days, and why."""

import datetime
import re

from django.utils.translation import gettext as _

from schools.calendar import ONE_DAY, SATURDAY

DAY = r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))"
LINE = re.compile(
    rf"^\W*(?P<first>{DAY})(?:\s*(?:-|–|—|to|through|,|;|\t)\s*(?P<last>{DAY}))?[\s,;:\"–—-]*(?P<why>.*?)[\s,;\"]*$"
)
LONGEST = 120  # days; a longer stretch is a slip of the pen


def read_days_off(text):
    """Read days off from lines such as `11/26/2026 Thanksgiving` or `12/21/2026 - 1/1/2027 Winter break`.

    Commas, semicolons and tabs may stand between, so a sheet saved as CSV reads the same. Weekend
    days inside a stretch are left out. Returns the days, as a list of (day, why), and the problems,
    as sentences that name the line.
    """
    days, problems = {}, []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or _is_heading(number, line):
            continue
        found, problem = _read_line(line)
        if problem:
            problems.append(_("Line %(number)d: %(problem)s") % {"number": number, "problem": problem})
        for day, why in found:
            days.setdefault(day, why)
    return sorted(days.items()), problems


def _is_heading(number, line):
    return number == 1 and not any(character.isdigit() for character in line)


def _read_line(line):
    match = LINE.match(line)
    if not match:
        return [], _("write a day such as 11/26/2026, then why.")
    try:
        first = _read_day(match["first"])
        last = _read_day(match["last"]) if match["last"] else first
    except ValueError:
        return [], _("there is no such day. Look at the month and the day.")
    if not match["why"]:
        return [], _("say why there is no school.")
    if not first <= last <= first + ONE_DAY * LONGEST:
        return [], _("the last day does not fit the first.")
    if first == last and first.weekday() >= SATURDAY:
        return [], _("that is a weekend; there is no school anyway.")
    stretch = (first + ONE_DAY * n for n in range((last - first).days + 1))
    return [(day, match["why"][:100]) for day in stretch if day.weekday() < SATURDAY], ""


def _read_day(written):
    if "-" in written:
        year, month, day = (int(part) for part in written.split("-"))
    else:
        month, day, year = (int(part) for part in written.split("/"))
    return datetime.date(year + 2000 if year < 100 else year, month, day)
