"""The teacher's home: one class at a time, what to do for whom, and one tap per goal."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from dashboards.calendars import present_years
from dashboards.classes.groups import read_groups
from dashboards.hats import hats_of
from history.clock import today


@require_GET
def classes(request):
    """One class of this teacher; without a choice the first with something left."""
    if not hats_of(request).has_classes:
        raise Http404
    on = today()
    groups = read_groups(request.principal, present_years(on), on=on, mine=_("My students"))
    wanted = request.GET.get("class")
    first = next((group for group in groups if group.left), groups[0])
    group = next((group for group in groups if group.code == wanted), first)
    here = address(group)
    context = {
        "tabs": [(one, address(one)) for one in groups] if len(groups) > 1 else [],
        "group": group,
        "sub": sentence(group),
        "span": span_words(group),
        "next": here,
        "onward": onward(groups, group),
    }
    return render(request, "dashboards/classes.html", context)


def address(group):
    return f"{reverse('dashboards:classes')}?class={group.code}"


def sentence(group):
    """How many children with plans, and how many goals name this teacher."""
    students = ngettext("%(count)d student with a plan.", "%(count)d students with plans.", len(group.pupils))
    goals = ngettext("%(count)d goal names you.", "%(count)d goals name you.", group.goals)
    said = [students % {"count": len(group.pupils)}]
    if group.goals:
        said.append(goals % {"count": group.goals})
    return " ".join(said)


def span_words(group):
    """What the bar counts: the part of the reporting window that today lies in."""
    span = next((pupil.span for pupil in group.pupils), None)
    if span is None:
        return ""
    words = {"window": span.name, "number": span.number, "of": span.of}
    return _("%(window)s, part %(number)d of %(of)d") % words if span.of > 1 else span.name


def onward(groups, group):
    """The next class of the day with something left, after the one shown, as (class, address)."""
    at = groups.index(group)
    after = next((one for one in groups[at + 1 :] + groups[:at] if one.left), None)
    return after and (after, address(after))
