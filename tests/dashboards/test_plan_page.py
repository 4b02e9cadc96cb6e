"""The plan page as staff see it: who reads what, what may be done, and what it costs."""

import pytest
from django.urls import reverse

from checkins.actions import check_in, comment
from goals.actions import write_goal
from history.models import Visit
from plans.actions import acknowledge, answer_part, share_changes, write_section
from tests.harness.pages import faults_of

STAFF = ["specialist", "counselor", "coordinator", "leader", "teacher"]
CIRCLE = {"specialist", "counselor", "coordinator"}
OUTSIDERS = ["other_specialist", "other_teacher", "other_counselor", "other_leader", "other_coordinator"]


def url(plan):
    return reverse("dashboards:plan", args=[plan.public_id])


def page_for(world, client_of, name, plan=None):
    answer = client_of(getattr(world, name)).get(url(plan or world.plan))
    assert answer.status_code == 200
    return answer


def readers_on_the_page(world, client_of):
    """`readers_of(words)`: whose page of the plan says these words."""
    pages = {name: page_for(world, client_of, name).content.decode() for name in STAFF}
    return lambda words: {name for name, page in pages.items() if words in page}


# --- who reads what ---------------------------------------------------------------------------
def test_each_mark_is_seen_by_its_readers_alone(world, client_of):
    marks, everybody = world.marks, set(STAFF)
    readers_of = readers_on_the_page(world, client_of)
    assert readers_of(marks.adults) == everybody
    assert readers_of(marks.staff) == everybody
    assert readers_of(marks.home_dana) == everybody
    assert readers_of(marks.home_paul) == everybody
    assert readers_of(marks.unshared) == everybody
    assert readers_of(marks.circle) == CIRCLE
    assert readers_of(marks.circle_section) == CIRCLE
    assert readers_of(marks.score) == everybody - {"teacher"}
    assert readers_of(marks.note) == set()
    assert readers_of(marks.other_child) == set()


@pytest.mark.parametrize("name", [*OUTSIDERS, "other_family", "far_student_user"])
def test_plan_of_a_child_one_does_not_see_is_not_there(world, client_of, name):
    assert client_of(getattr(world, name)).get(url(world.plan)).status_code == 404


@pytest.mark.parametrize("name", ["family", "other_parent", "student_user"])
def test_family_and_student_have_a_page_of_their_own(world, client_of, name):
    answer = page_for(world, client_of, name)
    assert "dashboards/plan.html" not in [template.name for template in answer.templates]
    assert world.marks.unshared not in answer.content.decode()


def test_draft_is_there_for_staff_and_not_for_the_family(world, client_of):
    page = page_for(world, client_of, "other_specialist", world.other_plan).content.decode()
    assert "only staff see it so far" in page
    assert "Share with the family" in page
    assert client_of(world.other_family).get(url(world.other_plan)).status_code == 404


def test_a_goal_that_is_not_seen_is_not_named_on_the_rail(world, client_of):
    write_goal(
        plan=world.plan, goal=world.close_goal, version=world.close_goal.version, by=world.specialist, strategies=[],
        values={"kind": "affective", "domain": "personal", "short_label": "Habits", "audience": "circle",
                "statement": "Turn it in", "measure": "", "target": "8", "check_on": world.close_goal.check_on},
    )  # fmt: skip
    assert readers_on_the_page(world, client_of)("Habits has no") == CIRCLE
    assert "A goal that is kept close needs something." in page_for(world, client_of, "teacher").content.decode()


# --- what may be done -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("specialist", {"write", "scribe", "share", "close", "record_part", "acknowledge", "freeze", "print"}
         | {"see_record", "edit_record", "see_who"}),
        ("counselor", {"scribe", "record_part", "acknowledge", "print", "see_record"}),
        ("teacher", {"scribe", "acknowledge"}),
        ("leader", {"print", "see_record", "see_who"}),
        ("coordinator", {"record_part", "print", "see_record", "edit_record", "see_who"}),
    ],
)  # fmt: skip
def test_page_offers_what_each_may_do(world, client_of, name, may):
    offered = vars(page_for(world, client_of, name).context["may"])
    assert {act for act, allowed in offered.items() if allowed} == may


