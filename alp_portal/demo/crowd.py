"""The rest of Ms. Ortiz's 86: made from lists, in a fixed order, so that every day gives the same crowd."""

from alp_portal.demo.people import child, parent
from alp_portal.demo.plans import Story, tell_story
from students import actions as students
from students.areas import areas

FIRST = [
    "Ada", "Ben", "Chloe", "Dario", "Elif", "Felix", "Gia", "Hugo", "Ines", "Jude", "Kira", "Luca", "Mina", "Nico",
    "Opal", "Pablo", "Quinn", "Rhea", "Sami", "Tess", "Uma", "Viktor", "Wren", "Xavi", "Yara", "Zane", "Alba",
    "Bram", "Cleo", "Dov", "Esme", "Finn", "Greta", "Hana", "Ilya", "Jun", "Kai", "Lena",
]  # fmt: skip
LAST = [
    "Alder", "Baca", "Cho", "Dubois", "Evans", "Flores", "Grant", "Huang", "Ito", "Jansen", "Kovář", "Łukasik",
    "Moreno", "Nadal", "Đorđević", "Park", "Quintana", "Rossi", "Silva", "Tran", "Udall", "Vigil", "Wolfe",
    "Yazzie", "Zamora", "Archuleta", "Bennett", "Crow", "Duran", "Ekström", "Fry", "Gallegos", "Hale", "Irwin",
    "Jaramillo",
]  # fmt: skip
PAIRS = [
    ("Essay", "Pace"),
    ("Proof", "Ask"),
    ("Model", "Group"),
    ("Poem", "Calm"),
    ("Code", "Finish"),
    ("Choir", "Share"),
]
TEACHERS = ("daniel", "okafor", "okonkwo", "brooks", "petrie", "molina")
SIZE = 86
TALENT_POOL = 5


def add_crowd(cast):
    """Add students until Ms. Ortiz keeps 86 plans or plans-to-be, then a small talent pool."""
    by = cast.elena
    missing = SIZE - by.responsibilities.filter(kind="plan_manager", ends_on=None).count()
    for number in range(missing):
        if number % 12 == 0:
            cast.tell(f"  {number} of {missing} more")
        student = add_one(cast, number)
        tell_one(cast, student, number)
    for number in range(TALENT_POOL):
        students.add_student(
            district=cast.district, school=cast.middle, year=cast.year, grade="6", legal_first=FIRST[-1 - number],
            legal_last=LAST[number * 3], status="talent_pool", starts_on=cast.start, by=by,
            at=cast.calendar.at(cast.start),
        )  # fmt: skip


def add_one(cast, number):
    """One invented child, with a parent; every ninth family reads Spanish, every seventh child is 2e."""
    fields = [area.code for area in areas()]
    chosen = [fields[number % 14]] + (
        [fields[(number * 5 + 3) % 14]] if number % 3 == 0 and number % 14 != (number * 5 + 3) % 14 else []
    )
    first, last = FIRST[number % len(FIRST)], LAST[(number * 4) % len(LAST)]
    spanish = number % 9 == 4
    student = child(
        cast, first=first, last=last, grade=6 + number % 3, areas=chosen, by=cast.elena,
        ids=(str(1200000000 + number * 7919), str(40000 + number * 37)), identified=(2025, 1 + number % 10, 10),
        has_iep=number % 14 == 5, has_504=number % 14 == 9, home_language="es" if spanish else "en",
    )  # fmt: skip
    address = "" if number % 11 == 6 else f"family{number}@example.org"
    parent(
        cast,
        student,
        f"{FIRST[-1 - number % len(FIRST)]} {last}",
        by=cast.elena,
        email=address,
        language="es" if spanish else "en",
    )
    return student


def tell_one(cast, student, number):
    """Most plans are in force; some are drafts, some lie with the family, some are not begun."""
    stage = {0: "draft", 3: "with_family", 7: None}.get(number % 10, "active")
    if stage is None:
        return
    labels = PAIRS[number % len(PAIRS)]
    seen = (11, 2 + number % 17) if number % 8 else (10, 8)
    levels = (None, None) if stage == "draft" else (1 + number % 4, 1 + (number + 2) % 4)
    teacher = getattr(cast, TEACHERS[number % len(TEACHERS)])
    due = (12, 1 + number % 18)
    tell_story(cast, student, Story(stage, list(zip(labels, levels, strict=True)), seen, teacher, due))
