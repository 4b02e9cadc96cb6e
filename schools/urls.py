"""Addresses of this room."""

from django.urls import path

from schools.views import calendar, places, staff

app_name = "schools"

urlpatterns = [
    path("", places.places, name="places"),
    path("<uuid:school_id>/correct/", places.school, name="school"),
    # districts
    path("districts/<uuid:district_id>/", places.district, name="district"),
    path("districts/<uuid:district_id>/schools/add/", places.school_add, name="school_add"),
    path("districts/<uuid:district_id>/calendar/", calendar.calendar, name="calendar"),
    path("districts/<uuid:district_id>/years/add/", calendar.year_add, name="year_add"),
    path("districts/<uuid:district_id>/years/<int:pk>/", calendar.year_correct, name="year"),
    path("districts/<uuid:district_id>/days-off/add/", calendar.days_off_add, name="days_off_add"),
    path("districts/<uuid:district_id>/days-off/<int:pk>/remove/", calendar.day_off_remove, name="day_off_remove"),
    # staff
    path("staff/", staff.staff, name="staff"),
    path("staff/add/", staff.person_add, name="person_add"),
    path("staff/<uuid:person_id>/", staff.person, name="person"),
    path("staff/<uuid:person_id>/correct/", staff.person_correct, name="person_correct"),
    path("staff/<uuid:person_id>/invite/", staff.person_invite, name="person_invite"),
    path("staff/<uuid:person_id>/close/", staff.person_close, name="person_close"),
    path("staff/<uuid:person_id>/reopen/", staff.person_reopen, name="person_reopen"),
    path("staff/<uuid:person_id>/work/add/", staff.posting_add, name="posting_add"),
    path("work/<uuid:posting_id>/correct/", staff.posting_correct, name="posting_correct"),
    path("work/<uuid:posting_id>/end/", staff.posting_end, name="posting_end"),
]