@pytest.mark.parametrize("name", STAFF)
def test_every_link_and_form_that_is_offered_opens(world, client_of, name):
    client = client_of(getattr(world, name))
    page = client.get(url(world.plan)).content.decode()
    links = {part.split('"')[0].split("#")[0].replace("&amp;", "&") for part in page.split('href="/')[1:]}
    opened = {link: client.get(f"/{link}").status_code for link in links if link and not link.startswith("static/")}
    assert len(opened) > 3
    assert {link: code for link, code in opened.items() if code != 200} == {}


def test_closed_plan_offers_no_writing(world, client_of):
    world.plan.goals.update(state="closed", outcome="met", learned="Much", onward="carry")
    type(world.plan).objects.filter(pk=world.plan.pk).update(
        state="closed", closed_at=world.plan.shared_at, closed_by=world.specialist
    )
    page = page_for(world, client_of, "specialist")
    offered = vars(page.context["may"])
    assert {act for act, allowed in offered.items() if allowed} == {"print", "see_record", "edit_record", "see_who"}
    assert reverse("plans:section", args=[world.plan.public_id, "strengths"]) not in page.content.decode()


# --- what it shows ----------------------------------------------------------------------------
def test_section_that_waits_is_marked_until_it_is_shared(world, client_of):
    waiting = {
        section.code for section in page_for(world, client_of, "specialist").context["sections"] if section.waits
    }
    assert waiting == {"strengths"}
    share_changes(plan=world.plan, by=world.specialist, reason="Shared now")
    page = page_for(world, client_of, "specialist")
    assert not any(section.waits for section in page.context["sections"])
    assert "not shared yet" not in page.content.decode()


def test_part_that_is_missing_leads_to_the_place_that_mends_it(world, client_of):
    version = world.plan.sections.get(code="ahead").version
    write_section(plan=world.plan, code="ahead", words="", version=version, by=world.specialist, voice="staff")
    part = {part.code: part for part in page_for(world, client_of, "specialist").context["parts"]}["ahead"]
    assert (part.met, part.missing) == (False, "Nothing is written here yet.")
    assert part.url == reverse("plans:section", args=[world.plan.public_id, "ahead"])
    seen = {part.code: part for part in page_for(world, client_of, "teacher").context["parts"]}["ahead"]
    assert (seen.missing, seen.url, seen.answer_url) == ("Nothing is written here yet.", "", "")


def test_missing_progress_leads_to_a_check_in_for_who_may_check_in(world, client_of):
    new = write_goal(
        plan=world.plan, by=world.specialist, strategies=[],
        values={"kind": "passion", "area": "reading", "short_label": "Film", "statement": "Make a film"},
    )  # fmt: skip
    for name, url in (("teacher", reverse("checkins:check_in", args=[new.public_id])), ("leader", "")):
        parts = {part.code: part for part in page_for(world, client_of, name).context["parts"]}
        assert (parts["progress"].missing, parts["progress"].url) == ("Film has no check-in in Winter yet.", url)


def test_answered_part_counts_and_says_why(world, client_of):
    answer_part(plan=world.plan, part="ahead", because="she stays at this school", by=world.specialist)
    page = page_for(world, client_of, "teacher")
    assert "Not needed, because she stays at this school" in page.content.decode()
    assert page.context["met"] == sum(part.met for part in page.context["parts"])


def test_reported_cite_says_so(world, client_of):
    reported = {part.code for part in page_for(world, client_of, "teacher").context["parts"] if part.is_reported}
    assert reported == {"family", "student", "teacher"}
    assert "as districts cite it" in page_for(world, client_of, "teacher").content.decode()


