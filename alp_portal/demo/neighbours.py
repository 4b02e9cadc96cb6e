"""The second school, with people of its own: someone who must not see is always at hand.

Leo reads and signs in with a card; Nils is the son of a teacher of the first school.
"""

from alp_portal.demo.people import child, evidence, parent, teaches
from checkins.actions import check_in
from goals.actions import say_why, write_goal
from plans.actions import add_programming, record_participation, share_changes, start_plan, write_section
from students import actions as students

COGAT = ("ability", "CogAT 8, Verbal", (2026, 3), "98th percentile")


def add_neighbours(cast):
    cast.leo = child(
        cast, first="Leo", last="Castillo", grade=2, areas=["reading"], by=cast.omar, school=cast.elementary
    )
    students.give_account(student=cast.leo, by=cast.omar, at=cast.calendar.at(cast.start))
    _card, cast.leo_card = students.give_card(student=cast.leo, by=cast.omar, at=cast.calendar.at(cast.start))
    cast.leo_parent = parent(cast, cast.leo, "Marisol Castillo", by=cast.omar, language="es", phone="(970) 555-0166",
                             contact_note="No email. Please call after 4.")  # fmt: skip
    teaches(cast, cast.leo, cast.june, "Grade 2", by=cast.omar)
    cast.nils = child(
        cast, first="Nils", last="Lindqvist", grade=4, areas=["science"], by=cast.omar, school=cast.elementary
    )
    parent(cast, cast.nils, "Ingrid Lindqvist", by=cast.omar, email="ingrid@example.org")
    teaches(cast, cast.nils, cast.ravi, "Grade 4", by=cast.omar)
    for student, teacher, what in ((cast.leo, cast.june, LEO), (cast.nils, cast.ravi, NILS)):
        evidence(cast, student, COGAT, by=cast.omar, percentile=98)
        write_small_plan(cast, student, teacher, what)


def write_small_plan(cast, student, teacher, what):
    """A short plan with one goal of each needed kind, shared with the family."""
    days, by = cast.calendar, cast.omar
    at = days.at(days.day(9, 10))
    plan = start_plan(student=student, year=cast.year, due_on=days.day(12, 4), by=by, at=at)
    for code, words in what["sections"].items():
        write_section(plan=plan, code=code, words=words, version=0, by=by, voice="staff", at=at)
    for number, goal in enumerate(what["goals"]):
        written = write_goal(
            plan=plan, by=by, at=at, values=goal | {"check_on": days.day(12, 18)},
            strategies=[
                {"place": "school", "words": what["school"][number], "user": teacher},
                {"place": "home", "words": what["home"][number]},
            ],
        )  # fmt: skip
        say_why(goal=written, words=what["why"][number], said_by=student.first_name, by=by, voice="student", at=at)
    add_programming(
        plan=plan, option="cluster", who=str(teacher), status="happening", starts_on=days.day(9, 8), by=by, at=at
    )
    record_participation(plan=plan, voice="family", who="Parent", how="call", on=days.day(9, 9), by=by, at=at)
    share_changes(plan=plan, by=by, reason="This year’s plan, ready for you to read.", at=days.at(days.day(11, 10)))
    for goal in plan.goals.all():
        check_in(goal=goal, by=teacher, voice="staff", level=2, words="A good start.", at=days.at(days.day(11, 12)))


LEO = {
    "sections": {
        "strengths": "Reads three years ahead and remembers every detail of a story.",
        "interests": "Volcanoes, maps, his grandfather’s radio.",
        "needs": "Books that are long enough, and somebody to talk to about them.",
        "growing": "Learning to let others finish their sentence.",
        "ahead": "Grade 3 with the upper reading group.",
    },
    "goals": [
        {"kind": "achievement", "area": "reading", "short_label": "Reading", "standard": "RWC20-GR.3-S.2-GLE.1",
         "statement": "Read two long books and tell how a character changes",
         "family_words": "Read two long books and tell how someone in them changes",
         "measure": "A retelling of each book, recorded.", "target": "2 retellings with a change and its reason"},
        {"kind": "affective", "domain": "social", "short_label": "Listening",
         "statement": "Ask one question before I give my answer",
         "family_words": "Ask a question before answering", "measure": "Tally on Fridays.", "target": "4 of 5 Fridays"},
    ],
    "school": ["Reading conference", "Question card on his desk"],
    "home": ["You could ask who in the book he would invite for dinner.", "You could take turns asking at dinner."],
    "why": ["Because the long ones have maps.", "Because my friend said I talk too fast."],
}  # fmt: skip

NILS = {
    "sections": {
        "strengths": "Designs fair tests without being told what that is.",
        "interests": "Pond life, knots, how bridges fail.",
        "needs": "Questions without a known answer.",
        "growing": "Telling others when he needs help.",
        "ahead": "Science fair in spring.",
    },
    "goals": [
        {"kind": "achievement", "area": "science", "short_label": "Pond", "standard": "SC20-GR.5-S.2-GLE.1",
         "statement": "Plan a test of what makes pond water clear, and explain the result",
         "family_words": "Find out what makes pond water clear", "measure": "A notebook and a talk.",
         "target": "3 tests with a drawing each"},
        {"kind": "affective", "domain": "communication", "short_label": "Ask",
         "statement": "Ask for help before I am stuck for ten minutes",
         "family_words": "Ask for help early", "measure": "Signal card.", "target": "3 times a month"},
    ],
    "school": ["Pond table by the window", "Signal card"],
    "home": ["You could look at the jar together.", "You could tell him when you asked for help."],
    "why": ["The pond was green and then it was not.", "I just sit there sometimes."],
}  # fmt: skip
