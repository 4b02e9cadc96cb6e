"""Addresses of this room."""

from django.urls import path

from plans.views import (
    documents,
    moving,
    putting_back,
    reading,
    revisions,
    sharing,
    taking_part,
    talking,
    translating,
    undoing,
    writing,
)

app_name = "plans"

urlpatterns = [
    path("start/", writing.start, name="start"),
    path("<uuid:public_id>/sections/<slug:code>/", writing.section, name="section"),
    path("<uuid:public_id>/programming/", writing.programming_add, name="programming_add"),
    path("programming/<uuid:public_id>/", writing.programming_edit, name="programming_edit"),
    path("programming/<uuid:public_id>/withdraw/", writing.programming_withdraw, name="programming_withdraw"),
    path("<uuid:public_id>/share/", sharing.share, name="share"),
    path("<uuid:public_id>/put-back/", putting_back.put_back, name="put_back"),
    path("<uuid:public_id>/due/", sharing.due, name="due"),
    path("<uuid:public_id>/activate/", sharing.activate, name="activate"),
    path("<uuid:public_id>/close/", sharing.close, name="close"),
    path("<uuid:public_id>/move/", moving.move, name="move"),
    path("<uuid:public_id>/withdraw/", sharing.withdraw, name="withdraw"),
    path("<uuid:public_id>/participation/", taking_part.participation_add, name="participation_add"),
    path("participation/<uuid:public_id>/withdraw/", taking_part.participation_withdraw, name="participation_withdraw"),
    path("<uuid:public_id>/parts/<slug:code>/", taking_part.part_answer, name="part_answer"),
    path("<uuid:public_id>/documents/add/", documents.document_add, name="document_add"),
    path("documents/<uuid:public_id>/change/", documents.document_change, name="document_change"),
    path("documents/<uuid:public_id>/withdraw/", documents.document_withdraw, name="document_withdraw"),
    path("documents/<uuid:public_id>/withdraw/undo/", undoing.document_undo, name="document_undo"),
    path("documents/<uuid:public_id>/<uuid:file_id>/", documents.document, name="document"),
    path("<uuid:public_id>/talked/", talking.talked, name="talked"),
    path("<uuid:public_id>/talked/undo/", talking.talked_undo, name="talked_undo"),
    path("<uuid:public_id>/read/", reading.mark_read, name="mark_read"),
    path("<uuid:public_id>/unread/", reading.mark_unread, name="mark_unread"),
    path("<uuid:public_id>/acknowledge/take-back/", taking_part.acknowledgement_take_back, name="take_back"),
    path("<uuid:public_id>/acknowledge/take-back/<int:pk>/undo/", undoing.say_again, name="say_again"),
    path("<uuid:public_id>/acknowledge/", taking_part.acknowledge, name="acknowledge"),
    path("translations/", translating.translations, name="translations"),
    path("<uuid:public_id>/translate/<slug:language>/", translating.translate, name="translate"),
    path("<uuid:public_id>/translate/<slug:language>/<int:page>/", translating.translate, name="translate"),
    path("<uuid:public_id>/revisions/", revisions.revisions, name="revisions"),
    path("<uuid:public_id>/revisions/<int:number>/", revisions.revision, name="revision"),
]
