"""What a calendar must be. Each rule returns sentences for people; none means go."""

from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from schools.models import SchoolYear


def shown(day):
    return date_format(day, "SHORT_DATE_FORMAT")


def reasons_not_to_open_year(*, district, name, starts_on, ends_on, instead_of=None):
    """Why this school year cannot stand in the district. `instead_of` is the year being corrected."""
    if ends_on <= starts_on:
        return [_("The last day must come after the first day.")]
    others = SchoolYear.objects.filter(district=district)
    if instead_of is not None:
        others = others.exclude(pk=instead_of.pk)
    reasons = []
    if others.filter(name=name).exists():
        reasons.append(_("There is already a school year %(name)s.") % {"name": name})
    overlapping = others.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if overlapping:
        reasons.append(
            _("It overlaps with %(year)s, which runs from %(first)s to %(last)s.")
            % {"year": overlapping, "first": shown(overlapping.starts_on), "last": shown(overlapping.ends_on)}
        )
    return reasons


def reasons_not_to_set_windows(*, starts_on, ends_on, windows):
    """Why these windows (name, first day, last day) do not fit a year from `starts_on` to `ends_on`."""
    reasons = []
    names = [name for name, _first, _last in windows]
    for name in sorted({name for name in names if names.count(name) > 1}):
        reasons.append(_("Two reporting windows are called “%(name)s”.") % {"name": name})
    for name, first, last in windows:
        if last < first:
            reasons.append(_("“%(name)s” ends before it starts.") % {"name": name})
        elif first < starts_on or last > ends_on:
            reasons.append(_("“%(name)s” does not lie inside the school year.") % {"name": name})
    for earlier, later in pairwise(sorted(windows, key=lambda window: window[1])):
        if later[1] <= earlier[2]:
            reasons.append(_("“%(one)s” and “%(two)s” overlap.") % {"one": earlier[0], "two": later[0]})
    return reasons
