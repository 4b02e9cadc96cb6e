"""What was said and written around Maya, in people's own words."""

EVIDENCE = [
    ("ability", "CogAT 8, Quantitative", (2024, 10), "97th percentile", "Strong reasoning with number and quantity",
     {"percentile": 97, "area": "mathematics", "qualifying": True}),
    ("achievement", "CMAS Mathematics", (2026, 4), "Exceeded expectations", "Ready for grade 8 material now",
     {"area": "mathematics", "qualifying": True}),
    ("creativity", "Torrance (TTCT) Figural", (2025, 2), "96th percentile",
     "Many ideas, unusual ones; strong on detail",
     {"percentile": 96, "area": "creative_thinking", "qualifying": True}),
    ("observation", "Teacher and parent scales", (2026, 9), "Summary on file",
     "Perfectionism noted at school and at home", {"qualifying": False}),
]  # fmt: skip

NOTE = "Two homes; school nights alternate. Call both before meetings."

SECTIONS = {
    "strengths": (
        "Sees patterns fast and can explain them to others. Builds things by hand to test an idea. "
        "Patient with younger students.",
        "",
    ),
    "interests": (
        "Stop-motion film, maps and flood history, sourdough, anything with a hidden pattern.",
        "Maya Thompson",
    ),
    "needs": (
        "Fewer and harder problems in place of practice she has outgrown. Time to explain, not only to answer.",
        "",
    ),
    "growing": (
        "Redoes work until it is late. Finds it hard to show a first draft. Steadier when she knows a draft will "
        "not be graded.",
        "",
    ),
    "ahead": ("Geometry in grade 8. A film to show at the spring arts night.", ""),
}

GOALS = {
    "math": {
        "kind": "achievement", "area": "mathematics", "short_label": "Math",
        "statement": "Use linear equations to model real situations, and explain what the slope means",
        "family_words": "Find straight lines hiding in real life, and explain what they mean",
        "standard": "MA20-GR.8-S.2-GLE.2 Colorado Academic Standards, grade 8 mathematics: connections between "
        "proportional relationships, lines, and linear equations. One grade above level.",
        "baseline": "Solves linear equations; explains only when asked.",
        "measure": "Maya builds and explains models for 3 situations she picked.",
        "target": "4 of 5 on the modeling rubric for at least 2 of them",
    },
    "habits": {
        "kind": "affective", "domain": "personal", "short_label": "Habits",
        "statement": "Turn in work before it feels perfect, and try one thing a week I might not be good at",
        "family_words": "Turn work in before it feels perfect",
        "standard": "NAGC Pre-K–Grade 12 Gifted Programming Standards, 4.1 personal competence.",
        "baseline": "Half of long assignments come in late.",
        "measure": "Assignments in on the first due date, and a list of new things she tried.",
        "target": "8 of 10 assignments, 10 new things",
        "partner": "Mr. Bell",
    },
    "film": {
        "kind": "passion", "area": "creative_thinking", "short_label": "Film",
        "statement": "Make a six-minute stop-motion film about the Cottonwood Creek floods",
        "family_words": "Make a six-minute film about the creek floods",
        "partner": "Ms. Lindqvist",
    },
}  # fmt: skip

AT_SCHOOL = {
    "math": [
        ("Test out of Units 3 and 4 at 85% or better", "daniel", ""),
        ("Grade 8 problem set", "daniel", "Tuesdays and Thursdays"),
        ("Explain-your-model talk", "daniel", "every other Friday"),
    ],
    "habits": [
        ("“Draft day” hand-ins that are read, not graded", "daniel", ""),
        ("Ten minutes with Mr. Bell", "tomas", "on Wednesdays"),
    ],
    "film": [("Library studio and a tripod", "ingrid", "Mondays after lunch")],
}

AT_HOME = {
    "math": [
        ("You could ask Maya to explain one model out loud.", None),
        ("You could let the quiet parts be quiet. Thinking looks like nothing.", None),
    ],
    "habits": [
        ("You could set a stop time together. When it rings, the work is done.", "dana"),
        ("You could tell her about something you tried and were bad at.", None),
    ],
    "film": [("You could help her record Grandma Ruth’s story.", "marcus")],
}

