"""What is kept on a plan for lists: worked out in one go, never from what somebody read before."""

import pytest
from django.core.exceptions import ValidationError

from goals.actions import say_why, write_goal
from plans.actions import touch, touching_once, write_section
from plans.actions.touching import KEPT
from plans.models import Plan, Section
from plans.parts import checks_of, findings, findings_in, loaded
from tests.world import days, moment


def kept(plan):
    return Plan.objects.values(*KEPT).get(pk=plan.pk)


def found(plan):
    return {part.code: finding.place or finding.met for part, finding in findings(plan)}


def three_more_goals(world):
    for number in range(3):
        write_goal(
            plan=world.plan, by=world.specialist, values={
                "kind": "achievement", "area": "mathematics", "short_label": f"More {number}", "statement": "More",
                "standard": "MA20", "measure": "Count", "target": "3", "check_on": days(world, 20),
            },
            strategies=[{"place": "school", "words": "Work on it", "user": world.teacher}],
        )  # fmt: skip


def test_findings_of_a_full_plan_are_all_met(world):
    assert found(world.plan) == dict.fromkeys(
        ["profile", "interests", "needs", "achievement", "affective", "measurable", "programming", "progress", "family",
         "student", "teacher", "ahead"], True,
    )  # fmt: skip


def test_findings_of_a_draft_say_what_is_missing_and_where(world):
    goal = f"goal:{world.other_goal.public_id}"
    assert found(world.other_plan) == {
        "profile": True,
        "interests": "section:interests",
        "needs": "section:needs",
        "achievement": goal,
        "affective": "goals",
        "measurable": goal,
        "programming": "programming",
        "progress": goal,
        "family": "participation",
        "student": "participation",
        "teacher": "goals",
        "ahead": "section:ahead",
    }


def test_withdrawn_rows_count_for_nothing(world):
    at, by = moment(world, 0), world.specialist
    world.plan.programming.update(withdrawn_at=at, withdrawn_by=by)
    world.close_goal.strategies.update(withdrawn_at=at, withdrawn_by=by)
    world.goal.strategies.update(withdrawn_at=at, withdrawn_by=by)
    world.goal.check_ins.update(withdrawn_at=at)
    world.student.evidence.update(withdrawn_at=at, withdrawn_by=by)
    missing = {part for part, place in found(world.plan).items() if place is not True}
    assert missing == {"programming", "progress", "teacher", "profile"}


def test_checks_ask_the_database_nothing_once_the_plan_is_loaded(world, assert_query_count):
    plan = loaded(world.plan, checks_of(world.plan))
    with assert_query_count(0):
        findings_in(plan)


@pytest.mark.parametrize(("promise", "queries"), [(True, 17), (False, 14)])
def test_touch_takes_the_same_queries_for_two_goals_and_for_five(world, assert_query_count, promise, queries):
    with assert_query_count(queries):
        touch(world.plan, promise=promise)
    three_more_goals(world)
    with assert_query_count(queries):
        touch(world.plan, promise=promise)


def test_touch_reads_anew_and_leaves_nothing_behind(world):
    plan = Plan.objects.prefetch_related("sections", "goals__strategies", "student__evidence").get(pk=world.plan.pk)
    Section.objects.filter(plan=plan, code="ahead").update(words="")
    assert touch(plan).parts_missing == ["ahead"]
    Section.objects.filter(plan=plan, code="ahead").update(words="Geometry")
    assert touch(plan).parts_missing == []
    fresh = Plan.objects.get(pk=plan.pk)
    touch(fresh)
    Section.objects.filter(plan=plan, code="ahead").update(words="Chess")
    assert {one.code: one.words for one in fresh.sections.all()}["ahead"] == "Chess"


def test_touching_once_keeps_what_touching_each_time_keeps(world):
    def act():
        three_more_goals(world)
        say_why(goal=world.goal, words="Because", by=world.student_user, voice="student")

    before = kept(world.plan)
    with touching_once():
        act()
        assert kept(world.plan) == before
    once = kept(world.plan)
    touch(world.plan)
    assert once == kept(world.plan)
    assert once["unshared_count"] == before["unshared_count"] + 3 * len(
        [
            "kind",
            "area",
            "statement",
            "short_label",
            "standard",
            "measure",
            "target",
            "check_on",
            "audience",
            "at_school",
        ]
    )


def test_touching_once_touches_each_plan_once(world, assert_query_count):
    with assert_query_count(2 + 17), touching_once():
        for _again in range(3):
            touch(world.plan, promise=False)
            touch(world.plan)


def test_touching_once_undoes_every_act_when_one_is_refused(world):
    section = world.plan.sections.get(code="ahead")
    said = {"plan": world.plan, "code": "ahead", "by": world.specialist, "voice": "staff", "version": section.version}

    def write_two_at_once():
        with touching_once():
            write_section(words="", **said)
            write_section(words="Two at once", **said)

    with pytest.raises(ValidationError):
        write_two_at_once()
    assert Section.objects.get(pk=section.pk).words == section.words
    assert kept(world.plan)["parts_missing"] == []
    assert touch(world.plan).parts_missing == []
