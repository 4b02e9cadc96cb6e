"""Files hung on evidence, plans and check-ins: who opens them, how they are replaced and taken back."""

from contextlib import closing

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from checkins.actions import check_in, withdraw_check_in
from documents.actions import html_of
from documents.copies import copy_for
from files.actions import keep
from files.reading import MEGABYTE, read
from files.uploading import BoundedUploadHandler
from history.clock import now
from history.models import Event, Visit
from plans.actions import answer_part, share_changes
from plans.actions.documents import attach_document, change_document, withdraw_document
from plans.models import AttachedDocument, PartAnswer
from plans.parts import findings
from students.access import Standing
from students.actions import correct_evidence, withdraw_attachment
from tests.files.making import pdf, photo, word


def sent(data, name="work.pdf"):
    return SimpleUploadedFile(name, data)


@pytest.fixture
def document(world):
    """A document of Maya's plan for the adults, four pages long."""
    content = read(pdf(4), "icap.pdf")
    return attach_document(plan=world.plan, title="ICAP 2026", reader="adults", content=content, by=world.specialist)


def status(client, address):
    """What a person gets at an address."""
    answer = client.get(address)
    answer.close()
    return answer.status_code


def opens(client, document, file=None):
    """What a person gets for the file of a document."""
    return status(client, reverse("plans:document", args=[document.public_id, (file or document.file).public_id]))


def add_url(world):
    return reverse("plans:document_add", args=[world.plan.public_id])


# --- how it is served -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("data", "kind", "how"),
    [
        (pdf(), "application/pdf", "inline"),
        (photo(), "image/jpeg", "inline"),
        (word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment"),
    ],
)
def test_a_file_is_served_as_what_it_is_shut_in_and_kept_by_nobody(world, client_of, data, kind, how):
    content = read(data, "Maya’s work.html")
    one = attach_document(plan=world.plan, title="T", reader="student", content=content, by=world.specialist)
    answer = client_of(world.family).get(reverse("plans:document", args=[one.public_id, one.file.public_id]))
    with closing(answer):
        assert b"".join(answer.streaming_content) == content.data
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"].startswith(how)
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_it_lies_under_its_key_and_never_under_its_name(document):
    assert document.file.whole.name == f"files/{document.file.public_id.hex[:2]}/{document.file.public_id}/whole"


def test_opening_is_remembered_and_the_little_picture_is_no_opening(world, client_of):
    content = read(photo(), "a.jpg")
    one = attach_document(plan=world.plan, title="T", reader="student", content=content, by=world.specialist)
    address, client = reverse("plans:document", args=[one.public_id, one.file.public_id]), client_of(world.family)
    client.get(f"{address}?small").close()
    assert not Visit.objects.filter(target=f"files.file:{one.file.pk}").exists()
    client.get(address).close()
    assert Visit.objects.get(target=f"files.file:{one.file.pk}").actor == world.family.key


def test_a_file_that_is_gone_from_the_disk_is_not_there(world, client_of, document):
    document.file.whole.delete(save=False)
    assert opens(client_of(world.specialist), document) == 404


# --- documents of a plan ----------------------------------------------------------------------
def test_a_document_is_attached_by_a_form_and_stands_on_the_plan(world, client_of):
    client = client_of(world.specialist)
    answer = client.post(add_url(world), {"named": "ICAP 2026", "reader": "student", "file": sent(pdf(2))})
    assert answer.status_code == 303
    one = AttachedDocument.objects.get(title="ICAP 2026")
    assert (one.file.pages, one.file.name, one.added_by) == (2, "work.pdf", world.specialist)
    for who in (world.specialist, world.family, world.student_user):
        page = client_of(who).get(reverse("dashboards:plan", args=[world.plan.public_id])).content.decode()
        assert reverse("plans:document", args=[one.public_id, one.file.public_id]) in page