PROGRAMMING = [
    ("compacting", "Units 3 and 4", "Mr. Reyes, Math 7 Honors", (9, 14), "happening"),
    ("independent_study", "with a mentor", "Ms. Lindqvist, library", (10, 2), "happening"),
    ("affective_group", "", "Mr. Bell, counselor", (12, 2), "planned"),
]

# voice, who, how, words
TOOK_PART = [
    ("student", "Maya Thompson", "meeting", "Maya chose three goals."),
    ("family", "Dana Thompson", "call", "Dana asked for a stop time in the evening."),
]

FIRST_REASON = "The plan for this year, as we agreed on it together."
SECOND_REASON = "Maya asked for a small group, and Mr. Bell has room from December on."
REPORT = "Maya sees the mathematics before the class does. Showing it early is this year’s work."
NOT_SHARED_YET = {"Grade 8 problem set": "Grade 8 problem set, in place of class practice"}

WHY = {
    "math": "Last year I finished the unit early and just helped people. I want the kind of problem where you don’t "
    "know the answer is a line until you find it.",
    "habits": "I redo things until it’s late and then I don’t turn it in. I want to find out what happens if I stop "
    "at good.",
    "film": "My grandmother was in the ’97 flood. I want to show it to people who don’t have to like it.",
}

# month, day, who, goal, level, words, reader
CHECK_INS = [
    (9, 11, "maya", "habits", 1, "I kept two things at home because they weren’t done.", "student"),
    (9, 14, "reyes", "math", 2, "Tested out of Unit 3 at 92%.", "student"),
    (9, 20, "maya", "math", 2, "Found one: how fast candles burn.", "student"),
    (9, 25, "bell", "habits", 1, "We named what “done” feels like.", "student"),
    (10, 5, "reyes", "math", 2, "Builds the line well. Explains it only when asked.", "student"),
    (10, 8, "maya", "habits", 2, "Turned in the map with a smudge.", "student"),
    (10, 9, "maya", "math", 3, "Creek height is a line until it rains.", "student"),
    (10, 12, "lindqvist", "film", 2, "Storyboard is done, twelve scenes.", "student"),
    (10, 18, "dana", "math", 2, "She likes it but it goes late.", "home"),
    (10, 20, "dana", "habits", 1, "Two late nights this week.", "home"),
    (11, 2, "reyes", "math", 3, "Explained slope as feet per hour with no help.", "student"),
    (11, 3, "maya", "habits", 2, "Draft day was okay.", "student"),
    (11, 8, "maya", "math", 3, "My brother got it, so it was a good explanation.", "student"),
    (11, 9, "lindqvist", "film", 2, "Bad sound is a fine first cut. Show me two minutes.", "student"),
    (11, 12, "bell", "habits", 2, "You named the worry out loud and handed it in anyway. That is the skill.",
     "student"),
    (11, 14, "marcus", "film", 3, "We recorded Ruth for an hour.", "home"),
    (11, 15, "maya", "habits", 3, "I stopped rewriting the bus thing at draft two. It was fine.", "student"),
    (11, 15, "dana", "habits", 3, "You stopped at 9 on Sunday. I noticed.", "student"),
    (11, 16, "dana", "math", 3, "She explained bus delays to her brother for twenty minutes.", "adults"),
    (11, 17, "reyes", "math", 3,
     "Her slope talk was the clearest in the room. She still waits to be sure before she shows work.", "adults"),
]  # fmt: skip

NEXT_STEPS = {
    "math": ("Pick my second situation: late buses on Route 12. Bring three weeks of times.", 11, 23),
    "habits": ("Show Ms. Lindqvist the film while the sound is still bad.", 11, 24),
    "film": ("Write how I will know the film worked.", 11, 20),
}

OLD_QUESTION = "Who reads what Maya writes in her check-ins?"
OLD_ANSWER = "Maya, you and the people who teach her. What you write to the school stays with you and us."
QUESTION = (
    "Is the grade 8 problem set in place of class practice, or on top of it? She was up late Sunday and I didn’t "
    "know if I should stop her."
)
