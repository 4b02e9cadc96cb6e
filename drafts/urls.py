from django.urls import path

from drafts import views

app_name = "drafts"

urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("keep/", views.keep, name="keep"),
    path("throw-away/", views.throw_away, name="throw_away"),
]
