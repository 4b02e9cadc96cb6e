"""Questions about a goal."""

from django.utils.translation import gettext as _

from plans.parts import type_of


def what_is_missing(plan, values):
    """Why these values do not make a goal of their kind, as `{field: sentence}`; empty means go.

    Only what makes a goal a goal is asked here. That it can be measured, and ties to a standard,
    are required parts of the plan: the rail asks for them, and a draft may wait.
    """
    missing = {}
    kind = type_of(plan).goal_kind(values.get("kind", ""))
    if kind is None:
        missing["kind"] = _("Choose what kind of goal this is.")
    elif "domain" in kind.asks and type_of(plan).domain(values.get("domain", "")) is None:
        missing["domain"] = _("Choose a domain: personal, social, communication, leadership or cultural.")
    if not values.get("statement", "").strip():
        missing["statement"] = _("Write the goal, beginning with a verb.")
    if not values.get("short_label", "").strip():
        missing["short_label"] = _("Give the goal a short label, such as Math. Lists show it.")
    return missing


def why_not_measurable(goal):
    """What a goal lacks to be measured (ECEA 12.02(2)(f)(ii)): a sentence, or nothing."""
    if not goal.measure.strip():
        return _("%(goal)s has no “How we will know”.") % {"goal": goal.short_label}
    if not goal.target.strip():
        return _("%(goal)s has no target.") % {"goal": goal.short_label}
    if goal.check_on is None:
        return _("%(goal)s has no check date.") % {"goal": goal.short_label}
    return ""


def may_be_scribed(goal):
    """Whether an adult may still write down the student's reason: not once the student wrote it alone.
    Then only the student changes it."""
    return not goal.why or goal.why_written_by != goal.why_said_by


def reasons_not_to_change(goal):
    """Why the promise of a goal may not be changed now. `goal` is None for one not written yet."""
    if goal is None or (goal.state == goal.State.OPEN and goal.withdrawn_at is None):
        return []
    return [_("This goal is closed. Open it again first, then change it.")]
