"""Recording who took part, answering a required part, and saying something of a revision."""

import datetime

import pytest
from django.urls import reverse
from lxml import html

from goals.models import Goal
from history.models import Event
from plans.actions import answer_part, share_changes, withdraw_participation, write_section
from plans.models import Acknowledgement, PartAnswer, Participation
from tests.dashboards.reading_pages import text_of


def url(name, world, *args):
    return reverse(f"plans:{name}", args=[world.plan.public_id, *args])


MOMENT = {"voice": "family", "who": "Paul Thompson", "how": "meeting", "words": "Glad of the film"}


def test_moment_is_recorded_and_taken_back(world, client_of):
    client = client_of(world.counselor)
    answer = client.post(url("participation_add", world), MOMENT | {"on": world.today.isoformat()})
    assert answer.url == reverse("dashboards:plan", args=[world.plan.public_id]) + "#participation"
    moment = world.plan.participations.get(who="Paul Thompson")
    assert (moment.how, moment.recorded_by) == ("meeting", world.counselor)
    back = reverse("plans:participation_withdraw", args=[moment.public_id])
    assert client.post(back, {"reason": ""}).status_code == 422
    assert client.post(back, {"reason": "It was another child"}).status_code == 303
    moment.refresh_from_db()
    assert moment.withdrawn_by == world.counselor
    assert client.get(back).status_code == 404


def test_a_moment_taken_back_by_two_people_stays_taken_back_by_the_first(world):
    moment = world.plan.participations.get()
    seen_by_another = Participation.objects.get(pk=moment.pk)
    withdraw_participation(participation=moment, by=world.counselor, reason="Another child")
    withdraw_participation(participation=seen_by_another, by=world.specialist, reason="Another day")
    moment.refresh_from_db()
    assert moment.withdrawn_by == world.counselor
    assert [event.reason for event in Event.objects.filter(verb="plans.participation_withdrawn")] == ["Another child"]


def test_what_is_planned_is_no_participation(world, client_of):
    tomorrow = world.today + datetime.timedelta(days=1)
    answer = client_of(world.specialist).post(url("participation_add", world), MOMENT | {"on": tomorrow.isoformat()})
    assert answer.status_code == 422
    assert "Pick a day up to today." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("teacher", 403), ("leader", 403), ("family", 403), ("student_user", 403), ("other_specialist", 404)],
)
def test_moments_are_recorded_by_who_records_them(world, client_of, nothing_written, name, expected):
    client, moment = client_of(getattr(world, name)), world.plan.participations.get()
    with nothing_written():
        assert client.get(url("participation_add", world)).status_code == expected
        answer = client.post(url("participation_add", world), MOMENT | {"on": world.today.isoformat()})
        assert answer.status_code == expected
        back = reverse("plans:participation_withdraw", args=[moment.public_id])
        assert client.post(back, {"reason": "x"}).status_code == expected


def test_part_is_answered_and_the_answer_taken_back(world, client_of):
    client, address = client_of(world.specialist), url("part_answer", world, "ahead")
    assert client.post(address, {"because": " "}).status_code == 422
    assert client.post(address, {"because": "Grade 12 ends here"}).status_code == 303
    assert PartAnswer.objects.get().because == "Grade 12 ends here"
    assert "Grade 12 ends here" in client.get(address).content.decode()
    assert client.post(address, sent(client.get(address), because="")).status_code == 303
    assert not PartAnswer.objects.exists()


def sent(page, **changed):
    """What a page's form sends, some of it changed by its writer."""
    form = html.fromstring(page.content.decode()).xpath("//main//form[@method='post']")[0]
    return dict(form.form_values()) | changed


@pytest.mark.parametrize("stood", ["", "She stays here"])
@pytest.mark.parametrize("because", ["", "Grade 12 ends here"])
def test_an_answer_somebody_gave_meanwhile_is_shown_before_another_takes_its_place(world, client_of, stood, because):
    elena, address = client_of(world.specialist), url("part_answer", world, "ahead")
    if stood:
        elena.post(address, sent(elena.get(address), because=stood))
    seen_before = sent(elena.get(address), because=because)
    seen = stood and PartAnswer.objects.get().version
    answer_part(plan=world.plan, part="ahead", because="The family decided so", seen=seen, by=world.coordinator)
    answer = elena.post(address, seen_before)
    assert answer.status_code == 422
    assert "The answer to this part has changed since you opened it." in text_of(answer, "main")
    assert f"{world.coordinator.name} answered" in text_of(answer, "main")
    assert "Not needed, because The family decided so" in text_of(answer, "main")
    assert sent(answer)["because"].strip() == because
    assert PartAnswer.objects.get().because == "The family decided so"
    assert elena.post(address, sent(answer)).status_code == 303
    assert [one.because for one in PartAnswer.objects.all()] == ([because] if because else [])


def test_an_answer_that_was_taken_back_meanwhile_is_not_given_again_unasked(world, client_of):
    elena, address = client_of(world.specialist), url("part_answer", world, "ahead")
    elena.post(address, {"because": "She stays here"})
    changed, empty = (sent(elena.get(address), because=words) for words in ("She stays for grade 12", ""))
    elena.post(address, empty)
    answer = elena.post(address, changed)
    assert answer.status_code == 422
    assert "The answer was taken back. None stands now." in text_of(answer, "main")
    assert not PartAnswer.objects.exists()


