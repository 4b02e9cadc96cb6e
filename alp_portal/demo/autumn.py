"""Maya's autumn: what was said of her goals, a second sharing, two questions, and a change not shared yet."""

from alp_portal.demo import maya_words as words
from checkins.actions import answer, check_in, comment, freeze_progress
from goals.actions import set_next_step, write_goal
from goals.models import Goal
from plans.actions import acknowledge, add_programming, share_changes


def tell_her_autumn(cast):
    say_where_it_is(cast)
    report_progress(cast)
    add_a_group(cast)
    ask_and_answer(cast)
    begin_a_change(cast)


def say_where_it_is(cast):
    """Everybody's check-ins, and her own next steps."""
    days, goals = cast.calendar, cast.maya_goals
    people = {
        "reyes": (cast.daniel, "staff"), "bell": (cast.tomas, "staff"), "lindqvist": (cast.ingrid, "staff"),
        "maya": (cast.maya.user, "student"), "dana": (cast.dana.user, "family"), "marcus": (cast.marcus.user, "family"),
    }  # fmt: skip
    for month, day, who, key, level, text, reader in words.CHECK_INS:
        by, voice = people[who]
        at = days.at(days.day(month, day), 15)
        check_in(goal=goals[key], by=by, voice=voice, level=level, words=text, reader=reader, at=at)
    for key, (text, month, day) in words.NEXT_STEPS.items():
        set_next_step(
            goal=goals[key], words=text, due_on=days.day(month, day), by=cast.maya.user, voice="student",
            at=days.at(days.day(11, 15), 17),
        )  # fmt: skip


def report_progress(cast):
    """What the family received at the fall conferences."""
    days = cast.calendar
    freeze_progress(
        plan=cast.maya_plan, window=cast.year.windows.first(), by=cast.elena, sentence=words.REPORT,
        at=days.at(days.day(10, 16)),
    )  # fmt: skip


def add_a_group(cast):
    """The second sharing: Maya asked for a small group."""
    days, plan = cast.calendar, cast.maya_plan
    option, text, who, start, status = words.PROGRAMMING[2]
    add_programming(
        plan=plan, option=option, words=text, who=who, starts_on=days.day(*start), status=status, by=cast.elena,
        at=days.at(days.day(11, 16)),
    )  # fmt: skip
    second = share_changes(plan=plan, by=cast.elena, reason=words.SECOND_REASON, at=days.at(days.day(11, 17)))
    acknowledge(
        revision=second, meaning="read", by=cast.daniel, voice="staff", role="Math teacher",
        at=days.at(days.day(11, 17), 15, 42),
    )  # fmt: skip


def ask_and_answer(cast):
    """Her mother's two questions: one answered, one waiting."""
    days, plan = cast.calendar, cast.maya_plan
    asked = {"reader": "adults", "is_question": True, "by": cast.dana.user, "voice": "family"}
    first = comment(plan=plan, words=words.OLD_QUESTION, at=days.at(days.day(10, 20), 19), **asked)
    answer(question=first, words=words.OLD_ANSWER, by=cast.elena, at=days.at(days.day(10, 21), 8))
    at = days.at(days.day(11, 16), 21, 10)
    comment(plan=plan, goal=cast.maya_goals["math"], words=words.QUESTION, at=at, **asked)


def begin_a_change(cast):
    """Ms. Ortiz begins to answer in the plan itself: the line is written and not shared yet."""
    goal = Goal.objects.get(pk=cast.maya_goals["math"].pk)
    lines = [
        {"public_id": line.public_id, "words": words.NOT_SHARED_YET.get(line.words, line.words)}
        for line in goal.strategies.filter(withdrawn_at=None)
    ]
    write_goal(
        plan=cast.maya_plan, goal=goal, version=goal.version, strategies=lines, by=cast.elena,
        values={name: getattr(goal, name) for name in Goal.PROMISE}, at=cast.calendar.at(cast.calendar.day(11, 18)),
    )  # fmt: skip
