"""Since you last looked: what others did, until the reader calls it read."""

import pytest
from django.urls import reverse

from checkins.actions import check_in, comment
from dashboards.since import since_of
from history.actions import mark_read
from history.clock import now
from history.models import Event, LastLook
from plans.actions import share_changes, write_section
from students.access import Standing


def panel(world, name):
    person = getattr(world, name)
    return since_of(world.plan, Standing.of(person, world.student))


def read(world, client_of, name, event):
    address = reverse("plans:mark_read", args=[world.plan.public_id])
    return client_of(getattr(world, name)).post(address, {"event": str(event)})


def told(world, name):
    since = panel(world, name)
    return [line.sentence for line, _place, _word in since.changes] if since else []


def test_panel_shows_what_others_did_and_not_ones_own_acts(world):
    assert any("asked a question" in sentence for sentence in told(world, "specialist"))
    assert not any("Ms. Ortiz" in sentence for sentence in told(world, "specialist"))


def test_reader_is_told_only_what_they_may_know(world):
    read_up_to_now(world, "teacher", "counselor")
    check_in(goal=world.close_goal, by=world.specialist, voice="staff", level=3)
    assert len(told(world, "counselor")) == 1
    assert told(world, "teacher") == []


def read_up_to_now(world, *names):
    for name in names:
        last = Event.objects.latest("pk").pk
        mark_read(subject=world.student, by=getattr(world, name), event=last, at=now())


def test_marking_as_read_empties_the_panel_until_something_happens(world, client_of):
    assert read(world, client_of, "specialist", panel(world, "specialist").event).status_code == 303
    assert panel(world, "specialist") is None
    comment(plan=world.plan, words="A remark", reader="adults", by=world.teacher, voice="staff")
    since = panel(world, "specialist")
    assert (len(since.changes), since.more, since.looked_at is not None) == (1, 0, True)
    assert since.changes[0][1:] == ("#conversation", "Read")


def test_looking_alone_marks_nothing_as_read(world, client_of):
    before = told(world, "specialist")
    client_of(world.specialist).get(reverse("dashboards:plan", args=[world.plan.public_id]))
    assert told(world, "specialist") == before
    assert not LastLook.objects.exists()


def test_reading_never_moves_back(world, client_of):
    newest = panel(world, "specialist").event
    read(world, client_of, "specialist", newest)
    read(world, client_of, "specialist", Event.objects.about(world.student).last().pk)
    assert LastLook.objects.get().event == newest


@pytest.mark.parametrize("event", ["", "x", "999999999", "9" * 40])
def test_event_that_was_not_shown_is_not_read(world, client_of, event):
    assert read(world, client_of, "specialist", event).status_code == 303
    assert not LastLook.objects.exists()


def test_event_of_another_child_or_reader_is_not_read(world, client_of):
    other = Event.objects.about(world.other_student).first().pk
    hidden = Event.objects.about(world.student).filter(audience="staff").first().pk
    read(world, client_of, "family", other)
    read(world, client_of, "family", hidden)
    assert not LastLook.objects.exists()
    assert read(world, client_of, "other_family", hidden).status_code == 404


def test_long_list_is_cut_and_counted(world):
    read_up_to_now(world, "specialist")
    for number in range(7):
        comment(plan=world.plan, words=f"{number}", reader="adults", by=world.teacher, voice="staff")
    since = panel(world, "specialist")
    assert (len(since.changes), since.more) == (5, 2)


def test_the_same_act_on_the_same_thing_is_told_once(world):
    read_up_to_now(world, "teacher")
    for words in ("One", "One two", "One two three"):
        version = world.plan.sections.get(code="needs").version
        write_section(plan=world.plan, code="needs", words=words, version=version, by=world.specialist, voice="staff")
    since = panel(world, "teacher")
    assert (len(since.changes), since.more) == (1, 0)
    assert since.event == Event.objects.about(world.student).first().pk


def test_each_change_leads_to_its_place(world):
    read_up_to_now(world, "teacher")
    check_in(goal=world.goal, by=world.specialist, voice="staff", level=4)
    revision = share_changes(plan=world.plan, by=world.specialist, reason="So far")
    places = [place for _line, place, _word in panel(world, "teacher").changes]
    assert places == [
        reverse("plans:revision", args=[world.plan.public_id, revision.number]),
        f"#goal-{world.goal.public_id}",
    ]
