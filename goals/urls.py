"""Addresses of this room."""

from django.urls import path

from goals import views

app_name = "goals"

urlpatterns = [
    path("add/<uuid:public_id>/", views.goal_add, name="add"),
    path("put-back/<uuid:public_id>/", views.goal_put_back, name="put_back"),
    path("<uuid:public_id>/", views.goal_edit, name="edit"),
    path("<uuid:public_id>/why/", views.goal_why, name="why"),
    path("<uuid:public_id>/next-step/", views.goal_next_step, name="next_step"),
    path("<uuid:public_id>/next-step/done/", views.next_step_done, name="next_step_done"),
    path("<uuid:public_id>/close/", views.goal_close, name="close"),
    path("<uuid:public_id>/reopen/", views.goal_reopen, name="reopen"),
    path("<uuid:public_id>/withdraw/", views.goal_withdraw, name="withdraw"),
    path("<uuid:public_id>/withdraw/undo/", views.goal_withdraw_undo, name="withdraw_undo"),
]
