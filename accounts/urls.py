"""Addresses of this room: its own under `accounts:`, allauth's under the names allauth expects."""

from django.urls import include, path

from accounts import views

own = [
    path("", views.me, name="me"),
    path("sign-in/card/", views.card, name="card"),
    path("language/", views.language, name="language"),
    path("roles/", views.roles, name="roles"),
]

urlpatterns = [
    path("", include((own, "accounts"))),
    path("", include("accounts.entry")),
]
