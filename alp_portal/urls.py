"""The address book: public doors first, then one line per room."""

from django.urls import include, path

from alp_portal.views import gallery

urlpatterns = [
    path("", include("dashboards.urls")),
    path("account/", include("accounts.urls")),
    path("schools/", include("schools.urls")),
    path("students/", include("students.urls")),
    path("import/", include("rostering.urls")),
    path("plans/", include("plans.urls")),
    path("goals/", include("goals.urls")),
    path("check-ins/", include("checkins.urls")),
    path("drafts/", include("drafts.urls")),
    path("papers/", include("documents.urls")),
    path("gallery/", gallery, name="gallery"),
]
