"""Districts and their schools."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import Permission
from history.clock import today
from schools.access import district_or_404, require_somewhere, schools_granting
from schools.forms.places import DistrictForm, SchoolForm
from schools.queries import places_shown
from schools.views.pages import bound, form_page


def way_to():
    """The breadcrumbs above a page of this kind."""
    return [{"label": _("Schools"), "url": reverse("schools:places")}]


@require_GET
def places(request):
    """The asker's districts, each with its schools, its settings and its year."""
    districts = require_somewhere(Permission.MANAGE_CALENDAR, to=request.principal)
    return render(request, "schools/places.html", {"districts": places_shown(districts, on=today())})


@require_http_methods(["GET", "POST"])
def district(request, district_id):
    """Changes what holds for the whole district."""
    require_somewhere(Permission.MANAGE_CALENDAR, to=request.principal)
    one = district_or_404(district_id, Permission.MANAGE_CALENDAR, to=request.principal)
    form = DistrictForm(bound(request), by=request.principal, district=one)
    return form_page(request, form, above=way_to(), back=reverse("schools:places"))


@require_http_methods(["GET", "POST"])
def school_add(request, district_id):
    """Adds a school."""
    require_somewhere(Permission.MANAGE_CALENDAR, to=request.principal)
    one = district_or_404(district_id, Permission.MANAGE_CALENDAR, to=request.principal)
    form = SchoolForm(bound(request), by=request.principal, district=one)
    return form_page(request, form, above=way_to(), back=reverse("schools:places"))


@require_http_methods(["GET", "POST"])
def school(request, school_id):
    """Corrects a school's name and phone."""
    require_somewhere(Permission.MANAGE_CALENDAR, to=request.principal)
    schools = schools_granting(Permission.MANAGE_CALENDAR, to=request.principal).select_related("district")
    one = get_object_or_404(schools, public_id=school_id)
    form = SchoolForm(bound(request), by=request.principal, district=one.district, school=one)
    return form_page(request, form, above=way_to(), back=reverse("schools:places"))
