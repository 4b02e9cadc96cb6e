"""How the homes say a day, a number and a few names."""

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

SOON = 7
NAMED = 3


def short_day(day, *, on):
    """A day in a list: "Nov 17", with its weekday within a week of `on`, with its year in another year."""
    if abs((day - on).days) <= SOON:
        return date_format(day, pgettext("a day this week, as Django's date filter has it", "D M j"))
    if day.year == on.year:
        return date_format(day, pgettext("a day this year, as Django's date filter has it", "M j"))
    return date_format(day, pgettext("a day of another year, as Django's date filter has it", "M j, Y"))


def coming_day(day, *, on):
    """A day that is waited for, always with its weekday: "Fri Nov 27", with its year in another year."""
    if day.year == on.year:
        return date_format(day, pgettext("a day this week, as Django's date filter has it", "D M j"))
    return date_format(day, pgettext("a waited-for day of another year, as Django's date filter has it", "D M j, Y"))


def days_until(day, *, on):
    """How far away a day is: "in 5 days"."""
    left = (day - on).days
    if left < 0:
        return ngettext("%(count)d day ago", "%(count)d days ago", -left) % {"count": -left}
    if left == 0:
        return _("today")
    return ngettext("in %(count)d day", "in %(count)d days", left) % {"count": left}


def long_day(day):
    """A day in a sentence: "Thursday, November 19"."""
    return date_format(day, pgettext("a day in a sentence, as Django's date filter has it", "l, F j"))


def counted(number):
    """A small number as a word, as at the start of a sentence; a larger one in digits."""
    small = [_("No"), _("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine")]
    return small[number] if number < len(small) else str(number)


def a_few(names, shown=NAMED):
    """Some names as people say them: the first few, and how many more there are."""
    names = list(names)
    if len(names) <= shown + 1:
        return get_text_list(names, _("and"))
    more = {"names": ", ".join(names[:shown]), "count": len(names) - shown}
    return _("%(names)s and %(count)d more") % more
