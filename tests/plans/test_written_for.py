"""What an adult wrote in the student's place: shown as the adult's, never put in the student's mouth."""

import pytest
from django.urls import reverse

from history.models import Event
from plans.actions import write_section

ELENAS = "Maps, trains, and building bridges."


@pytest.fixture
def interests(world):
    return reverse("plans:section", args=[world.plan.public_id, "interests"])


def written(world, *, said_by="", by=None, words=ELENAS):
    row = world.plan.sections.filter(code="interests").first()
    return write_section(
        plan=world.plan, code="interests", words=words, version=row.version if row else 0,
        by=by or world.specialist, voice="staff", said_by=said_by,
    )  # fmt: skip


def sent(answer, **changed):
    form = answer.context["form"]
    return {name: form[name].value() or "" for name in form.fields} | changed


def test_what_an_adult_wrote_stands_beside_an_empty_box(world, client_of, interests):
    written(world)
    page = client_of(world.student_user).get(interests)
    assert page.context["form"]["words"].value() == ""
    told = page.content.decode()
    assert "Ms. Ortiz wrote this for you" in told
    assert ELENAS in told
    assert "Use these words" in told


@pytest.mark.parametrize("name", ["Maya", "Maya Thompson", " maya "])
def test_what_the_student_said_and_an_adult_wrote_down_is_hers_to_correct(world, client_of, interests, name):
    written(world, said_by=name)
    form = client_of(world.student_user).get(interests).context["form"]
    assert (form["words"].value(), form.for_student) == (ELENAS, None)


def test_what_somebody_else_said_is_named(world, client_of, interests):
    written(world, said_by="Dana")
    page = client_of(world.student_user).get(interests).content.decode()
    assert "Dana said this and Ms. Ortiz wrote it down for you" in page


def test_using_the_words_lays_them_out_and_saves_nothing(world, client_of, interests, nothing_written):
    written(world)
    student = client_of(world.student_user)
    first = sent(student.get(interests))
    with nothing_written():
        used = student.post(interests, first | {"use": "words"})
        beside = student.post(interests, first | {"use": "words", "words": "I like bridges."})
    assert used.context["form"]["words"].value() == ELENAS
    assert beside.context["form"]["words"].value() == f"I like bridges.\n\n{ELENAS}"


def test_saying_the_same_makes_them_the_students_and_says_who_wrote_them(world, client_of, interests):
    row = written(world)
    student = client_of(world.student_user)
    used = student.post(interests, sent(student.get(interests)) | {"use": "words"})
    assert student.post(interests, sent(used)).status_code == 303
    row.refresh_from_db()
    assert (row.said_by, row.written_by, row.is_students_own) == ("Maya Thompson", world.specialist, False)
    event = Event.objects.of(row).first()
    assert (event.verb, event.actor_name, event.changes) == ("plans.section_made_own", "Maya Thompson", [])
    form = student.get(interests).context["form"]
    assert (form["words"].value(), form.for_student) == (ELENAS, None)


def test_own_words_instead_are_the_students_own(world, client_of, interests):
    row = written(world)
    student = client_of(world.student_user)
    assert student.post(interests, sent(student.get(interests), words="Bridges, mostly.")).status_code == 303
    row.refresh_from_db()
    assert (row.words, row.said_by, row.is_students_own) == ("Bridges, mostly.", "", True)


def test_an_empty_box_does_not_take_the_adults_words_away(world, client_of, interests, nothing_written):
    written(world)
    student = client_of(world.student_user)
    empty = sent(student.get(interests))
    with nothing_written():
        answer = student.post(interests, empty)
    assert "Write it in your own words, or use the words that stand here." in answer.content.decode()


def test_history_keeps_who_said_it(world, client_of):
    row = written(world, said_by="Dana")
    event = Event.objects.of(row).first()
    assert event.data["said_by"] == "Dana"
    written(world, by=world.teacher, words="Something else")
    put_back = reverse("plans:put_back", args=[world.plan.public_id])
    row.refresh_from_db()
    again = {"thing": "section:interests", "field": "words", "event": event.pk, "version": row.version}
    client_of(world.specialist).post(put_back, again)
    row.refresh_from_db()
    assert (row.words, row.said_by) == (ELENAS, "Dana")


def test_an_adults_wording_that_a_student_puts_back_is_no_quote_of_the_student(world, client_of):
    row = written(world)
    event = Event.objects.of(row).first()
    write_section(
        plan=world.plan, code="interests", words="Bridges", version=row.version, by=world.student_user, voice="student"
    )
    row.refresh_from_db()
    put_back = reverse("plans:put_back", args=[world.plan.public_id])
    again = {"thing": "section:interests", "field": "words", "event": event.pk, "version": row.version}
    client_of(world.student_user).post(put_back, again)
    row.refresh_from_db()
    assert (row.words, row.is_students_own, row.is_said_by_student) == (ELENAS, False, False)