def test_team_names_each_person_once_with_all_they_do(world, client_of):
    team = {person.name: person for person in page_for(world, client_of, "teacher").context["team"]}
    assert set(team) == {"Maya Thompson", "Dana Thompson", "Paul Thompson", "Ms. Ortiz", "Mr. Reyes"}
    assert team["Mr. Reyes"].what == "Teaches · Math, Math 7 Honors, Period 3"
    assert (team["Mr. Reyes"].is_you, team["Ms. Ortiz"].is_you) == (True, False)
    assert team["Dana Thompson"].what == "Mother, Dana's home"
    assert team["Dana Thompson"].last is not None


def test_what_was_said_holds_for_a_correction_and_is_named_for_an_older_revision(world, client_of):
    share_changes(plan=world.plan, by=world.specialist, reason="Strengths")
    world.plan.refresh_from_db()
    acknowledge(revision=world.plan.revision, meaning="agree", by=world.other_parent, voice="family")
    section = world.plan.sections.get(code="needs")
    write_section(
        plan=world.plan, code="needs", words="Harder problems, fewer of tham.", version=section.version,
        by=world.specialist, voice="staff",
    )  # fmt: skip
    share_changes(plan=world.plan, by=world.specialist, reason="A slip", correction=True)
    said = {row.name: row for row in page_for(world, client_of, "specialist").context["said"]}
    assert [one.meaning for one in said["Paul Thompson"].now] == ["agree"]
    assert (said["Dana Thompson"].now, said["Dana Thompson"].earlier.number) == ([], 1)
    assert (said["Maya Thompson"].now, said["Maya Thompson"].earlier) == ([], None)


def test_open_questions_stand_first(world, client_of):
    comment(plan=world.plan, words="A remark", reader="adults", by=world.teacher, voice="staff")
    remarks = page_for(world, client_of, "specialist").context["conversation"].remarks
    assert [remark.waits for remark in remarks] == sorted((remark.waits for remark in remarks), reverse=True)
    assert remarks[0].waits


def test_crumb_leads_to_the_list_one_comes_from(world, client_of):
    lists = {name: page_for(world, client_of, name).context["list"]["url"] for name in STAFF}
    assert lists["specialist"] == reverse("dashboards:caseload")
    assert lists["teacher"] == reverse("dashboards:classes")
    assert lists["coordinator"] == reverse("students:find")


# --- looking ----------------------------------------------------------------------------------
def test_looking_is_remembered_and_changes_nothing_else(world, client_of, nothing_written):
    client, before = client_of(world.teacher), Visit.objects.count()
    with nothing_written():
        client.get(url(world.plan))
    assert Visit.objects.count() == before + 1
    client.get(url(world.plan), headers={"Sec-Fetch-Dest": "empty"})
    assert Visit.objects.count() == before + 1


def test_parts_that_a_script_takes_are_on_both_pages(world, client_of):
    client = client_of(world.specialist)
    address = reverse("plans:section", args=[world.plan.public_id, "strengths"])
    form = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "hx-post" not in client.get(address).content.decode()
    page = client.get(url(world.plan)).content.decode()
    for place in ("section-strengths", "toasts"):
        assert f'id="{place}"' in form
        assert f'id="{place}"' in page
    for place in ("parts-state", "share-state", "activity-state"):
        assert f"#{place}" in form
        assert f'id="{place}"' in page
    assert faults_of(page) == []


# --- what it costs ----------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["specialist", "teacher"])
def test_page_costs_the_same_with_more_goals_and_words(world, client_of, assert_query_count, name):
    client = client_of(getattr(world, name))
    client.get(url(world.plan))
    with assert_query_count(QUERIES[name]):
        client.get(url(world.plan))
    for number in range(3):
        goal = write_goal(
            plan=world.plan, by=world.specialist,
            values={"kind": "passion", "area": "reading", "short_label": f"Film {number}", "statement": "Make a film"},
            strategies=[{"place": "school", "words": "Film club", "user": world.teacher}],
        )  # fmt: skip
        check_in(goal=goal, by=world.teacher, voice="staff", level=2)
        comment(plan=world.plan, goal=goal, words="More", reader="staff", by=world.teacher, voice="staff")
    with assert_query_count(QUERIES[name]):
        client.get(url(world.plan))


QUERIES = {"specialist": 54, "teacher": 52}
