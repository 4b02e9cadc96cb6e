"""The coordinator's and the school leader's home: schools and counts, and the students behind each."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.permissions import Permission, Role
from dashboards.calendars import present_years
from dashboards.hats import hats_of
from dashboards.overview.counts import CODES, COUNTS, by_school, counted_students, total
from dashboards.overview.students import lines_of, listed
from history.clock import today
from plans.plan_types import plan_type
from schools.access import schools_granting

PAGE = 100
LOOK_FIRST = 85  # below this percent a share is hatched: look here first
NOWHERE = "none"
OF = {
    "with_plan": "identified", "without_plan": "identified",
    "complete": "with_plan", "incomplete": "with_plan", "family": "with_plan",
}  # fmt: skip
SHARES = ("with_plan", "complete", "family")
WATCHED = ("with_plan", "complete")
NUMBERS = ("identified", "with_plan", "without_plan", "complete", "incomplete", "talent_pool")
COLUMNS = (
    "identified", "with_plan", "without_plan", "complete", "incomplete", "draft", "with_family", "active", "family",
    "talent_pool",
)  # fmt: skip


@dataclass(frozen=True)
class Square:
    """One number of a school: where it leads, of how many it is a part, and the share it is, where that
    says something."""

    code: str
    label: str
    number: int
    url: str
    whole: int = 0
    percent: int | None = None
    low: bool = False


@require_GET
def schools(request):
    """Every school with its numbers. Somebody who counts nothing has no such page."""
    if not hats_of(request).has_overview:
        raise Http404
    on = today()
    years = present_years(on)
    granted = schools_granting(Permission.VIEW_COUNTS, to=request.principal)
    places = list(granted.select_related("district").order_by("name"))
    counts = by_school(counted_students(request.principal, years, on))
    districts = {place.district_id: place.district for place in places}
    everywhere = total(counts.values())
    everybody = reverse("dashboards:counted")
    context = {
        "sub": " ".join(said_of(districts.values(), years)),
        "years": sorted({years[pk].name for pk in districts if pk in years}),
        "numbers": [square(everywhere, code, everybody) for code in NUMBERS],
        "columns": [CODES[code].label for code in COLUMNS],
        "rows": [row_of(place, counts.get(place.pk)) for place in places],
        "nowhere": nowhere_row(counts.get(None, {}), everybody),
        "total": squares(everywhere, everybody) if len(places) > 1 else None,
    }
    return render(request, "dashboards/overview.html", context)


def said_of(districts, years):
    """Each district, and the rules its plans follow."""
    for district in districts:
        yield f"{district.name}."
    yield from sorted({str(plan_type(district.plan_type).rules) for district in districts})


def row_of(place, counts):
    counts = counts or dict.fromkeys(CODES, 0)
    address = reverse("dashboards:school", args=[place.public_id])
    return {"name": place.name, "url": address, "counts": counts, "squares": squares(counts, address)}


def nowhere_row(counts, everybody):
    """The students of the district whom the record has at no school today, when there are any."""
    return squares(counts, everybody, f"&school={NOWHERE}") if any(counts.values()) else None


def squares(counts, address, rest=""):
    return [square(counts, code, address, rest) for code in COLUMNS]


def square(counts, code, address, rest=""):
    """A number with its link, and what it is a part of."""
    whole = counts[OF[code]] if code in OF else 0
    percent = 100 * counts[code] // whole if whole and code in SHARES else None
    low = code in WATCHED and percent is not None and percent < LOOK_FIRST
    return Square(code, CODES[code].label, counts[code], f"{address}?show={code}{rest}", whole, percent, low)


@require_GET
def school(request, public_id):
    """The students of one school, by the number that was opened."""
    places = schools_granting(Permission.VIEW_COUNTS, to=request.principal)
    place = get_object_or_404(places.select_related("district"), public_id=public_id)
    return students_page(request, place.name, reverse("dashboards:school", args=[public_id]), school=place)


@require_GET
def counted(request):
    """The students behind a number that goes over all schools, or those at no school."""
    if not hats_of(request).has_overview:
        raise Http404
    nowhere = request.GET.get("school") == NOWHERE
    title = _("At no school now") if nowhere else _("All schools")
    return students_page(request, title, reverse("dashboards:counted"), nowhere=nowhere)


def reads_as(hats):
    """The role in which somebody reads what is new on these lists: for whoever has both, the one that reads
    less."""
    return Role.SCHOOL_LEADER if Role.SCHOOL_LEADER in hats.postings else Role.COORDINATOR


def students_page(request, title, address, *, school=None, nowhere=False):
    on = today()
    students = counted_students(request.principal, present_years(on), on)
    if school or nowhere:
        students = students.filter(attends__school=school) if school else students.filter(attends__isnull=True)
    rest = f"&school={NOWHERE}" if nowhere else ""
    code = request.GET.get("show") if request.GET.get("show") in CODES else "identified"
    counts = total(by_school(students).values())
    page = Paginator(listed(students, code, on=on), PAGE).get_page(request.GET.get("page"))
    here = f"{address}?show={code}{rest}"
    context = {
        "title": title,
        "district": school.district.name if school else "",
        "chosen": CODES[code],
        "tabs": [(one, counts[one.code], f"{address}?show={one.code}{rest}") for one in COUNTS],
        "shows_school": school is None and not nowhere,
        "page": page,
        "lines": lines_of(list(page.object_list), request.principal, reads_as(hats_of(request))),
        "earlier": f"{here}&page={page.previous_page_number()}" if page.has_previous() else "",
        "later": f"{here}&page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "dashboards/school.html", context)
