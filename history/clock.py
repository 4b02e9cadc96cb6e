"""The one clock. Views, actions and tests read the time here, in the district's time zone."""

from datetime import timedelta

from django.utils import timezone

ONE_SENDING = timedelta(minutes=2)  # a button pressed twice, or a page sent again, within this time


def now():
    """This moment, aware."""
    return timezone.now()


def today():
    """This day in the active time zone, which a middleware sets to the district's."""
    return timezone.localdate()


def day_of(moment):
    """The day a moment fell on in the active time zone."""
    return timezone.localdate(moment)
