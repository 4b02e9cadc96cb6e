"""What needs somebody: one test for each rule, for their order, and for the true sentence."""

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from checkins.actions import answer, comment
from goals.actions import close_goal
from plans.actions import (
    acknowledge,
    activate_plan,
    close_plan,
    record_participation,
    share_changes,
    start_plan,
    take_back_acknowledgement,
)
from plans.actions.talking import say_we_talked
from students import actions as students
from students.models import Identification
from tests.dashboards.making import active, answered, child, draft, goal, shared
from tests.dashboards.reading_pages import text_of
from tests.world import days, moment


@pytest.fixture
def quiet_world(world):
    """Maya needs nobody: her question is answered, her changes are shared."""
    answer(question=world.question, words="In place of it.", by=world.specialist, at=moment(world, -1))
    share_changes(plan=world.plan, by=world.specialist, reason="What we saw in class", at=moment(world, -1))
    return world


def needs(world, client_of, who="specialist", query=""):
    return client_of(getattr(world, who)).get(f"/caseload/{query}").context["needs"]


def waited(world, day):
    """A day as the page waits for it: "Fri Nov 27", in another year with its year."""
    on = days(world, day)
    return date_format(on, "D M j" if on.year == world.today.year else "D M j, Y")


def only(world, client_of):
    found = needs(world, client_of)
    assert len(found) == 1, [need.what for need in found]
    return found[0]


def test_nothing_needs_you_when_nothing_does(quiet_world, client_of):
    page = client_of(quiet_world.specialist).get("/caseload/")
    assert page.context["needs"] == []
    assert "Nothing needs you right now." in page.content.decode()
    assert page.context["sentence"].endswith("You have 1 student.")


def test_question_waits_with_its_days_and_its_words(world, client_of):
    first = needs(world, client_of)[0]
    assert (first.when, first.what) == ("Waiting 3 days", "Dana Thompson asked about Maya Thompson’s goal Math")
    assert first.words == world.question.words
    assert first.is_urgent
    assert (first.url, first.label) == (reverse("checkins:answer", args=[world.question.public_id]), "Reply")


def test_answered_or_withdrawn_question_no_longer_waits(quiet_world, client_of):
    asked = comment(
        plan=quiet_world.plan, words="When?", reader="adults", by=quiet_world.family, voice="family", is_question=True
    )
    assert only(quiet_world, client_of).when == "Asked today"
    answer(question=asked, words="Monday.", by=quiet_world.specialist)
    assert needs(quiet_world, client_of) == []


def test_parent_who_wants_to_talk_or_does_not_agree_needs_you_until_somebody_talked(quiet_world, client_of):
    world = quiet_world
    revision = world.plan.revisions.first()
    told = {"revision": revision, "by": world.family, "voice": "family", "role": "mother"}
    acknowledge(meaning="talk", words="About the film.", at=moment(world, 0, hour=8), **told)
    need = only(world, client_of)
    assert (need.when, need.what) == ("Said today", "Dana Thompson wants to talk about Maya Thompson’s plan")
    assert (need.words, need.is_urgent, need.label) == ("About the film.", True, "Write down a talk")
    page = client_of(world.specialist).get(need.url)
    assert (page.context["form"]["who"].value(), page.context["form"]["voice"].value()) == ("Dana Thompson", "family")
    assert needs(world, client_of, "counselor")[0].what == need.what
    held = {"plan": world.plan, "voice": "family", "on": world.today, "by": world.specialist}
    record_participation(who="Paul Thompson", how="call", **held)
    record_participation(who="Dana Thompson", how="tried", **held)
    say_we_talked(plan=world.plan, by=world.family)
    assert only(world, client_of).what == need.what
    acknowledge(meaning="disagree", **told)
    assert only(world, client_of).what == "Dana Thompson does not agree with a part of Maya Thompson’s plan"
    said = client_of(world.specialist).post(
        need.url, {"voice": "family", "who": "Dana", "how": "call", "on": world.today, "next": "/caseload/"}
    )
    assert said["Location"] == "/caseload/"
    assert needs(world, client_of) == []


