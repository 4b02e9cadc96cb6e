"""Maya Thompson's plan in full: the story the pictures tell. Her autumn follows in `autumn.py`."""

from alp_portal.demo import maya_words as words
from alp_portal.demo.autumn import tell_her_autumn
from alp_portal.demo.classes import sits_in
from alp_portal.demo.people import child, evidence, parent, teaches
from goals.actions import say_why, write_goal
from plans.actions import (
    acknowledge,
    activate_plan,
    add_programming,
    record_participation,
    share_changes,
    start_plan,
    write_section,
)
from students import actions as students


def add_maya(cast):
    """Bring in Maya, her two homes, her classes, her plan and what has been said of it."""
    add_her(cast)
    add_her_adults(cast)
    write_her_plan(cast)
    agree_on_it(cast)
    tell_her_autumn(cast)


def add_her(cast):
    """Maya with her class, her body of evidence and a note for the staff."""
    by, days = cast.elena, cast.calendar
    cast.maya = child(
        cast, first="Maya", last="Thompson", grade=7, areas=["mathematics", "creative_thinking"], by=by,
        ids=("1899514471", "61612"), email="maya@example.org", home_language="en",
    )  # fmt: skip
    sits_in(cast, cast.maya, cast.math_7)
    for record in words.EVIDENCE:
        *told, tells, more = record
        evidence(cast, cast.maya, told, tells=tells, by=by, **more)
    students.write_note(student=cast.maya, words=words.NOTE, by=by, at=days.at(cast.start))


def add_her_adults(cast):
    """Two homes, and the adults who work with her."""
    by, maya = cast.elena, cast.maya
    cast.dana = parent(cast, maya, "Dana Thompson", by=by, email="dana@example.org", home="Dana’s home")
    cast.marcus = parent(
        cast, maya, "Marcus Thompson", by=by, email="marcus@example.org", relationship="father", home="Marcus’s home"
    )
    teaches(cast, maya, cast.daniel, "Math", by=by)
    teaches(cast, maya, cast.ingrid, "Film project", by=by, kind="mentor")
    teaches(cast, maya, cast.tomas, "", by=by, kind="counselor")


def write_her_plan(cast):
    """The plan's text, its goals, and what the school provides."""
    by, days = cast.elena, cast.calendar
    day = days.day(9, 3)
    plan = start_plan(student=cast.maya, year=cast.year, due_on=days.day(10, 1, 2027), by=by, at=days.at(day))
    said = {"version": 0, "by": by, "voice": "staff", "at": days.at(day, 11)}
    for code, (text, said_by) in words.SECTIONS.items():
        write_section(plan=plan, code=code, words=text, said_by=said_by, **said)
    cast.maya_goals = {key: write_her_goal(cast, plan, key, at=days.at(day, 13)) for key in words.GOALS}
    for option in words.PROGRAMMING[:2]:
        provide(cast, plan, option, at=days.at(day, 14))
    for voice, who, how, text in words.TOOK_PART:
        record_participation(
            plan=plan, voice=voice, who=who, how=how, on=day, words=text, by=by, at=days.at(day, 15)
        )  # fmt: skip
    for key, text in words.WHY.items():
        say_why(goal=cast.maya_goals[key], words=text, by=cast.maya.user, voice="student", at=days.at(day, 15))
    cast.maya_plan = plan


def write_her_goal(cast, plan, key, *, at):
    people = {"daniel": cast.daniel, "tomas": cast.tomas, "ingrid": cast.ingrid}
    homes = {"dana": cast.dana.guardianships.get().household, "marcus": cast.marcus.guardianships.get().household}
    at_school = [
        {"place": "school", "words": text, "user": people[who], "how_often": often}
        for text, who, often in words.AT_SCHOOL[key]
    ]
    at_home = [{"place": "home", "words": text, "household": homes.get(home)} for text, home in words.AT_HOME[key]]
    values = words.GOALS[key] | {"check_on": cast.calendar.day(12, 18)}
    return write_goal(plan=plan, values=values, strategies=at_school + at_home, by=cast.elena, at=at)


def provide(cast, plan, row, *, at):
    """Add one programming option to her plan."""
    option, text, who, start, status = row
    add_programming(
        plan=plan, option=option, words=text, who=who, starts_on=cast.calendar.day(*start), status=status,
        by=cast.elena, at=at,
    )  # fmt: skip


def agree_on_it(cast):
    """Share the plan, hear her mother and herself, and put it in force."""
    days, plan = cast.calendar, cast.maya_plan
    first = share_changes(plan=plan, by=cast.elena, reason=words.FIRST_REASON, at=days.at(days.day(9, 3), 16))
    for meaning, who, voice, role, month, day in (
        ("agree", cast.maya.user, "student", "Student", 9, 4),
        ("read", cast.dana.user, "family", "Mother", 9, 6),
    ):
        acknowledge(
            revision=first, meaning=meaning, by=who, voice=voice, role=role, at=days.at(days.day(month, day), 20)
        )
    cast.maya_plan = activate_plan(plan=plan, by=cast.elena, at=days.at(days.day(9, 8)))
