"""How every page says a day, in one shape: "Nov 17" or "17 nov", with its year in another year than this one.

Templates say the same with `date:_("M j")` and `date:_("M j, Y")`, a moment with its weekday and hour:
`date:_("D M j, g:i A")`. Paper, which is read in later years, writes days out.
"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from history.clock import today


def day_said(day):
    """A day within a sentence, a list or a table."""
    return date_format(day, _("M j") if day.year == today().year else _("M j, Y"))
