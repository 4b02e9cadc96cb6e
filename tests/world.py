"""One small world for every test: an insider and an outsider for each role.

Maya's plan is shared and in force; Leo, in another school, is the child nobody around Maya may
see; Noor belongs to another district. Every kind of word about Maya carries a planted mark, so
that a leak test always contains something that could leak.

Everything is built through the real actions, with days counted from `today`, so that today always
lies inside a reporting window. Everyone signs in with `PASSWORD`.
"""

import datetime
from types import SimpleNamespace

from accounts.actions import open_account
from accounts.models import User
from checkins.actions import answer, check_in, comment
from goals.actions import say_why, set_next_step, write_goal
from history import clock
from plans.actions import (
    acknowledge,
    activate_plan,
    add_programming,
    record_participation,
    share_changes,
    start_plan,
    write_section,
)
from schools.actions import open_district, open_school, open_unit, open_year, post
from students import actions as students

PASSWORD = "columbine-and-spruce"

MARKS = SimpleNamespace(
    student="marmot-to-student",
    adults="marmot-about-student",
    staff="marmot-staff-only",
    home_dana="marmot-home-dana",
    home_paul="marmot-home-paul",
    circle="marmot-close-goal",
    circle_section="marmot-close-section",
    unshared="marmot-not-shared",
    note="marmot-staff-note",
    other_child="marmot-other-child",
    score="marmot-score",
    set_aside="marmot-set-aside",
    aside_why="marmot-why-set-aside",
    aside_step="marmot-step-set-aside",
    aside_section="marmot-section-set-aside",
    follow_up="marmot-private-worry",
    translated="marmota-para-la-familia",
    translated_close="marmota-de-la-meta-cercana",
    translated_home="marmota-de-la-casa-de-dana",
    translated_adults="marmota-para-adultos",
    document_student="marmot-document-to-student",
    document_adults="marmot-document-about-student",
    document_staff="marmot-document-staff-only",
    withdrawn="marmot-taken-back",
)


def build_world(today=None):
    """Build the whole cast and return it by name. Call it in a test with a database."""
    world = SimpleNamespace(today=today or clock.today(), marks=MARKS, password=PASSWORD)
    build_places(world)
    build_staff(world)
    build_maya(world)
    build_leo(world)
    build_noor(world)
    write_mayas_plan(world)
    talk_about_maya(world)
    write_leos_draft(world)
    return world


def days(world, count):
    """A day counted from today."""
    return world.today + datetime.timedelta(days=count)


def moment(world, count, hour=16):
    """A moment in school hours, counted in days from today."""
    return datetime.datetime.combine(days(world, count), datetime.time(hour), tzinfo=datetime.UTC)


def account(world, name, email, **fields):
    """An account that can sign in with the shared password."""
    user = open_account(email=email, name=name, by=world.root, at=moment(world, -80), **fields)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def build_places(world):
    at = moment(world, -90)
    world.root = User.objects.create_user(email="root@example.org", name="Carmen Vale", password=PASSWORD)
    world.unit = open_unit(name="Aspen Ridge Unit", by=world.root, at=at)
    world.district = open_district(unit=world.unit, name="Aspen Ridge School District", by=world.root, at=at)
    world.far_district = open_district(unit=world.unit, name="Pinyon District", by=world.root, at=at)
    windows = [
        ("Fall", days(world, -85), days(world, -31)),
        ("Winter", days(world, -30), days(world, 30)),
        ("Spring", days(world, 31), days(world, 180)),
    ]
    year = {"name": "This year", "starts_on": days(world, -85), "ends_on": days(world, 180), "windows": windows}
    world.year = open_year(district=world.district, by=world.root, at=at, **year)
    world.far_year = open_year(district=world.far_district, by=world.root, at=at, **year)
    world.school = open_school(district=world.district, name="Cottonwood Middle School", by=world.root, at=at)
    world.other_school = open_school(district=world.district, name="Juniper Elementary", by=world.root, at=at)
    world.far_school = open_school(district=world.far_district, name="Pinyon School", by=world.root, at=at)
    world.coordinator = world.root
    works(world, world.root, "coordinator", district=world.district)


def works(world, user, role, **where):
    return post(user=user, role=role, starts_on=days(world, -85), by=world.root, at=moment(world, -85), **where)


