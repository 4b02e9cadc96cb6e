"""Addresses of this room."""

from django.urls import path

from students.views import circle, classes, facts, finding, merging, record, undoing

app_name = "students"

urlpatterns = [
    path("", finding.find, name="find"),
    path("add/", finding.add, name="add"),
    # classes
    path("classes/", classes.classes, name="classes"),
    path("classes/add/", classes.class_open, name="class_open"),
    path("classes/<uuid:section_id>/", classes.class_detail, name="class"),
    path("classes/<uuid:section_id>/correct/", classes.class_correct, name="class_correct"),
    path("classes/<uuid:section_id>/teachers/add/", classes.teacher_add, name="teacher_add"),
    path("classes/<uuid:section_id>/teachers/<int:pk>/end/", classes.teacher_end, name="teacher_end"),
    path("classes/<uuid:section_id>/students/add/", classes.seats_add, name="seats_add"),
    path("classes/<uuid:section_id>/students/undo/<str:seats>/", classes.seats_undo, name="seats_undo"),
    path("classes/<uuid:section_id>/undo/<slug:kind>/<int:pk>/", undoing.class_undo, name="class_undo"),
    path("classes/<uuid:section_id>/students/<int:pk>/end/", classes.seat_end, name="seat_end"),
    # one child
    path("<uuid:public_id>/", record.detail, name="detail"),
    path("<uuid:public_id>/correct/", record.correct, name="correct"),
    path("<uuid:public_id>/facts/again/", facts.fact_again, name="fact_again"),
    path("<uuid:public_id>/merge/", merging.merge, name="merge"),
    path("<uuid:public_id>/merged/<int:pk>/", merging.merged, name="merged"),
    path("<uuid:public_id>/undo/<slug:kind>/<int:pk>/", undoing.undo, name="undo"),
    path("<uuid:public_id>/who/", circle.who, name="who"),
    # sign-in
    path("<uuid:public_id>/address/", record.address, name="address"),
    path("<uuid:public_id>/card/", circle.card, name="card"),
    path("<uuid:public_id>/card/give/", circle.card_give, name="card_give"),
    path("<uuid:public_id>/card/end/", circle.card_end, name="card_end"),
    # school and program
    path("<uuid:public_id>/move/", record.move, name="move"),
    path("<uuid:public_id>/enrollment/<int:pk>/correct/", record.enrollment_correct, name="enrollment_correct"),
    path("<uuid:public_id>/enrollment/<int:pk>/end/", record.enrollment_end, name="enrollment_end"),
    path("<uuid:public_id>/status/", record.status, name="status"),
    path("<uuid:public_id>/areas/add/", record.area_add, name="area_add"),
    path("<uuid:public_id>/areas/<uuid:area_id>/", record.area_correct, name="area_correct"),
    path("<uuid:public_id>/evidence/add/", record.evidence_add, name="evidence_add"),
    path("<uuid:public_id>/evidence/<uuid:evidence_id>/", record.evidence_correct, name="evidence_correct"),
    path("<uuid:public_id>/evidence/<uuid:evidence_id>/withdraw/", record.evidence_withdraw, name="evidence_withdraw"),
    path(
        "<uuid:public_id>/evidence/<uuid:evidence_id>/file/withdraw/",
        record.evidence_file_withdraw,
        name="evidence_file_withdraw",
    ),
    path(
        "<uuid:public_id>/evidence/<uuid:evidence_id>/file/<uuid:file_id>/", record.evidence_file, name="evidence_file"
    ),
    path("<uuid:public_id>/notes/write/", record.note_write, name="note_write"),
    path("<uuid:public_id>/notes/<uuid:note_id>/withdraw/", record.note_withdraw, name="note_withdraw"),
    # family
    path("<uuid:public_id>/family/add/", circle.guardian_add, name="guardian_add"),
    path("<uuid:public_id>/family/<int:pk>/contact/", circle.guardian_correct, name="guardian_correct"),
    path("<uuid:public_id>/family/<int:pk>/rights/", circle.guardianship_correct, name="guardianship_correct"),
    path("<uuid:public_id>/family/<int:pk>/end/", circle.guardianship_end, name="guardianship_end"),
    # people at school
    path("<uuid:public_id>/people/add/", circle.responsibility_take, name="responsibility_take"),
    path("<uuid:public_id>/people/<int:pk>/match/", circle.responsibility_match, name="responsibility_match"),
    path("<uuid:public_id>/people/<int:pk>/end/", circle.responsibility_end, name="responsibility_end"),
    path("<uuid:public_id>/people/hand-over/", circle.hand_over, name="hand_over"),
]