def test_only_its_readers_open_it(world, client_of, document):
    readers = {"specialist": 200, "teacher": 200, "family": 200, "student_user": 404, "other_family": 404}
    assert {who: opens(client_of(getattr(world, who)), document) for who in readers} == readers


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Choose a photo or a document."),
        ({"file": sent(b"\xff\xd8\xff" + bytes(40 * MEGABYTE), "IMG.jpg")}, "This file has 40 MB."),
        ({"file": sent(b"")}, "This file is empty."),
        ({"file": sent(b"<script>alert(1)</script>", "a.pdf")}, "something else than its name says"),
    ],
)
def test_a_refused_upload_says_why_and_keeps_the_typed_words(world, client_of, nothing_written, given, sentence):
    client = client_of(world.specialist)
    with nothing_written():
        answer = client.post(add_url(world), {"named": "My title", "reader": "staff"} | given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="My title"' in page


def test_a_good_file_beside_a_missing_word_has_to_be_chosen_again_and_it_says_so(world, client_of):
    page = client_of(world.specialist).post(add_url(world), {"named": "T", "file": sent(pdf())}).content.decode()
    assert "Choose who reads this document." in page
    assert "Choose this file again" in page


def test_a_null_byte_in_a_title_has_a_sentence_and_in_a_name_does_no_harm(world, client_of):
    client = client_of(world.specialist)
    answer = client.post(add_url(world), {"named": "a\0b", "reader": "staff", "file": sent(pdf())})
    assert answer.status_code < 500
    client.post(add_url(world), {"named": "Fine", "reader": "staff", "file": sent(pdf(), "a" * 300 + "\0.pdf")})
    assert len(AttachedDocument.objects.get(title="Fine").file.name) <= 120


def test_a_new_file_takes_the_place_and_the_old_one_is_kept_for_who_writes(world, client_of, document):
    first = document.file
    content = read(pdf(5), "better.pdf")
    one = change_document(document=document, title="ICAP", reader="adults", content=content, by=world.specialist)
    assert (one.file.replaces, one.file.name) == (first, "better.pdf")
    assert first.whole.storage.exists(first.whole.name)
    assert [opens(client_of(world.specialist), one, file) for file in (first, one.file)] == [200, 200]
    assert [opens(client_of(world.family), one, file) for file in (first, one.file)] == [404, 200]
    page = client_of(world.specialist).get(reverse("plans:document_change", args=[one.public_id])).content.decode()
    assert "icap.pdf" in page


def test_two_people_do_not_replace_the_same_file(world, document):
    told = {"content": read(pdf(), "b.pdf"), "by": world.specialist, "at": now()}
    keep(replaces=document.file, **told)
    with pytest.raises(ValidationError, match="Somebody replaced"):
        keep(replaces=document.file, **told)


def test_taking_back_needs_a_reason_and_leaves_the_pages_of_all_but_who_writes(world, client_of, document):
    client, address = client_of(world.specialist), reverse("plans:document_withdraw", args=[document.public_id])
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "Another child's"}).status_code == 303
    document.file.refresh_from_db()
    assert document.file.withdrawn_because == "Another child's"
    assert [opens(client_of(who), document) for who in (world.specialist, world.family, world.teacher)] == [
        200,
        404,
        404,
    ]
    page = client_of(world.family).get(reverse("dashboards:plan", args=[world.plan.public_id])).content.decode()
    assert reverse("plans:document", args=[document.public_id, document.file.public_id]) not in page
    told = Event.objects.filter(verb="plans.document_withdrawn").get()
    assert (told.reason, told.audience) == ("Another child's", "adults")


def test_a_file_that_was_replaced_meanwhile_is_not_taken_back_in_place_of_the_new_one(world, document, nothing_written):
    seen_before = AttachedDocument.objects.select_related("file", "plan").get(pk=document.pk)
    told = {"title": "ICAP", "reader": "adults", "content": read(pdf(5), "better.pdf")}
    change_document(document=document, by=world.coordinator, **told)
    with nothing_written(), pytest.raises(ValidationError, match="Somebody replaced"):
        withdraw_document(document=seen_before, reason="Another child's", by=world.specialist)


def test_an_event_of_fewer_readers_is_told_to_the_fewer(world, document):
    change_document(document=document, title="Diagnosis", reader="staff", by=world.specialist)
    assert Event.objects.get(verb="plans.document_changed").audience == "staff"


# --- a required part in a document ------------------------------------------------------------
def ahead(world):
    return next(finding for part, finding in findings(world.plan) if part.code == "ahead")


def answer_url(world):
    return reverse("plans:part_answer", args=[world.plan.public_id, "ahead"])


