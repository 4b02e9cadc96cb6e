"""The specialist's and the counselor's home: what needs them, then everybody, on one screen."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from accounts.permissions import Permission
from dashboards.calendars import present_years
from dashboards.caseload.asked import Asked, filters_for
from dashboards.caseload.lines import lines_of
from dashboards.caseload.needs import MOST, needs_of
from dashboards.caseload.rows import read_rows
from dashboards.caseload.saved_views import views_for
from dashboards.caseload.scopes import MINE, SCHOOL, scopes_of, talent_pool_of
from dashboards.hats import hats_of
from dashboards.wording import counted, long_day
from history.clock import now, today
from plans.plan_types import plan_types

PAGE = 100
NOON, EVENING = 12, 17
COLUMNS = ("student", "grade", "stage", "check_in", "due")


@require_GET
def caseload(request):
    """The page of one scope. Somebody without a caseload has no such page."""
    hats = hats_of(request)
    scopes = scopes_of(hats)
    if not scopes:
        raise Http404
    scope = next((one for one in scopes if one.code == request.GET.get("scope")), scopes[0])
    rows = read_rows(scope.students(request.principal), present_years(today()), on=today())
    if scope.needs_plan:
        rows = [row for row in rows if row.plan]
    filters = filters_for(rows)
    asked = Asked.of(request, scope, filters)
    needs = needs_of(rows, scope, address=asked.of_view)
    context = {
        "greeting": greeting(request.principal),
        "sentence": sentence(rows, needs, scope),
        "needs": needs[:MOST],
        "more_needs": needs[MOST:],
        "scopes": [(one, asked.of_scope(one), one is scope) for one in scopes] if len(scopes) > 1 else [],
        "scope": scope,
        "rows": rows,
        "may_add": scope.writes and hats.may_somewhere(Permission.ADD_STUDENT),
        "may_import": scope.writes and hats.may_somewhere(Permission.IMPORT_STUDENTS),
    }
    tabs = list(tabs_of(asked, rows, scope, scopes, request.principal))
    return render(
        request, "dashboards/caseload.html", context | the_list(request, rows, asked, filters) | {"tabs": tabs}
    )


def tabs_of(asked, rows, scope, scopes, principal):
    """Each saved view with its address and count. Nobody keeps the plans of a talent pool: from one's own
    caseload that tab leads to the school's."""
    for view, count in views_for(rows, scope, asked.view):
        if view.code == "pool" and view is not asked.view and scope is MINE and SCHOOL in scopes:
            yield view, asked.of_view(view.code, scope=SCHOOL.code), talent_pool_of(principal).count()
        else:
            yield view, asked.of_view(view.code), count


def the_list(request, rows, asked, filters):
    """What the list under the needs is drawn from: filters, heads, and the lines of one page."""
    found = asked.select(rows, filters)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return {
        "asked": asked,
        "chips": chips(asked, filters),
        "heads": heads(asked),
        "page": page,
        "lines": lines_of(page.object_list, request.principal),
        "shown": shown(found, rows, asked),
        "narrowed": bool(asked.words or asked.chosen),
        "everybody": asked.of_view("all"),
        "earlier": asked.address(page=page.previous_page_number()) if page.has_previous() else "",
        "later": asked.address(page=page.next_page_number()) if page.has_next() else "",
        "scale": [{"level": int(level.code), "word": str(level)} for level in scale_of(rows)],
    }


def greeting(principal):
    """Good morning, by the district's clock."""
    hour = timezone.localtime(now()).hour
    words = _("Good morning, %(name)s.") if hour < NOON else _("Good afternoon, %(name)s.")
    if hour >= EVENING:
        words = _("Good evening, %(name)s.")
    return words % {"name": principal.first_name}


def sentence(rows, needs, scope):
    """The day and a true sentence: how many students, and how many things need somebody."""
    have = ngettext("You have %(count)d student.", "You have %(count)d students.", len(rows))
    if scope is SCHOOL:
        have = ngettext("%(count)d student at your school.", "%(count)d students at your school.", len(rows))
    said = [f"{capfirst(long_day(today()))}.", have % {"count": len(rows)}]
    if needs:
        things = ngettext("%(count)s thing needs you.", "%(count)s things need you.", len(needs))
        said.append(things % {"count": counted(len(needs))})
    if len(needs) > MOST:
        said.append(_("The most urgent stand first."))
    return " ".join(said)


@dataclass(frozen=True)
class Chip:
    """A filter as a chip: its choices, or what was chosen and how to take it away."""

    label: str
    chosen: str
    clear: str
    options: list


def chips(asked, filters):
    return [
        Chip(
            one.label,
            dict(one.choices).get(asked.chosen.get(one.name), ""),
            asked.address(**{one.name: ""}),
            [(label, asked.address(**{one.name: value})) for value, label in one.choices],
        )
        for one in filters
        if one.choices
    ]


@dataclass(frozen=True)
class Head:
    """The head of a column that sorts: where it leads, and how it stands now."""

    label: str
    address: str
    order: str


def heads(asked):
    """The heads that sort, by column. The one that sorts now turns the order round."""
    labels = (_("Student"), _("Gr."), _("Plan stage"), _("Last check-in"), _("Next due"))
    made = {}
    for name, label in zip(COLUMNS, labels, strict=True):
        is_now = asked.sort == name
        turned = f"-{name}" if is_now and not asked.is_backwards else name
        order = ("descending" if asked.is_backwards else "ascending") if is_now else ""
        made[name] = Head(label, asked.address(sort=turned), order)
    return made


def shown(found, rows, asked):
    """How many of how many, in which order."""
    orders = {
        "student": _("by name"),
        "grade": _("by grade"),
        "stage": _("by stage"),
        "check_in": _("by last check-in"),
        "due": _("latest first") if asked.is_backwards else _("soonest first"),
    }
    counts = {"found": len(found), "all": len(rows), "order": orders[asked.sort]}
    return _("%(found)d of %(all)d · %(order)s") % counts


def scale_of(rows):
    """The words of the scale, for the key under the table."""
    codes = {(row.plan.type_code, row.plan.type_edition) for row in rows if row.plan}
    types = plan_types()
    return types[max(codes & set(types), default=max(types))].levels
