"""Addresses of this room."""

from django.urls import path

from rostering.views import files, looking, taking_back, waiting

app_name = "rostering"

urlpatterns = [
    path("", files.start, name="start"),
    path("files/<uuid:upload>/", files.sheets, name="sheets"),
    path("<uuid:run_id>/columns/", files.columns, name="columns"),
    path("<uuid:run_id>/", looking.preview, name="preview"),
    path("<uuid:run_id>/decide/", looking.decide, name="decide"),
    path("<uuid:run_id>/result/", looking.result, name="result"),
    path("<uuid:run_id>/take-back/", taking_back.take_back, name="take_back"),
    path("<uuid:run_id>/look-again/", taking_back.look_again, name="look_again"),
    path("<uuid:run_id>/turn-back/", waiting.turn_back, name="turn_back"),
    path("<uuid:run_id>/forget/", looking.forget, name="forget"),
]
