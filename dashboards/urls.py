"""Addresses of this room: the homes of each role, and the pages that show several rooms."""

from django.urls import path

from dashboards.caseload.page import caseload
from dashboards.classes.page import classes
from dashboards.family.views import family, family_child
from dashboards.field_history.views import fact_history, history, record_history
from dashboards.home import home
from dashboards.overview.pages import counted, school, schools
from dashboards.plan_page import plan
from dashboards.preview import preview
from dashboards.proof import proof
from dashboards.student.views import me
from dashboards.timeline import timeline

app_name = "dashboards"

urlpatterns = [
    path("plans/<uuid:public_id>/", plan, name="plan"),
    path("plans/<uuid:public_id>/timeline/", timeline, name="timeline"),
    path("plans/<uuid:public_id>/preview/", preview, name="preview"),
    path("plans/<uuid:public_id>/history/<slug:kind>/<slug:code>/<slug:name>/", history, name="history"),
    path("plans/<uuid:public_id>/read-by/<uuid:person_id>/", proof, name="proof"),
    path("students/<uuid:public_id>/history/<slug:name>/", fact_history, name="fact_history"),
    path(
        "students/<uuid:public_id>/history/<slug:kind>/<slug:code>/<slug:name>/", record_history, name="record_history"
    ),
    path("", home, name="home"),
    path("caseload/", caseload, name="caseload"),
    path("classes/", classes, name="classes"),
    path("family/", family, name="family"),
    path("family/<uuid:public_id>/", family_child, name="family_child"),
    path("me/", me, name="me"),
    path("overview/", schools, name="schools"),
    path("overview/students/", counted, name="counted"),
    path("overview/<uuid:public_id>/", school, name="school"),
]