def test_a_part_points_to_a_page_of_a_document(world, client_of, document):
    client = client_of(world.specialist)
    assert client.post(answer_url(world), {"document": document.public_id, "page": 3, "because": ""}).status_code == 303
    answer = ahead(world).answer
    assert answer.said_to({"adults"}) == "See attached: ICAP 2026, page 3"
    assert "ICAP" not in answer.said_to({"student"})
    page = client.get(reverse("dashboards:plan", args=[world.plan.public_id])).content.decode()
    assert "See attached: ICAP 2026, page 3" in page


@pytest.mark.usefixtures("document")
@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"page": 5}, "This document has 4 pages."),
        ({"page": 0}, "greater than or equal to 1"),
        ({"page": 3, "because": "not needed"}, "Answer in one way"),
        ({"document": "", "page": 2}, "Choose the document that this page is in."),
    ],
)
def test_an_answer_that_cannot_be_is_refused(world, client_of, nothing_written, said, sentence):
    client = client_of(world.specialist)
    data = {"document": str(world.plan.documents.get().public_id), "because": ""} | said
    with nothing_written():
        answer = client.post(answer_url(world), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_document_taken_back_opens_the_part_again(world, document):
    before = ahead(world)
    answer_part(plan=world.plan, part="ahead", document=document, page=1, by=world.specialist)
    assert ahead(world).answer
    withdraw_document(document=document, reason="Wrong year", by=world.specialist)
    assert ahead(world) == before
    assert PartAnswer.objects.filter(part="ahead").exists()


def test_a_shorter_file_does_not_take_the_place_of_one_that_an_answer_points_into(world, document):
    answer_part(plan=world.plan, part="ahead", document=document, page=4, by=world.specialist)
    shorter = {"title": "T", "reader": "adults", "content": read(pdf(2), "b.pdf")}
    with pytest.raises(ValidationError, match="page 4"):
        change_document(document=document, by=world.specialist, **shorter)


# --- paper ------------------------------------------------------------------------------------
def paper(world, who):
    standing = Standing.of(getattr(world, who), world.student)
    return html_of(world.plan.revision, copy_for(standing), "en")


def test_paper_names_the_documents_of_its_readers_and_the_page_that_answers(world, document):
    content = read(pdf(), "b.pdf")
    attach_document(plan=world.plan, title="Diagnosis", reader="staff", content=content, by=world.specialist)
    answer_part(plan=world.plan, part="ahead", document=document, page=3, by=world.specialist)
    family, school = paper(world, "family"), paper(world, "specialist")
    assert "Diagnosis" in school
    assert "Diagnosis" not in family
    for copy in (family, school):
        assert document.file.short_hash in copy
        assert "See attached: ICAP 2026, page 3" in copy


def test_what_was_frozen_names_no_document(world, document):
    answer_part(plan=world.plan, part="ahead", document=document, page=3, by=world.specialist)
    revision = share_changes(plan=world.plan, by=world.specialist, reason="New words")
    assert "ICAP" not in revision.text


# --- evidence ---------------------------------------------------------------------------------
def test_the_report_hangs_on_its_evidence_for_who_reads_the_record(world, client_of):
    client, one = client_of(world.specialist), world.student.evidence.first()
    address = reverse("students:evidence_correct", args=[world.student.public_id, one.public_id])
    values = {"kind": one.kind, "instrument": one.instrument, "score": one.score, "percentile_bound": "exactly"}
    assert client.post(address, values | {"attachment": sent(photo(place=True), "IMG.HEIC")}).status_code == 303
    one.refresh_from_db()
    assert one.attachment.name == "IMG.jpg"
    with one.attachment.whole.open() as kept:
        assert b"Telephone" not in kept.read()
    file = reverse("students:evidence_file", args=[world.student.public_id, one.public_id, one.attachment.public_id])
    assert file in client.get(reverse("students:detail", args=[world.student.public_id])).content.decode()
    assert [status(client_of(who), file) for who in (world.counselor, world.teacher, world.family)] == [
        200,
        403,
        403,
    ]


def test_a_file_of_evidence_taken_back_is_open_to_who_keeps_the_record_only(world, client_of):
    one = correct_evidence(
        evidence=world.student.evidence.first(), attachment=read(pdf(), "a.pdf"), by=world.specialist
    )
    withdraw_attachment(evidence=one, reason="Another child's", by=world.specialist)
    file = reverse("students:evidence_file", args=[world.student.public_id, one.public_id, one.attachment.public_id])
    assert [status(client_of(who), file) for who in (world.specialist, world.counselor)] == [200, 404]
    page = client_of(world.counselor).get(reverse("students:detail", args=[world.student.public_id])).content.decode()
    assert file not in page


# --- the work of a student --------------------------------------------------------------------
def show(world, by, voice, reader, **said):
    content = read(photo(), "IMG_1.jpg")
    return check_in(goal=world.goal, by=by, voice=voice, reader=reader, work=content, words="", **said)


def sees(client, row):
    return status(client, reverse("checkins:work", args=[row.public_id, row.work.public_id]))


def test_a_student_shows_work_by_the_form_and_family_and_team_see_it(world, client_of):
    address = reverse("checkins:check_in", args=[world.goal.public_id])
    said = {"full": 1, "voice": "student", "level": 3, "happened_on": world.today.isoformat()}
    answer = client_of(world.student_user).post(address, said | {"work": sent(photo(), "IMG.jpg")})
    assert answer.status_code == 303
    row = world.goal.check_ins.get(work__isnull=False)
    assert [sees(client_of(who), row) for who in (world.student_user, world.family, world.teacher)] == [200] * 3
    for who in (world.student_user, world.family, world.teacher):
        page = client_of(who).get(reverse("dashboards:plan", args=[world.plan.public_id])).content.decode()
        assert reverse("checkins:work", args=[row.public_id, row.work.public_id]) in page


@pytest.mark.parametrize(
    ("reader", "seen"),
    [("student", ["student_user", "family"]), ("adults", ["family"]), ("staff", [])],
)
def test_work_has_the_reader_of_the_check_in(world, client_of, reader, seen):
    row = show(world, world.teacher, "staff", reader)
    asked = ("student_user", "family")
    assert [who for who in asked if sees(client_of(getattr(world, who)), row) == 200] == seen


def test_work_a_home_shows_stays_in_that_home(world, client_of):
    row = show(world, world.family, "family", "home")
    assert [sees(client_of(who), row) for who in (world.family, world.specialist, world.other_parent)] == [
        200,
        200,
        404,
    ]


def test_later_work_of_a_day_takes_the_place_of_the_earlier(world, client_of):
    first = show(world, world.teacher, "staff", "student").work
    row = show(world, world.teacher, "staff", "student")
    assert row.work.replaces == first
    row.work = first
    assert [sees(client_of(who), row) for who in (world.specialist, world.teacher)] == [200, 404]


def test_work_is_taken_back_with_a_reason_by_who_showed_it(world, client_of):
    row = show(world, world.student_user, "student", "student", level=3)
    address = reverse("checkins:work_withdraw", args=[row.public_id])
    client = client_of(world.student_user)
    assert client_of(world.family).post(address, {"reason": "x"}).status_code == 403
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Too blurred"}).status_code == 303
    assert [sees(client_of(who), row) for who in (world.student_user, world.specialist)] == [404, 200]


def test_a_check_in_taken_back_takes_its_work_along(world, client_of):
    row = show(world, world.student_user, "student", "student", level=3)
    withdraw_check_in(check_in=row, by=world.student_user, voice="student")
    assert [sees(client_of(who), row) for who in (world.student_user, world.specialist)] == [404, 404]


def test_a_refused_file_keeps_the_words_of_a_check_in(world, client_of, nothing_written):
    address = reverse("checkins:check_in", args=[world.goal.public_id])
    said = {"full": 1, "voice": "student", "level": 3, "words": "Look!", "happened_on": world.today.isoformat()}
    client = client_of(world.student_user)
    with nothing_written():
        page = client.post(address, said | {"work": sent(b"junk")}).content.decode()
    assert "something else than its name says" in page
    assert "Look!" in page


# --- what reaches the disk --------------------------------------------------------------------
def test_of_a_huge_upload_little_reaches_the_disk_and_its_size_is_known():
    handler = BoundedUploadHandler()
    handler.new_file("file", "film.mov", "video/quicktime", None, None, None)
    step = bytes(MEGABYTE)
    for number in range(60):
        handler.receive_data_chunk(step, number * MEGABYTE)
    upload = handler.file_complete(60 * MEGABYTE)
    assert upload.size == 60 * MEGABYTE
    assert len(upload.read()) <= 27 * MEGABYTE
