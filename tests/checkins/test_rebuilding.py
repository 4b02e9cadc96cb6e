"""`manage.py rebuild_plan_columns`: what is kept for lists is what is true."""

import io

import pytest
from django.core.management import CommandError, call_command

from goals.models import Goal
from plans.actions.touching import KEPT
from plans.models import Plan

LEVEL = ["level", "level_on", "level_by", "level_voice"]


def rebuild(**options):
    told = io.StringIO()
    call_command("rebuild_plan_columns", stdout=told, **options)
    return told.getvalue()


def kept():
    return [
        list(Plan.objects.order_by("pk").values_list("pk", *KEPT)),
        list(Goal.objects.order_by("pk").values_list("pk", *LEVEL)),
    ]


def spoil(world):
    Plan.objects.filter(pk=world.plan.pk).update(parts_met=3, unshared_count=9, open_question_at=None)
    Goal.objects.filter(pk=world.goal.pk).update(level=1, level_by="Nobody")


def test_what_the_actions_kept_is_right(world):
    assert rebuild(check=True) == "2 plans looked at, 0 kept values differ.\n"


def test_check_says_what_differs_and_changes_nothing(world):
    spoil(world)
    before, told = kept(), io.StringIO()
    with pytest.raises(CommandError, match="5 kept values differ in 2 plans"):
        call_command("rebuild_plan_columns", check=True, stdout=told)
    assert kept() == before
    assert f"goal {world.goal.public_id}: level is 1, should be 3" in told.getvalue()
    assert f"plan {world.plan.public_id}: parts_met is 3, should be 12" in told.getvalue()


def test_it_mends_what_differs(world):
    before = kept()
    spoil(world)
    assert rebuild().splitlines()[-1] == "2 plans looked at, 5 kept values mended."
    assert kept() == before
    assert rebuild(check=True) == "2 plans looked at, 0 kept values differ.\n"


def test_a_level_that_nobody_gives_any_more_is_taken_away(world):
    world.goal.check_ins.update(level=None, words="Said without a level")
    rebuild()
    goal = Goal.objects.get(pk=world.goal.pk)
    assert [getattr(goal, name) for name in LEVEL] == [None, None, "", ""]
    assert Plan.objects.get(pk=world.plan.pk).last_check_in_on == world.close_goal.level_on


def test_what_time_alone_changes_is_brought_up_to_date(world, freeze):
    freeze(f"{world.year.windows.last().starts_on.isoformat()} 12:00")
    rebuild()
    assert Plan.objects.get(pk=world.plan.pk).parts_missing == ["progress"]