def build_staff(world):
    """Insiders work at Maya's school; outsiders at the other one, or in the other district."""
    for name, full, called, role in (
        ("specialist", "Elena Ortiz", "Ms. Ortiz", "specialist"),
        ("teacher", "Daniel Reyes", "Mr. Reyes", "teacher"),
        ("counselor", "Tomas Bell", "Mr. Bell", "counselor"),
        ("leader", "Grace Okafor", "Dr. Okafor", "school_leader"),
        ("idle_teacher", "Ingrid Lindqvist", "Ms. Lindqvist", "teacher"),
    ):
        user = account(world, full, f"{name}@example.org", called=called)
        works(world, user, role, school=world.school)
        setattr(world, name, user)
    for name, full, role in (
        ("other_specialist", "Omar Haddad", "specialist"),
        ("other_teacher", "Nadia Petrie", "teacher"),
        ("other_counselor", "Silvia Molina", "counselor"),
        ("other_leader", "Peter Brooks", "school_leader"),
    ):
        user = account(world, full, f"{name}@example.org")
        works(world, user, role, school=world.other_school)
        setattr(world, name, user)
    world.other_coordinator = account(world, "Ruth Vance", "other_coordinator@example.org")
    works(world, world.other_coordinator, "coordinator", district=world.far_district)


def build_maya(world):
    by, at, start = world.specialist, moment(world, -80), days(world, -85)
    world.student = students.add_student(
        district=world.district, school=world.school, year=world.year, grade="7", legal_first="Maya",
        legal_last="Thompson", state_id="1000004471", local_id="61612", starts_on=start, keeper=by, by=by, at=at,
    )  # fmt: skip
    world.student_user = students.give_account(student=world.student, email="maya@example.org", by=by, at=at)
    for area in ("mathematics", "creative_thinking"):
        students.identify(student=world.student, area=area, decided_on=days(world, -500), by=by, at=at)
    students.record_evidence(
        student=world.student, kind="ability", instrument="CogAT 8, Quantitative", score=f"97th {MARKS.score}",
        percentile=97, area="mathematics", taken_on=days(world, -700), qualifying=True, by=by, at=at,
    )  # fmt: skip
    students.write_note(student=world.student, words=f"Two homes. {MARKS.note}", by=by, at=at)
    for name, full, home, kind in (
        ("family", "Dana Thompson", "Dana's home", "mother"),
        ("other_parent", "Paul Thompson", "Paul's home", "father"),
    ):
        tie = students.add_guardian(
            student=world.student, name=full, email=f"{name}@example.org", relationship=kind, household_name=home,
            starts_on=start, by=by, at=at,
        )  # fmt: skip
        setattr(world, name, tie.guardian.user)
        setattr(world, f"{name}_tie", tie)
    students.take_responsibility(
        student=world.student, kind="teacher", user=world.teacher, subject="Math", starts_on=start, by=by, at=at
    )
    world.section = students.open_section(
        school=world.school, year=world.year, name="Math 7 Honors", period="Period 3", by=by, at=at
    )
    students.add_teacher(section=world.section, user=world.teacher, starts_on=start, by=by, at=at)
    students.join_class(student=world.student, section=world.section, starts_on=start, by=by, at=at)
    give_passwords(world.student_user, world.family, world.other_parent)


def give_passwords(*users):
    for user in users:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])


def build_leo(world):
    """Leo goes to the other school; his mother teaches at Maya's, his family reads Spanish."""
    by, at, start = world.other_specialist, moment(world, -80), days(world, -85)
    world.other_student = students.add_student(
        district=world.district, school=world.other_school, year=world.year, grade="2", legal_first="Leo",
        legal_last="Lindqvist", starts_on=start, keeper=by, by=by, at=at,
    )  # fmt: skip
    students.identify(student=world.other_student, area="reading", decided_on=days(world, -200), by=by, at=at)
    students.record_evidence(
        student=world.other_student, kind="other", instrument=MARKS.other_child, score="99th", by=by, at=at
    )
    students.add_guardian(
        student=world.other_student, name="Ingrid Lindqvist", email="idle_teacher@example.org", relationship="mother",
        starts_on=start, by=by, at=at,
    )  # fmt: skip
    tie = students.add_guardian(
        student=world.other_student, name="Rosa Herrera", email="other_family@example.org", relationship="grandparent",
        language="es", starts_on=start, by=by, at=at,
    )  # fmt: skip
    world.other_family = tie.guardian.user
    students.take_responsibility(
        student=world.other_student, kind="teacher", user=world.other_teacher, subject="Reading", starts_on=start,
        by=by, at=at,
    )  # fmt: skip
    world.teacher_and_mother = world.idle_teacher
    give_passwords(world.other_family)


def build_noor(world):
    by, at = world.other_coordinator, moment(world, -80)
    world.far_student = students.add_student(
        district=world.far_district, school=world.far_school, year=world.far_year, grade="5", legal_first="Noor",
        legal_last="Aziz", starts_on=days(world, -85), by=by, at=at,
    )  # fmt: skip
    world.far_student_user = students.give_account(student=world.far_student, email="noor@example.org", by=by, at=at)
    give_passwords(world.far_student_user)


