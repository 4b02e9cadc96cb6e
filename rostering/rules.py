"""Questions about an import. An empty list means go."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rostering.columns import Column, target


def reasons_not_to_map(columns: tuple[Column, ...]) -> list[str]:
    """Why these meanings of the columns cannot be used."""
    meant = [column.target for column in columns]
    reasons = []
    whole = "student_name" in meant or {"given_name", "family_name"} <= set(meant)
    if not whole:
        reasons.append(_("Say which column holds the student’s name."))
    for code in dict.fromkeys(meant):
        if meant.count(code) > 1 and not target(code).repeats:
            reasons.append(_("Two columns are “%(what)s”. Choose one of them.") % {"what": target(code).label})
    return reasons


def reasons_not_to_apply(undecided: int, coming: int) -> list[str]:
    """Why a list cannot be brought in yet."""
    if undecided:
        return [
            ngettext("One problem still needs your choice.", "%(count)s problems still need your choice.", undecided)
            % {"count": undecided}
        ]
    return [] if coming else [_("There is nothing to bring in: every row is here already or left out.")]
