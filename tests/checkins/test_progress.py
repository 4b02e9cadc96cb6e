"""A window's progress is previewed, frozen once and for all, and read by each only in part."""

import json

import pytest
from django.urls import reverse

from checkins.actions import check_in
from checkins.models import ProgressRecord
from checkins.progress import progress_records
from schools.models import ReportingWindow
from students.access import Standing


def at(plan):
    return reverse("checkins:progress", args=[plan.public_id])


def window(world, name):
    return ReportingWindow.objects.get(year=world.year, name=name)


def test_preview_shows_the_current_window_as_it_would_be_frozen(world, client_of, nothing_written):
    elena = client_of(world.specialist)
    with nothing_written():
        page = elena.get(at(world.plan))
    assert page.context["window"].name == "Winter"
    heard = {goal.label: [(said.voice, said.level) for said in goal.heard] for goal in page.context["goals"]}
    assert heard == {
        "Math": [("student", 3), ("staff", 2), ("staff", 3), ("family", 2)],
        "Habits": [("staff", 2)],
    }
    assert world.marks.staff not in page.content.decode()
    assert world.marks.home_dana not in page.content.decode()


def test_window_is_frozen_with_one_sentence_and_hangs_on_the_revision_in_force(world, client_of):
    response = client_of(world.specialist).post(
        at(world.plan), {"window": window(world, "Winter").pk, "sentence": "She explains her models now."}
    )
    assert response.status_code == 303
    record = ProgressRecord.objects.get()
    assert (record.number, record.revision, record.sentence) == (1, world.revision, "She explains her models now.")


def test_window_in_which_nobody_spoke_is_not_frozen(world, client_of, nothing_written):
    elena = client_of(world.specialist)
    with nothing_written():
        response = elena.post(at(world.plan), {"window": window(world, "Spring").pk})
    assert "Nobody has checked in during Spring yet." in response.content.decode()


def test_window_of_another_year_falls_back_to_the_current_one(world, client_of, nothing_written):
    elena = client_of(world.specialist)
    other = ReportingWindow.objects.filter(year=world.far_year).first()
    with nothing_written():
        assert elena.get(at(world.plan), {"window": other.pk}).context["window"].name == "Winter"
        assert elena.get(at(world.plan), {"window": "x"}).context["window"].name == "Winter"


def test_frozen_record_keeps_no_words_for_staff_only_and_none_of_a_home(world, client_of):
    client_of(world.specialist).post(at(world.plan), {"window": window(world, "Winter").pk})
    text = ProgressRecord.objects.get().text
    assert {name for name in ("student", "adults", "staff", "home_dana", "home_paul")
            if getattr(world.marks, name) in text} == {"student", "adults"}  # fmt: skip
    assert any(said["reader"] == "home" and said["level"] for said in json.loads(text)["goals"][0]["said"])


@pytest.mark.parametrize(
    ("who", "goals", "people"),
    [
        ("specialist", {"Math", "Habits"}, {"Mr. Reyes", "Maya Thompson", "Dana Thompson", "Mr. Bell"}),
        ("teacher", {"Math"}, {"Mr. Reyes", "Maya Thompson", "Dana Thompson"}),
        ("family", {"Math", "Habits"}, {"Mr. Reyes", "Maya Thompson", "Mr. Bell"}),
        ("other_parent", {"Math", "Habits"}, {"Mr. Reyes", "Maya Thompson", "Mr. Bell"}),
        ("student_user", {"Math", "Habits"}, {"Mr. Reyes", "Maya Thompson", "Mr. Bell"}),
    ],
)
def test_record_is_read_only_in_the_part_of_its_reader(world, client_of, who, goals, people):
    client_of(world.specialist).post(at(world.plan), {"window": window(world, "Winter").pk})
    [record] = progress_records(world.plan, Standing.of(getattr(world, who), world.student))
    assert {goal.label for goal in record.goals} == goals
    heard = [said for goal in record.goals for said in goal.heard]
    assert {said.name for said in heard} == people
    words = {said.text for said in heard}
    assert (world.marks.adults in words) is (who != "student_user")


@pytest.mark.parametrize(
    ("who", "code"), [("teacher", 403), ("family", 403), ("leader", 403), ("other_specialist", 404)]
)
def test_only_who_shares_the_plan_freezes_progress(world, client_of, nothing_written, who, code):
    one = client_of(getattr(world, who))
    with nothing_written():
        assert one.get(at(world.plan)).status_code == code
        assert one.post(at(world.plan), {"window": window(world, "Winter").pk}).status_code == code


def test_record_is_never_changed(world, client_of):
    client_of(world.specialist).post(at(world.plan), {"window": window(world, "Winter").pk})
    record = ProgressRecord.objects.get()
    with pytest.raises(Exception, match="append-only"):
        ProgressRecord.objects.filter(pk=record.pk).update(sentence="Better")


def test_record_keeps_the_name_its_window_had(world, client_of):
    client_of(world.specialist).post(at(world.plan), {"window": window(world, "Winter").pk})
    [record] = progress_records(world.plan, Standing.of(world.specialist, world.student))
    ReportingWindow.objects.filter(name="Winter").update(name="Second quarter")
    world.plan = type(world.plan).objects.get(pk=world.plan.pk)
    assert progress_records(world.plan, Standing.of(world.specialist, world.student)) == [record]
    assert record.window == "Winter"
    page = client_of(world.specialist).get(at(world.plan), {"window": window(world, "Second quarter").pk})
    assert page.context["frozen_before"] == record


def test_pressed_twice_is_frozen_once(world, client_of):
    elena, winter = client_of(world.specialist), window(world, "Winter").pk
    for sentence in ("She explains.", "She explains. ", "She explains more.", "She explains more."):
        assert elena.post(at(world.plan), {"window": winter, "sentence": sentence}).status_code == 303
    assert [one.sentence for one in ProgressRecord.objects.all()] == ["She explains.", "She explains more."]
    check_in(goal=world.goal, by=world.teacher, voice="staff", level=4)
    elena.post(at(world.plan), {"window": winter, "sentence": "She explains more."})
    assert ProgressRecord.objects.count() == 3