def write_mayas_plan(world):
    by, at = world.specialist, moment(world, -70)
    plan = start_plan(student=world.student, year=world.year, by=by, due_on=days(world, 10), at=at)
    for code, words in (
        ("strengths", "Sees patterns fast and can explain them to others."),
        ("needs", "Harder problems, fewer of them."),
        ("growing", f"Redoes work until it is late. {MARKS.circle_section}"),
        ("ahead", "Geometry in grade 8."),
        ("interests", "Stop-motion film, maps and flood history."),
    ):
        write_section(plan=plan, code=code, words=words, version=0, by=by, voice="staff", at=at)
    world.goal = write_goal(
        plan=plan, by=by, at=at,
        values={
            "kind": "achievement", "area": "mathematics", "short_label": "Math", "standard": "MA20-GR.8-S.2-GLE.2",
            "statement": "Use linear equations to model real situations, and explain what the slope means",
            "family_words": "Find straight lines hiding in real life", "baseline": "Solves, does not explain",
            "measure": "Explains models for 3 situations she picked", "target": "4 of 5 on the rubric",
            "check_on": days(world, 25),
        },
        strategies=[
            {"place": "school", "words": "Grade 8 problem set, Tuesdays", "user": world.teacher},
            {"place": "home", "words": "Ask Maya to explain one model", "household": world.family_tie.household},
        ],
    )  # fmt: skip
    world.close_goal = write_goal(
        plan=plan, by=by, at=at,
        values={
            "kind": "affective", "domain": "personal", "short_label": "Habits", "audience": "circle",
            "statement": f"Turn in work before it feels perfect {MARKS.circle}", "measure": "Counts first drafts",
            "target": "8 of 10", "check_on": days(world, 25),
        },
        strategies=[{"place": "school", "words": "Draft-day hand-ins are read, not graded", "user": world.teacher}],
    )  # fmt: skip
    add_programming(
        plan=plan, by=by, option="compacting", words="Units 3 and 4", who="Mr. Reyes", status="happening",
        starts_on=days(world, -60), at=at,
    )  # fmt: skip
    record_participation(plan=plan, voice="family", who="Dana Thompson", how="call", on=days(world, -68), by=by)
    world.revision = share_changes(plan=plan, by=by, reason="First sharing of the year", at=moment(world, -66))
    acknowledge(revision=world.revision, meaning="read", by=world.family, voice="family", at=moment(world, -60))
    world.plan = activate_plan(plan=plan, by=by, at=moment(world, -59))


def talk_about_maya(world):
    goal, close = world.goal, world.close_goal
    say_why(goal=goal, words="I want harder problems", by=world.student_user, voice="student", at=moment(world, -65))
    set_next_step(
        goal=goal, words="Pick my second situation", by=world.student_user, voice="student", at=moment(world, -5)
    )
    said = (
        (goal, world.teacher, "staff", 2, MARKS.student, "student", -20),
        (goal, world.teacher, "staff", 3, MARKS.adults, "adults", -12),
        (goal, world.specialist, "staff", 3, MARKS.staff, "staff", -10),
        (goal, world.family, "family", 2, MARKS.home_dana, "home", -9),
        (goal, world.other_parent, "family", None, MARKS.home_paul, "home", -8),
        (goal, world.student_user, "student", 3, "Creek height is a line", "student", -7),
        (close, world.counselor, "staff", 2, f"{MARKS.circle} named it", "student", -6),
    )
    for on, by, voice, level, words, reader, day in said:
        check_in(goal=on, by=by, voice=voice, level=level, words=words, reader=reader, at=moment(world, day))
    world.question = comment(
        plan=world.plan, goal=goal, words=f"Is it on top of class practice? {MARKS.home_dana}", reader="home",
        by=world.family, voice="family", is_question=True, at=moment(world, -3),
    )  # fmt: skip
    first = comment(
        plan=world.plan, words="When is the conference?", reader="adults", by=world.family, voice="family",
        is_question=True, at=moment(world, -40),
    )  # fmt: skip
    answer(question=first, words="In two weeks.", by=world.specialist, at=moment(world, -39))
    comment(plan=world.plan, words=MARKS.staff, reader="staff", by=world.teacher, voice="staff", at=moment(world, -2))
    section = world.plan.sections.get(code="strengths")
    write_section(
        plan=world.plan, code="strengths", words=f"{section.words} {MARKS.unshared}", version=section.version,
        by=world.specialist, voice="staff", at=moment(world, -1),
    )  # fmt: skip
    for thing in (world.plan, world.goal, world.close_goal):
        thing.refresh_from_db()


def write_leos_draft(world):
    by = world.other_specialist
    plan = start_plan(student=world.other_student, year=world.year, by=by, at=moment(world, -50))
    write_section(plan=plan, code="strengths", words=MARKS.other_child, version=0, by=by, voice="staff")
    world.other_goal = write_goal(
        plan=plan, by=by, strategies=[],
        values={"kind": "achievement", "short_label": "Reading", "statement": f"Read widely {MARKS.other_child}"},
    )  # fmt: skip
    plan.refresh_from_db()
    world.other_plan = plan