def test_disagreement_is_over_when_it_is_taken_back_or_they_agree(quiet_world, client_of):
    world = quiet_world
    told = {"revision": world.plan.revisions.first(), "by": world.other_parent, "voice": "family"}
    said = acknowledge(meaning="disagree", **told)
    assert only(world, client_of).label == "Write down a talk"
    take_back_acknowledgement(acknowledgement=said, by=world.other_parent)
    assert needs(world, client_of) == []
    acknowledge(meaning="disagree", **told)
    acknowledge(meaning="agree", **told)
    assert needs(world, client_of) == []


def test_student_who_asks_or_wants_to_talk_reaches_specialist_and_counselor(quiet_world, client_of):
    world = quiet_world
    revision = world.plan.revisions.first()
    comment(
        plan=world.plan, words="May I change it?", reader="student", by=world.student_user, voice="student",
        is_question=True, at=moment(world, -1),
    )  # fmt: skip
    acknowledge(revision=revision, meaning="talk", by=world.student_user, voice="student")
    for who in ("specialist", "counselor"):
        found = needs(world, client_of, who)
        assert [need.what for need in found] == [
            "Maya Thompson asked about Maya Thompson",
            "Maya Thompson wants to talk about Maya Thompson’s plan",
        ]
    held = {"voice": "student", "who": "Maya", "how": "conversation", "on": world.today}
    record_participation(plan=world.plan, by=world.counselor, **held)
    assert [need.label for need in needs(world, client_of)] == ["Reply"]


def test_wish_to_talk_on_a_closed_plan_waits_no_more(quiet_world, client_of):
    world = quiet_world
    plan = active(world, child(world, "Ada", "Alder"))
    acknowledge(revision=plan.revision, meaning="talk", by=world.family, voice="family")
    assert only(world, client_of).label == "Write down a talk"
    close_goal(goal=plan.goals.get(), outcome="met", learned="It grew.", onward="retire", by=world.specialist)
    close_plan(plan=plan, by=world.specialist)
    assert needs(world, client_of) == []


def test_plan_due_within_two_weeks_needs_you(quiet_world, client_of):
    world = quiet_world
    plan = draft(world, child(world, "Ada", "Alder"), due_on=days(world, 14))
    draft(world, child(world, "Uma", "Kovar"), due_on=days(world, 15))
    need = only(world, client_of)
    assert (need.when, need.far, need.is_urgent) == (f"By {waited(world, 14)}", "in 14 days", False)
    assert need.what == "Ada Alder’s plan is due"
    assert need.why == "Still a draft: Ada Alder."
    assert need.url == reverse("dashboards:plan", args=[plan.public_id])


@pytest.mark.parametrize(
    ("day", "when", "far"), [(0, "By", "today"), (1, "By", "in 1 day"), (-3, "Since", "3 days ago")]
)
def test_day_of_a_plan_is_said_plainly(quiet_world, client_of, day, when, far):
    draft(quiet_world, child(quiet_world, "Ada", "Alder"), due_on=days(quiet_world, day))
    need = only(quiet_world, client_of)
    assert (need.when, need.far) == (f"{when} {waited(quiet_world, day)}", far)
    assert need.is_urgent


def test_several_plans_due_open_as_a_list(quiet_world, client_of):
    world = quiet_world
    draft(world, child(world, "Ada", "Alder"), due_on=days(world, 3))
    shared(world, child(world, "Uma", "Kovar"), day=-2, due_on=days(world, 9))
    need = only(world, client_of)
    assert (need.when, need.far) == (f"From {waited(world, 3)}", "in 3 days")
    assert need.what == f"2 plans are due by {waited(world, 9)}"
    assert need.why == "Still a draft: Ada Alder. With the family: Uma Kovar."
    assert (need.label, need.url) == ("Open these 2", "?scope=mine&view=soon")
    opened = client_of(world.specialist).get(f"/caseload/{need.url}").context["lines"]
    assert {str(one.row.student) for one in opened} == {"Ada Alder", "Uma Kovar"}


