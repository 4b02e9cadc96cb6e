"""The whole plan as family and student read it: what was shared, the live layer, and nothing of the other home."""

import datetime

import pytest
from django.urls import reverse

from documents.actions import html_of
from documents.copies import copy_for
from documents.record import record_of
from goals.actions import write_goal
from plans.actions import record_participation, share_changes
from plans.actions.talking import say_we_talked
from plans.frozen import day
from students.access import Standing
from students.actions import correct_evidence, withdraw_evidence
from tests.dashboards.making import call_read
from tests.dashboards.reading_pages import marks_on, text_of
from tests.world import days


def url(world):
    return reverse("dashboards:plan", args=[world.plan.public_id])


def read(world, client_of, name="family"):
    return client_of(getattr(world, name)).get(url(world))


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("family", {"student", "adults", "home_dana", "circle", "circle_section", "score"}),
        ("other_parent", {"student", "adults", "home_paul", "circle", "circle_section", "score"}),
        ("student_user", {"student", "circle", "circle_section"}),
    ],
)
def test_each_reads_exactly_what_is_for_them(world, client_of, name, marks):
    assert marks_on(read(world, client_of, name), world) == marks


def test_the_wording_is_the_one_that_was_shared(world, client_of):
    told = text_of(read(world, client_of), "main")
    assert "Sees patterns fast and can explain them to others." in told
    values = {"kind": "passion", "short_label": "Film", "statement": "A surprise film"}
    write_goal(plan=world.plan, by=world.specialist, values=values, strategies=[])
    assert "A surprise film" not in text_of(read(world, client_of), "main")
    share_changes(plan=world.plan, by=world.specialist, reason="Maya wants it")
    assert "A surprise film" in text_of(read(world, client_of), "main")


def test_a_family_reads_results_without_what_staff_make_of_them(world, client_of):
    world.student.evidence.update(tells="Judgement of staff")
    share_changes(plan=world.plan, by=world.specialist, reason="Evidence")
    page = read(world, client_of)
    assert "CogAT 8, Quantitative" in text_of(page, "evidence")
    assert "97th" in text_of(page, "evidence")
    assert "Judgement of staff" not in page.content.decode()
    assert b'id="evidence"' not in read(world, client_of, "student_user").content


def test_evidence_that_was_withdrawn_stands_on_no_page_and_no_paper(world, client_of):
    assert world.marks.score in read(world, client_of).content.decode()
    record = correct_evidence(evidence=world.student.evidence.first(), by=world.specialist, score="98th")
    withdraw_evidence(evidence=record, by=world.specialist, reason="Another child's")
    assert world.marks.score not in read(world, client_of).content.decode()
    copy = copy_for(Standing.of(world.specialist, world.student))
    assert world.marks.score not in html_of(world.plan.revision, copy, "en")


def test_frozen_moments_are_told_by_the_day_of_the_district():
    assert day("2026-11-23T04:51:00+00:00") == datetime.date(2026, 11, 22)
    assert day("2026-11-23") == datetime.date(2026, 11, 23)


def test_interests_are_the_live_ones(world, client_of):
    world.plan.sections.filter(code="interests").update(words="Bridges, since yesterday")
    for name in ("family", "student_user"):
        assert "Bridges, since yesterday" in text_of(read(world, client_of, name), "profile")


def test_help_at_home_is_that_of_the_own_home(world, client_of):
    line = "Ask Maya to explain one model"
    assert line in text_of(read(world, client_of), "goals")
    assert line not in text_of(read(world, client_of, "other_parent"), "goals")


def test_nobody_of_the_other_home_is_named_on_this_ones_page(world, client_of):
    say_we_talked(plan=world.plan, by=world.other_parent)
    record_participation(
        plan=world.plan, voice="family", who="Paul Thompson", how="call", on=days(world, -2), by=world.specialist
    )
    pages = [url(world), reverse("dashboards:timeline", args=[world.plan.public_id])]
    client = client_of(world.family)
    for address in pages:
        assert "Paul" not in text_of(client.get(address), "main")
    timeline = text_of(client_of(world.other_parent).get(pages[1]), "main")
    assert "Paul Thompson talked with Maya at home" in timeline
    assert "talked with Maya at home" in text_of(client_of(world.specialist).get(pages[1]), "main")


def test_paper_of_one_home_has_no_moment_of_the_other(world):
    say_we_talked(plan=world.plan, by=world.other_parent)
    seen = {}
    for name in ("family", "other_parent", "specialist"):
        copy = copy_for(Standing.of(getattr(world, name), world.student))
        seen[name] = [one["who"] for one in record_of(world.plan.revision, copy, "en", [])["participations"]]
    assert seen == {
        "family": ["Dana Thompson"],
        "other_parent": ["Paul Thompson"],
        "specialist": ["Dana Thompson", "Paul Thompson"],
    }


def test_a_student_and_a_parent_say_they_have_read_it(world, client_of):
    for name, address in (("student_user", url(world)), ("other_parent", url(world))):
        client = client_of(getattr(world, name))
        voice = "student" if name == "student_user" else "family"
        assert f'name="voice" value="{voice}"' in client.get(address).content.decode()
        sent = {"number": 1, "voice": voice, "meaning": "read", "next": address}
        client.post(reverse("plans:acknowledge", args=[world.plan.public_id]), sent)
        assert "You have read the plan" in text_of(client.get(address), "reading")


def test_what_the_state_asks_is_a_plain_list_without_reproach(world, client_of):
    page = text_of(read(world, client_of), "main")
    assert "What the state asks of a plan" in page
    assert "ECEA 12.02(2)(f)(i)" in page
    assert "Name the teacher" not in page


def test_a_draft_is_not_there(world, client_of):
    address = reverse("dashboards:plan", args=[world.other_plan.public_id])
    assert client_of(world.other_family).get(address).status_code == 404


@pytest.mark.parametrize("name", ["family", "student_user"])
def test_paper_is_offered_to_whom_it_is_given(world, client_of, name):
    address = reverse("documents:plan", args=[world.plan.public_id])
    assert (address in read(world, client_of, name).content.decode()) is (name == "family")


QUERIES = {"family": 27, "student_user": 23}


@pytest.mark.parametrize("name", ["family", "student_user"])
def test_the_page_costs_the_same_with_two_goals_and_with_four(world, client_of, assert_query_count, name):
    client = client_of(getattr(world, name))
    client.get(url(world))
    call_read(world, getattr(world, name))
    with assert_query_count(QUERIES[name]):
        client.get(url(world))
    for label in ("Film", "Pond"):
        values = {"kind": "passion", "short_label": label, "statement": f"Make a {label}"}
        write_goal(plan=world.plan, by=world.specialist, values=values, strategies=[])
    share_changes(plan=world.plan, by=world.specialist, reason="More")
    sent = {"number": 2, "voice": client.get(url(world)).context["voice"], "meaning": "read"}
    client.post(reverse("plans:acknowledge", args=[world.plan.public_id]), sent)
    client.get(url(world))
    call_read(world, getattr(world, name))
    with assert_query_count(QUERIES[name]):
        assert len(client.get(url(world)).context["cards"]) == 4
