"""What needs somebody today: at most five lines at a glance, most urgent first, each with the one thing to do.

People who wait come first, then days that come, then what is missing, then what went quiet. A line
states the fact and the next step; nobody is called late.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.caseload.people import Need, follow_up_waits, people_who_wait
from dashboards.caseload.saved_views import rows_in
from dashboards.wording import a_few, coming_day, days_until, short_day

MOST = 5
URGENT_DAYS = 7


def needs_of(rows, scope, *, address):
    """Everything that needs this person, most urgent first. `address(code)` is where a saved view is."""
    needs = [follow_up_waits(row, one) for row in rows for one in row.follow_ups]
    needs += people_who_wait(rows)
    rules = WRITER_RULES if scope.writes else READER_RULES
    for code, rule in rules:
        if found := rows_in(code, rows):
            needs.append(rule(found, address(code)))
    return needs


def plans_due(rows, address):
    """Plans not in force whose day comes within two weeks."""
    rows = sorted(rows, key=lambda row: row.plan.due_on)
    days, today = [row.plan.due_on for row in rows], rows[0].today
    if len(rows) == 1:
        what = _("%(student)s’s plan is due") % {"student": rows[0].student}
    else:
        last = coming_day(days[-1], on=today)
        what = _("%(count)d plans are due by %(day)s") % {"count": len(rows), "day": last}
    return Need(
        icon="flag",
        what=what,
        why=states_of(rows),
        **waited_for(days, today),
        **opening(rows, address, "dashboards:plan", _("Open the plan")),
    )


def waited_for(days, today):
    """The first of these days, how far away it is, and whether it is near."""
    words = _("From %(day)s") if days[0] != days[-1] else _("By %(day)s")
    if days[0] < today:
        words = _("Since %(day)s")
    return {
        "when": words % {"day": coming_day(days[0], on=today)},
        "far": days_until(days[0], on=today),
        "is_urgent": (days[0] - today).days <= URGENT_DAYS,
    }


def states_of(rows):
    """Which of these plans are drafts, and which are with the family."""
    drafts = [str(row.student) for row in rows if row.stage == "draft"]
    away = [str(row.student) for row in rows if row.stage == "with_family"]
    said = []
    if drafts:
        said.append(_("Still a draft: %(names)s.") % {"names": a_few(drafts)})
    if away:
        said.append(_("With the family: %(names)s.") % {"names": a_few(away)})
    return " ".join(said)


def families_answered(rows, address):
    """Shared plans whose family has answered: they may be put in force."""
    if len(rows) == 1:
        what = _("%(student)s’s family has answered") % {"student": rows[0].student}
    else:
        what = _("%(count)d families have answered") % {"count": len(rows)}
    return Need(
        icon="people",
        when=_("Ready to start"),
        what=what,
        why=_("Read what they said. Then the plan may be put in force."),
        **opening(rows, address, "dashboards:plan", _("Open the plan"), "#acknowledgements"),
    )


def answers_over(rows, address):
    """Plans with the family whose day to answer has passed in silence."""
    first = min(row.plan.answer_by for row in rows)
    if len(rows) == 1:
        what = _("%(student)s’s family has not answered yet") % {"student": rows[0].student}
    else:
        what = _("%(count)d families have not answered yet") % {"count": len(rows)}
    return Need(
        icon="telephone",
        **waited_for([first], rows[0].today),
        what=what,
        why=_("Try another way, and write down how you tried. Then the plan may start."),
        **opening(rows, address, "plans:participation_add", _("Write down a call")),
    )


def answers_awaited(rows, address):
    """Plans with the family whose day to answer comes within a week."""
    rows = sorted(rows, key=lambda row: row.plan.answer_by)
    days, today = [row.plan.answer_by for row in rows], rows[0].today
    if len(rows) == 1:
        what = _("%(student)s’s family may still answer") % {"student": rows[0].student}
    else:
        last = coming_day(days[-1], on=today)
        what = _("%(count)d families may answer until %(day)s") % {"count": len(rows), "day": last}
    return Need(
        icon="house-door",
        what=what,
        why=a_few(str(row.student) for row in rows),
        **waited_for(days, today),
        **opening(rows, address, "dashboards:plan", _("Open the plan")),
    )


def plans_missing(rows, _address):
    """Identified students without a plan this year."""
    first = rows[0].student
    return Need(
        icon="file-earmark-plus",
        when=_("No plan yet"),
        what=ngettext(
            "%(count)d student has no plan for %(year)s", "%(count)d students have no plan for %(year)s", len(rows)
        )
        % {"count": len(rows), "year": rows[0].year or _("this year")},
        why=a_few(str(row.student) for row in rows),
        label=_("Start %(name)s’s plan") % {"name": first.first_name},
        start=str(first.public_id),
    )


def changes_gather(rows, address):
    """Shared plans with changes that the family has not seen."""
    count = sum(row.plan.unshared_count for row in rows)
    if len(rows) == 1:
        what = ngettext(
            "%(count)d change to %(student)s’s plan is not shared yet",
            "%(count)d changes to %(student)s’s plan are not shared yet",
            count,
        ) % {"count": count, "student": rows[0].student}
    else:
        what = _("%(count)d plans have changes that are not shared yet") % {"count": len(rows)}
    return Need(
        icon="send",
        when=_("Not shared yet"),
        what=what,
        why=_("Family and student see the plan as it was shared last."),
        **opening(rows, address, "plans:share", _("Share changes")),
    )


def goals_quiet(rows, address):
    """Goals nobody has said anything about for longer than the reporting rhythm."""
    goals = sum(len(row.quiet_goals) for row in rows)
    today = rows[0].today
    since = max(row.quiet_since for row in rows)
    weeks = (today - since).days // 7
    return Need(
        icon="moon",
        when=ngettext("Quiet %(count)d week", "Quiet %(count)d weeks", weeks) % {"count": weeks},
        what=ngettext(
            "%(count)d goal has had no check-in since %(day)s",
            "%(count)d goals have had no check-in since %(day)s",
            goals,
        )
        % {"count": goals, "day": short_day(since, on=today)},
        why=a_few(str(row.student) for row in rows),
        **opening(rows, address, "dashboards:plan", _("Open the plan"), "#goals"),
    )


def dates_missing(rows, address):
    """Areas of identification without the day they were decided, as after an import."""
    areas = sum(len(row.undated) for row in rows)
    return Need(
        icon="calendar-event",
        when=_("Date missing"),
        what=ngettext(
            "%(count)d area has no date of identification", "%(count)d areas have no date of identification", areas
        )
        % {"count": areas},
        why=a_few(str(row.student) for row in rows),
        url=address,
        label=open_these(rows),
    )


def opening(rows, address, name, label, anchor=""):
    """The one button of a line: the page of the only plan, or the view that lists them."""
    if len(rows) == 1:
        return {"url": reverse(name, args=[rows[0].plan.public_id]) + anchor, "label": label}
    return {"url": address, "label": open_these(rows)}


def open_these(rows):
    return ngettext("Open this one", "Open these %(count)d", len(rows)) % {"count": len(rows)}


WRITER_RULES = (
    ("soon", plans_due),
    ("unanswered", answers_over),
    ("awaited", answers_awaited),
    ("answered", families_answered),
    ("no_plan", plans_missing),
    ("unshared", changes_gather),
    ("quiet", goals_quiet),
    ("undated", dates_missing),
)
READER_RULES = (("quiet", goals_quiet),)
