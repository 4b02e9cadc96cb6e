"""Addresses of this room."""

from django.urls import path

from checkins import views

app_name = "checkins"

urlpatterns = [
    path("<uuid:public_id>/", views.check_in, name="check_in"),
    path("<uuid:public_id>/withdraw/", views.check_in_withdraw, name="withdraw"),
    path("<uuid:public_id>/withdraw/undo/", views.check_in_undo, name="undo"),
    path("<uuid:public_id>/note/", views.note, name="note"),
    path("<uuid:public_id>/work/withdraw/", views.work_withdraw, name="work_withdraw"),
    path("<uuid:public_id>/work/withdraw/undo/", views.work_undo, name="undo_work"),
    path("<uuid:public_id>/work/<uuid:file_id>/", views.work, name="work"),
    path("from-home/<uuid:public_id>/", views.from_home, name="from_home"),
    path("comment/<uuid:public_id>/", views.comment, name="comment"),
    path("answer/<uuid:public_id>/", views.answer, name="answer"),
    path("comment/<uuid:public_id>/withdraw/", views.comment_withdraw, name="withdraw_comment"),
    path("comment/<uuid:public_id>/withdraw/undo/", views.comment_undo, name="undo_comment"),
    path("words/<uuid:public_id>/", views.words, name="words"),
    path("words/<uuid:public_id>/follow-up/", views.follow_up_ask, name="follow_up_ask"),
    path("own-words/<uuid:public_id>/<slug:place>/follow-up/", views.own_words_follow_up, name="own_words_follow_up"),
    path("follow-ups/", views.follow_ups, name="follow_ups"),
    path("follow-ups/<uuid:public_id>/", views.follow_up, name="follow_up"),
    path("progress/<uuid:public_id>/", views.progress, name="progress"),
]
