"""The students whom the pictures of the caseload name, each at another point of the year."""

from alp_portal.demo.classes import sits_in
from alp_portal.demo.people import child, parent
from alp_portal.demo.plans import Story, tell_story

NAMED = [
    # first, last, grade, areas, stage, goals (label, level), told last check-in, who, due
    ("Priya", "Raman", 6, ["general_intellectual"], "with_family",
     [("Science", 2), ("Voice", 3), ("Garden", 1)], (11, 16), "okafor", (11, 24)),
    ("Jonah", "Whitefeather", 8, ["science", "leadership"], "active",
     [("Physics", 3), ("Lead", 3), ("Creek", 4)], (11, 13), "okafor", (11, 24)),
    ("Lucía", "Herrera", 6, ["reading", "writing"], "with_family",
     [("Essay", 1), ("Pace", 2), ("Podcast", None)], (11, 10), "brooks", (11, 24)),
    ("Amir", "Haddad", 7, ["mathematics"], "active", [("Proof", 2), ("Ask", 1)], (11, 5), "daniel", (11, 24)),
    ("Grace", "Okonkwo", 8, ["music", "reading"], "active",
     [("Novel", 3), ("Calm", 2), ("Quartet", 4)], (11, 18), "petrie", (12, 4)),
    ("Theo", "Lindgren", 7, ["science"], "active",
     [("Data", 2), ("Group", 2), ("Birds", 2)], (10, 8), "okafor", (12, 11)),
    ("Mei-Lin", "Zhao", 8, ["visual_arts", "mathematics"], "active",
     [("Geom.", 4), ("Rest", 2), ("Mural", 3)], (11, 16), "daniel", (12, 11)),
    ("DeShawn", "Carter", 6, ["creative_thinking"], "active",
     [("Story", 3), ("Finish", 1), ("Game", 3)], (10, 7), "brooks", (12, 15)),
    ("Sofia", "Petrov", 7, ["world_languages"], "active", [("Spanish", 3), ("Speak", 3)], (11, 13), "molina", (12, 16)),
    ("Noah", "Begay", 8, ["social_studies"], "active",
     [("History", 2), ("Lead", 2), ("Archive", 3)], (11, 17), "petrie", (12, 17)),
    ("Aaliyah", "Brooks", 6, ["dance"], "active",
     [("Reading", 3), ("Sleep", 2), ("Solo", 3)], (11, 9), "brooks", (12, 17)),
    ("Hanna", "Kim", 7, ["mathematics", "music"], "active",
     [("Algebra", 4), ("Pace", 3), ("Score", 2)], (11, 16), "daniel", (12, 18)),
    ("Mateo", "Vargas", 8, ["writing"], "draft", [("Novella", None), ("Share", None)], None, "petrie", (12, 18)),
    ("Caleb", "Nguyen", 7, ["mathematics"], "active", [("Steps", 1), ("Stay", 3)], (11, 9), "daniel", (12, 18)),
]  # fmt: skip

SPANISH = {"Lucía", "Mateo"}
IN_MATH_7 = {"Hanna", "Amir", "Caleb"}  # Mr. Reyes, period 3, with Maya
IN_MATH_6 = {"Priya", "Lucía", "DeShawn", "Aaliyah"}  # Ms. Ortiz's own class, period 1


def add_named(cast):
    for first, last, grade, areas, stage, goals, seen, teacher, due in NAMED:
        student = child(
            cast, first=first, last=last, grade=grade, areas=areas, by=cast.elena,
            has_504=first in ("Caleb", "Theo"), has_iep=first == "Hanna",
            home_language="es" if first in SPANISH else "en",
            english_learner="exited" if first in SPANISH else "no",
        )  # fmt: skip
        add_parent(cast, student, first, last)
        for names, section in ((IN_MATH_7, cast.math_7), (IN_MATH_6, cast.math_6)):
            if first in names:
                sits_in(cast, student, section)
        story = Story(stage, goals, seen, getattr(cast, teacher), due, with_elena=first in IN_MATH_6)
        tell_story(cast, student, story)
        setattr(cast, first.lower(), student)


def add_parent(cast, student, first, last):
    """The parent of one of them; Amir's writes no mail."""
    parent(
        cast, student, f"{PARENTS[first]} {last}", by=cast.elena, language="es" if first in SPANISH else "en",
        email="" if first == "Amir" else f"{last.lower()}@example.org",
        contact_note="No email. Sends notes on paper." if first == "Amir" else "",
    )  # fmt: skip


PARENTS = {
    "Lucía": "Rosa", "Amir": "Samira",
    "Priya": "Anjali", "Jonah": "Ruth", "Grace": "Chidi", "Theo": "Maria", "Mei-Lin": "Wei", "DeShawn": "Tasha",
    "Sofia": "Irina", "Noah": "Thomas", "Aaliyah": "Denise", "Hanna": "Min-ji", "Mateo": "Carla", "Caleb": "Linh",
}  # fmt: skip
