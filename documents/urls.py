"""Addresses of this room."""

from django.urls import path

from documents import views

app_name = "documents"

urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("verify/code/", views.verify_code, name="verify_code"),
    path("plan/<uuid:public_id>/", views.plan, name="plan"),
    path("plan/<uuid:public_id>/<str:language>/", views.pdf, name="pdf"),
]
