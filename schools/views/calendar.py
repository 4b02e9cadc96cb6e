"""The calendar of a district: years, reporting windows, days off."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import Permission
from schools.access import district_or_404, require_somewhere
from schools.actions import remove_day_off
from schools.forms.calendar import DaysOffForm, YearForm
from schools.queries import calendar_shown
from schools.views.pages import bound, form_page
from schools.views.places import way_to


def kept(request, district_id):
    """The district whose calendar the asker keeps, or 403 or 404."""
    require_somewhere(Permission.MANAGE_CALENDAR, to=request.principal)
    return district_or_404(district_id, Permission.MANAGE_CALENDAR, to=request.principal)


def calendar_url(district):
    return reverse("schools:calendar", args=[district.public_id])


def way_to_calendar(district):
    return [*way_to(), {"label": _("Calendar"), "url": calendar_url(district)}]


@require_GET
def calendar(request, district_id):
    """The years of a district with their windows, and the days off of each."""
    district = kept(request, district_id)
    shown = {"district": district, "years": calendar_shown(district), "above": way_to()}
    return render(request, "schools/calendar.html", shown)


@require_http_methods(["GET", "POST"])
def year_add(request, district_id):
    """Adds a school year with its windows."""
    district = kept(request, district_id)
    form = YearForm(bound(request), by=request.principal, district=district)
    return year_page(request, form)


@require_http_methods(["GET", "POST"])
def year_correct(request, district_id, pk):
    """Corrects a school year and its windows."""
    district = kept(request, district_id)
    year = get_object_or_404(district.years.select_related("district"), pk=pk)
    return year_page(request, YearForm(bound(request), by=request.principal, district=district, year=year))


def year_page(request, form):
    back = calendar_url(form.district)
    return form_page(request, form, above=way_to_calendar(form.district), back=back, template="schools/year.html")


@require_http_methods(["GET", "POST"])
def days_off_add(request, district_id):
    """Adds days without school, several at once."""
    district = kept(request, district_id)
    form = DaysOffForm(bound(request), by=request.principal, district=district)
    return form_page(request, form, above=way_to_calendar(district), back=calendar_url(district))


@require_POST
def day_off_remove(request, district_id, pk):
    """There was school after all."""
    district = kept(request, district_id)
    day_off = get_object_or_404(district.days_off, pk=pk)
    remove_day_off(day_off=day_off, by=request.principal)
    messages.success(request, _("Removed. Counts of school days follow at once."))
    return redirect(calendar_url(district))
