"""How the demo writes a plan that is not Maya's: short, different each time, through the real actions."""

from dataclasses import dataclass

from alp_portal.demo.people import evidence, teaches
from checkins.actions import check_in
from goals.actions import say_why, set_next_step, write_goal
from plans.actions import (
    acknowledge,
    activate_plan,
    add_programming,
    record_participation,
    share_changes,
    start_plan,
    write_section,
)
from students.areas import area

# label: (kind or domain, statement, in family words, why, at school, measure, target)
GOALS = {
    "personal": (
        "Hand in a first draft on the due date, even when I can see what is wrong with it",
        "Hand in a first draft on time", "I want my evenings back.", "Drafts are read, not graded",
        "First drafts in on the due date", "8 of 10",
    ),
    "social": (
        "Ask two questions in group work before I give my answer", "Ask before answering in a group",
        "People stop talking when I start.", "Group roles change each week", "Teacher tally once a month",
        "3 of 4 tallies",
    ),
    "communication": (
        "Ask for help before I have been stuck for ten minutes", "Ask for help early",
        "I sit there until the bell.", "Signal card on the desk", "Signal card used", "3 times a month",
    ),
}  # fmt: skip
DOMAIN = {
    "Voice": "communication", "Ask": "communication", "Speak": "communication", "Lead": "social", "Group": "social",
    "Calm": "personal", "Pace": "personal", "Finish": "personal", "Rest": "personal", "Sleep": "personal",
    "Stay": "personal", "Share": "social",
}  # fmt: skip

COGAT = ("ability", "CogAT 8, composite", (2025, 10), "96th percentile")
# What Ms. Ortiz does in her own class, for a goal in an area and for growing as a person.
IN_MATH_6 = ("One open problem a week in Math 6", "Works with a partner of her choice in Math 6")


@dataclass
class Story:
    """Where a child's year stands: the stage, the goals with their level, when it was last looked at,
    who teaches, when the plan is due, and whether Ms. Ortiz teaches the child too."""

    stage: str
    goals: list
    seen: tuple | None
    teacher: object
    due: tuple
    with_elena: bool = False


def tell_story(cast, student, story):
    """Write the plan that a story tells, and return it."""
    first = student.identifications.first().area
    evidence(cast, student, COGAT, by=cast.elena, percentile=96, area=first, qualifying=True)
    teaches(cast, student, story.teacher, str(area(first)), by=cast.elena)
    plan = begin(cast, student, story, area(first))
    goals = [(write_one(cast, plan, story, number), level) for number, (_label, level) in enumerate(story.goals)]
    if story.stage != "draft":
        revision = finish(cast, plan, story)
        if story.stage == "active":
            agree(cast, plan, revision)
        live_on(cast, story, goals)
    return plan


def begin(cast, student, story, field):
    """Start the plan, with the two sections that are written first."""
    days, by = cast.calendar, cast.elena
    at = days.at(days.day(9, 9))
    plan = start_plan(student=student, year=cast.year, due_on=days.day(*story.due), by=by, at=at)
    said = {"plan": plan, "version": 0, "by": by, "voice": "staff", "at": at}
    write_section(code="strengths", words=f"Goes further than asked in {str(field).lower()}.", **said)
    write_section(code="interests", words="Likes to find out how things were made.", said_by=student.first_name, **said)
    return plan


def write_one(cast, plan, story, number):
    """One goal: an affective one for a label that sounds like one, else one in the child's area."""
    at = cast.calendar.at(cast.calendar.day(9, 9))
    label, field = story.goals[number][0], area(plan.student.identifications.first().area)
    domain = DOMAIN.get(label)
    statement, family, why, school, measure, target = GOALS[domain] if domain else academic(label, field, number)
    values = {
        "kind": "affective" if domain else "achievement", "domain": domain or "", "area": "" if domain else field.code,
        "short_label": label, "statement": statement, "family_words": family, "measure": measure, "target": target,
        "standard": "" if domain else "Colorado Academic Standards, one grade above level.",
        "check_on": cast.calendar.day(12, 18),
    }  # fmt: skip
    strategies = [
        {"place": "school", "words": school, "user": story.teacher},
        {"place": "home", "words": "You could ask what was hard about it this week."},
    ]
    if story.with_elena:
        strategies.insert(1, {"place": "school", "words": IN_MATH_6[bool(domain)], "user": cast.elena})
    goal = write_goal(plan=plan, values=values, strategies=strategies, by=cast.elena, at=at)
    child = plan.student.first_name
    say_why(goal=goal, words=why, said_by=child, by=cast.elena, voice="student", at=at)
    return goal


def academic(label, field, number):
    """A goal in an area; the first of a plan asks, a later one teaches."""
    name = str(field).lower()
    if number:
        return (
            f"Make something in {name} from which another student learns what I know", f"Teach somebody my {name}",
            f"I get “{label}” best when I explain it.",
            "A listener every second Friday", "Asks three listeners what they learned", "3 of 3 tell it back",
        )  # fmt: skip
    return (
        f"Choose a question in {name} that the class will not reach, work on it, and show what I found",
        f"Work on a question of my own in {name}, and show it",
        f"“{label}” is the part of school I think about at home.",
        "Start at the challenge problem", "A product and a short talk", "1 product, 4 of 5 on the rubric",
    )  # fmt: skip


def finish(cast, plan, story):
    """Write the rest of the text and what the school provides, and share it. Returns the revision."""
    days, by = cast.calendar, cast.elena
    shared = days.day(11, 10) if story.stage == "with_family" else days.day(9, 24)
    at = days.at(shared, 9)
    for code, words in (
        ("needs", "Harder work, not more of it."),
        ("growing", "Learning to show unfinished work."),
        ("ahead", "Carry the question on next year."),
    ):
        write_section(plan=plan, code=code, words=words, version=0, by=by, voice="staff", at=at)
    add_programming(
        plan=plan, option="tiered", who=str(story.teacher), status="happening", starts_on=days.day(9, 14), by=by, at=at
    )
    record_participation(plan=plan, voice="student", who=str(plan.student), how="conversation", on=shared, by=by, at=at)
    return share_changes(plan=plan, by=by, reason="This year’s plan, ready for you to read.", at=at)


def agree(cast, plan, revision):
    """Let the family read it and talk with the school, and put it in force."""
    days, by = cast.calendar, cast.elena
    guardian = plan.student.guardianships.first().guardian
    day = days.day(9, 29)
    record_participation(plan=plan, voice="family", who=guardian.name, how="call", on=day, by=by, at=days.at(day))
    if guardian.user:
        at = days.at(days.day(9, 28), 19)
        acknowledge(revision=revision, meaning="read", by=guardian.user, voice="family", at=at)
    activate_plan(plan=plan, by=by, at=days.at(days.day(10, 1)))


def live_on(cast, story, goals):
    """Check in twice on each goal that has a level, and set the child's next step on the first."""
    days = cast.calendar
    for goal, level in goals:
        if level:
            said = {"goal": goal, "by": story.teacher, "voice": "staff"}
            check_in(level=max(1, level - 1), at=days.at(days.day(9, 30)), **said)
            check_in(level=level, at=days.at(days.day(*story.seen), 14), **said)
    goal, _level = goals[0]
    set_next_step(
        goal=goal, words="Bring what I have so far.", by=cast.elena, voice="student",
        said_by=goal.plan.student.first_name, at=days.at(days.day(11, 6)),
    )  # fmt: skip
