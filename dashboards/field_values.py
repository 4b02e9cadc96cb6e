"""The value of a field as people read it: names for codes, days in words."""

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from goals.models import Goal
from history.days import day_said
from plans.models import ProgrammingOption
from students.areas import area

NAMED = {
    "kind": lambda one, code: one.goal_kind(code),
    "area": lambda one, code: area(code),
    "domain": lambda one, code: one.domain(code),
    "option": lambda one, code: one.option(code),
    "audience": lambda one, code: dict(Goal.Audience.choices).get(code),
    "status": lambda one, code: dict(ProgrammingOption.Status.choices).get(code),
}


def value(name, text, one):
    """A field's value as people read it. `one` is the plan's type, None for facts about a student."""
    if name.endswith("_on") and text:
        return day_said(parse_date(text))
    if text in ("yes", "no") and name.startswith("has_"):
        return _("Yes") if text == "yes" else _("No")
    named = NAMED.get(name)
    return str(named(one, text) or text) if named and text else text