def test_plan_in_force_is_not_due(quiet_world, client_of):
    active(quiet_world, child(quiet_world, "Ada", "Alder"), due_on=days(quiet_world, 1))
    assert needs(quiet_world, client_of) == []


def test_answer_day_that_passed_in_silence_needs_a_call(quiet_world, client_of):
    world = quiet_world
    plan = shared(world, child(world, "Ada", "Alder"), day=-15)
    need = only(world, client_of)
    assert need.what == "Ada Alder’s family has not answered yet"
    assert need.url == reverse("plans:participation_add", args=[plan.public_id])
    told = {"plan": plan, "voice": "family", "who": "Her father", "on": world.today, "by": world.specialist}
    record_participation(how="call", **told)
    assert only(world, client_of).what == "Ada Alder’s family has answered"


def test_last_day_to_answer_is_still_on_time(quiet_world, client_of):
    plan = shared(quiet_world, child(quiet_world, "Ada", "Alder"), day=-14)
    need = only(quiet_world, client_of)
    assert (need.what, need.far) == ("Ada Alder’s family may still answer", "today")
    assert need.url == reverse("dashboards:plan", args=[plan.public_id])


def test_families_with_a_week_left_to_answer_need_you(quiet_world, client_of):
    """A family has 14 days: those of two plans end within a week, and the third has answered."""
    world = quiet_world
    shared(world, child(world, "Ada", "Alder"), day=-7)
    shared(world, child(world, "Uma", "Kovar"), day=-9)
    answered(world, shared(world, child(world, "Ben", "Evans"), day=-9), day=-2)
    shared(world, child(world, "Cleo", "Tran"), day=-6)
    awaited, ready = needs(world, client_of)
    assert ready.when == "Ready to start"
    assert (awaited.when, awaited.far) == (f"From {waited(world, 5)}", "in 5 days")
    assert awaited.what == f"2 families may answer until {waited(world, 7)}"
    assert awaited.why == "Uma Kovar and Ada Alder"
    opened = client_of(world.specialist).get(f"/caseload/{awaited.url}").context["lines"]
    assert {str(one.row.student) for one in opened} == {"Ada Alder", "Uma Kovar"}


def test_family_that_answered_lets_the_plan_start(quiet_world, client_of):
    world = quiet_world
    plan = answered(world, shared(world, child(world, "Ada", "Alder"), day=-5), day=-2)
    need = only(world, client_of)
    assert (need.when, need.what) == ("Ready to start", "Ada Alder’s family has answered")
    assert need.url == reverse("dashboards:plan", args=[plan.public_id]) + "#acknowledgements"
    activate_plan(plan=plan, by=world.specialist)
    assert needs(world, client_of) == []


def test_identified_student_without_a_plan_can_be_started_here(quiet_world, client_of):
    world = quiet_world
    ada = child(world, "Ada", "Alder")
    child(world, "Uma", "Kovar")
    child(world, "Zoe", "Young", status="talent_pool")
    child(world, "Ivo", "Left", status="declined")
    need = only(world, client_of)
    assert need.what == "2 students have no plan for This year"
    assert need.why == "Ada Alder and Uma Kovar"
    assert (need.label, need.start) == ("Start Ada’s plan", str(ada.public_id))
    client_of(world.specialist).post(reverse("plans:start"), {"student": need.start})
    assert ada.plans.get().year_id == world.year.pk
    assert needs(world, client_of)[0].start != need.start


def test_changes_that_gather_need_sharing(quiet_world, client_of):
    world = quiet_world
    goal(world, world.plan, day=-1, short_label="New")
    world.plan.refresh_from_db()
    need = only(world, client_of)
    assert need.what.startswith(f"{world.plan.unshared_count} change")
    assert "Maya Thompson’s plan" in need.what
    assert need.url == reverse("plans:share", args=[world.plan.public_id])


def test_draft_gathers_nothing(quiet_world, client_of):
    goal(quiet_world, draft(quiet_world, child(quiet_world, "Ada", "Alder")))
    assert needs(quiet_world, client_of) == []


