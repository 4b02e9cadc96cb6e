"""Days of the demo, told as they fall in the pictures and moved so that today is their Nov 19."""

import datetime
import zoneinfo

STAGE_DAY = datetime.date(2026, 11, 19)
ZONE = zoneinfo.ZoneInfo("America/Denver")


class Calendar:
    """Moves the days of a told story to real ones."""

    def __init__(self, today):
        self.today = today

    def day(self, month, day, year=2026):
        """The real day that stands for a told one."""
        return self.today + (datetime.date(year, month, day) - STAGE_DAY)

    def weekday(self, month, day, year=2026):
        """The same, or the Monday after when it falls on a weekend."""
        day = self.day(month, day, year)
        return day + datetime.timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)

    def ago(self, days):
        return self.today - datetime.timedelta(days=days)

    def at(self, day, hour=10, minute=0):
        """A moment in the district's school day, never later than now."""
        moment = datetime.datetime.combine(day, datetime.time(hour, minute), tzinfo=ZONE)
        return min(moment, datetime.datetime.now(ZONE))

    @property
    def year_name(self):
        start = self.day(8, 24).year
        return f"{start}–{(start + 1) % 100:02d}"
