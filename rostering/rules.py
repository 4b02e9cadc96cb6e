"""Questions about an import. An empty list means go."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
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


def reasons_not_to_take_back(*, may: bool, is_kept: bool, later: Iterable[Any]) -> list[str]:
    """Why a list that was brought in cannot be taken back: by whom, what is known of it, and what came after.

    `later` are the lists that changed some of the same students since, each with how many (`touched`).
    """
    if not may:
        return [_("You no longer bring students into this school.")]
    if not is_kept:
        return [_("It is not kept what this list changed, so it can only be corrected student by student.")]
    return [
        ngettext(
            "“%(list)s”, brought in on %(day)s, changed %(n)s of these students later. Take that list back first.",
            "“%(list)s”, brought in on %(day)s, changed %(n)s of these students later. Take that list back first.",
            one.touched,
        )
        % {"list": one, "day": date_format(localtime(one.applied_at), "M j, Y"), "n": one.touched}
        for one in later
    ]


def reasons_not_to_say_why(reason: str) -> list[str]:
    return [] if reason.strip() else [_("Say why the list is taken back.")]


def reasons_not_to_apply(undecided: int, coming: int) -> list[str]:
    """Why a list cannot be brought in yet."""
    if undecided:
        return [
            ngettext("One problem still needs your choice.", "%(count)s problems still need your choice.", undecided)
            % {"count": undecided}
        ]
    return [] if coming else [_("There is nothing to bring in: every row is here already or left out.")]