def test_goal_silent_longer_than_the_rhythm_is_quiet(quiet_world, client_of):
    """The window has 61 days and the type asks twice in it: this part of it has 31 days."""
    world = quiet_world
    plan = active(world, child(world, "Ada", "Alder"))
    said = plan.goals.get().check_ins
    said.update(happened_on=days(world, -31))
    assert needs(world, client_of) == []
    said.update(happened_on=days(world, -32))
    need = only(world, client_of)
    assert need.when == "Quiet 4 weeks"
    assert need.what.startswith("1 goal has had no check-in since ")
    assert need.why == "Ada Alder"


def test_silence_counts_from_the_day_the_plan_was_shared(quiet_world, client_of):
    world = quiet_world
    plan = answered(world, shared(world, child(world, "Ada", "Alder"), day=-40))
    activate_plan(plan=plan, by=world.specialist)
    assert only(world, client_of).when == "Quiet 5 weeks"


def test_goal_not_shared_yet_is_never_quiet(quiet_world, client_of):
    world = quiet_world
    goal(world, active(world, child(world, "Ada", "Alder")), day=-50, short_label="Unshared")
    assert [need.icon for need in needs(world, client_of)] == ["send"]


def test_closed_goal_is_never_quiet(quiet_world, client_of):
    world = quiet_world
    plan = active(world, child(world, "Ada", "Alder"))
    plan.goals.get().check_ins.update(happened_on=days(world, -40))
    assert [need.icon for need in needs(world, client_of)] == ["moon"]
    close_goal(goal=plan.goals.get(), outcome="met", learned="It grew.", onward="retire", by=world.specialist)
    assert needs(world, client_of) == []


def test_area_without_a_date_needs_one(quiet_world, client_of):
    world = quiet_world
    Identification.objects.filter(student=world.student, area="mathematics").update(decided_on=None)
    need = only(world, client_of)
    assert (need.what, need.why) == ("1 area has no date of identification", "Maya Thompson")
    assert (need.label, need.url) == ("Open this one", "?scope=mine&view=undated")
    students.correct_identification(
        identification=world.student.identifications.get(area="mathematics"), decided_on=days(world, -300),
        by=world.specialist,
    )  # fmt: skip
    assert needs(world, client_of) == []


def test_people_who_wait_come_first_and_five_lines_stand(world, client_of):
    Identification.objects.filter(student=world.student, area="mathematics").update(decided_on=None)
    draft(world, child(world, "Ada", "Alder"), due_on=days(world, 2))
    child(world, "Uma", "Kovar")
    shared(world, child(world, "Ben", "Evans"), day=-40)
    answer = client_of(world.specialist).get("/caseload/")
    page = answer.context
    icons = [need.icon for need in page["needs"]]
    assert len(page["more_needs"]) == 2
    told = text_of(answer, "main")
    assert "and 2 more" in told
    assert all(need.what in told for need in page["more_needs"])
    assert icons == ["chat-left-text", "flag", "telephone", "file-earmark-plus", "send"]
    assert page["sentence"].endswith("You have 4 students. Seven things need you. The most urgent stand first.")


def test_counselor_is_told_of_questions_and_silence_only(world, client_of):
    draft(world, child(world, "Ada", "Alder"), due_on=days(world, 2))
    child(world, "Uma", "Kovar")
    shared(world, child(world, "Ben", "Evans"), day=-40)
    assert [need.icon for need in needs(world, client_of, "counselor")] == ["chat-left-text", "moon"]


def test_question_about_another_school_never_shows(world, client_of):
    lia = child(world, "Lia", "Far", school=world.other_school, keeper=None)
    plan = start_plan(student=lia, year=world.year, by=world.root)
    comment(plan=plan, words="Secret?", reader="adults", by=world.family, voice="family", is_question=True)
    client = client_of(world.specialist)
    for query in ("", "?scope=school"):
        assert "Secret?" not in client.get(f"/caseload/{query}").content.decode()
    assert "Secret?" in client_of(world.other_specialist).get("/caseload/?scope=school").content.decode()