def test_a_part_answered_the_same_again_and_nothing_taken_back_are_no_events(world, client_of, nothing_written):
    elena, address = client_of(world.specialist), url("part_answer", world, "ahead")
    at_first = sent(elena.get(address), because="She stays here")
    elena.post(address, at_first)
    stands = sent(elena.get(address))
    with nothing_written():
        assert elena.post(address, at_first).status_code == 303
        assert elena.post(address, stands).status_code == 303
    elena.post(address, stands | {"because": ""})
    with nothing_written():
        assert elena.post(address, stands | {"because": ""}).status_code == 303
        answer_part(plan=world.plan, part="ahead", by=world.specialist)


@pytest.mark.parametrize(("name", "expected"), [("teacher", 403), ("family", 403), ("other_specialist", 404)])
def test_part_is_answered_by_who_writes_the_plan(world, client_of, nothing_written, name, expected):
    client = client_of(getattr(world, name))
    with nothing_written():
        address = url("part_answer", world, "ahead")
        assert client.post(address, {"because": "x"}).status_code == expected


def test_part_the_type_does_not_ask_for_is_not_there(world, client_of):
    assert client_of(world.specialist).get(url("part_answer", world, "weather")).status_code == 404


@pytest.mark.parametrize(
    ("name", "voice", "role"),
    [("family", "family", "mother"), ("student_user", "student", "student"), ("teacher", "staff", "teacher")],
)
def test_person_says_something_of_the_revision_they_read(world, client_of, name, voice, role):
    person = getattr(world, name)
    said = {"number": 1, "meaning": "took_part", "words": "It was good"}
    answer = client_of(person).post(url("acknowledge", world), said)
    assert answer.status_code == 303
    one = Acknowledgement.objects.get(meaning="took_part")
    assert (one.person, one.voice, one.role, one.words) == (person.key, voice, role, "It was good")
    assert one.revision == world.revision


@pytest.mark.parametrize("number", ["1", "99", "", "x"])
def test_what_is_said_of_an_older_revision_is_refused_and_goes_on_with_the_new_one(
    world, client_of, nothing_written, number
):
    Goal.objects.filter(pk=world.goal.pk).update(measure="Another measure")
    share_changes(plan=world.plan, by=world.specialist, reason="So far")
    client, plan = client_of(world.family), reverse("dashboards:plan", args=[world.plan.public_id])
    said = {"meaning": "disagree", "words": "Too much film", "next": plan}
    with nothing_written():
        answer = client.post(url("acknowledge", world), said | {"number": number})
    assert answer.status_code == 422
    assert "Read the new version first." in text_of(answer, "main")
    assert ("Another measure" in text_of(answer, "main")) is (number == "1")
    form = html.fromstring(answer.content.decode()).xpath("//main//form[@method='post']")[0]
    assert form.fields["words"].strip() == "Too much film"
    assert form.fields["meaning"] == "disagree"
    assert form.fields["number"] == "2"
    answer = client.post(url("acknowledge", world), dict(form.form_values()))
    assert (answer.status_code, answer["Location"]) == (303, plan)
    one = Acknowledgement.objects.get(person=world.family.key, revision__number=2)
    assert (one.meaning, one.words) == ("disagree", "Too much film")


def test_a_correction_of_spelling_voids_no_answer_to_what_it_corrects(world, client_of):
    section = world.plan.sections.get(code="strengths")
    write_section(
        plan=world.plan, code="strengths", words="Sees patterns fast and can explain them to other.",
        version=section.version, by=world.specialist, voice="staff",
    )  # fmt: skip
    share_changes(plan=world.plan, by=world.specialist, reason="A slip of the pen", correction=True)
    answer = client_of(world.family).post(url("acknowledge", world), {"number": 1, "meaning": "agree"})
    assert answer.status_code == 303
    assert Acknowledgement.objects.get(person=world.family.key, meaning="agree").revision == world.revision


@pytest.mark.parametrize("meaning", ["", "consent"])
def test_nothing_chosen_says_nothing_and_keeps_the_words(world, client_of, nothing_written, meaning):
    client = client_of(world.family)
    with nothing_written():
        answer = client.post(url("acknowledge", world), {"number": 1, "meaning": meaning, "words": "Too much film"})
    assert answer.status_code == 422
    assert "Too much film" in text_of(answer, "main")
    assert "Not by Maya, and not in another home." in text_of(answer, "main")


def test_said_again_in_other_words_it_stands_beside_the_first(world, client_of):
    client = client_of(world.family)
    for words in ("About film", "About film", "About math"):
        said = {"number": 1, "voice": "family", "meaning": "talk", "words": words}
        assert client.post(url("acknowledge", world), said).status_code == 303
    rows = Acknowledgement.objects.filter(person=world.family.key, meaning="talk")
    assert list(rows.values_list("words", flat=True)) == ["About film", "About math"]


@pytest.mark.parametrize(("name", "expected"), [("leader", 403), ("coordinator", 403), ("other_family", 404)])
def test_who_has_no_part_says_nothing(world, client_of, nothing_written, name, expected):
    client = client_of(getattr(world, name))
    with nothing_written():
        answer = client.post(url("acknowledge", world), {"number": 1, "meaning": "read"})
        assert answer.status_code == expected
    assert client_of(world.family).get(url("acknowledge", world)).status_code == 405
