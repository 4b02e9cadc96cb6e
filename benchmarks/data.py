"""A district of any size, written by the database itself: a row for each number from 1 up.

Every school has 86 students with plans, one specialist who keeps them and five teachers; every
district has eight schools. So each person sees as many children whatever the size of the whole, and
what grows is only what is around.
"""

import math
from types import SimpleNamespace

from django.db import models
from psycopg2 import sql

from accounts.models import User
from checkins.models import CheckIn
from goals.models import Goal, Strategy
from plans.models import Plan, ProgrammingOption, Revision, Section
from schools.models import AdministrativeUnit, District, Posting, ReportingWindow, School, SchoolYear
from students.models import (
    ClassMembership,
    ClassSection,
    ClassTeacher,
    Enrollment,
    Guardian,
    Guardianship,
    Identification,
    ProgramStatus,
    Responsibility,
    Student,
)

IN_A_SCHOOL, IN_A_DISTRICT, TEACHERS, PER_TEACHER = 86, 8, 5, 18
START, AT = "current_date - 60", "now() - interval '50 days'"
SCHOOL_OF = f"(n - 1) / {IN_A_SCHOOL} + 1"
DISTRICT_OF = f"(n - 1) / {IN_A_SCHOOL * IN_A_DISTRICT} + 1"
CLASS_OF = f"((n - 1) / {IN_A_SCHOOL}) * {TEACHERS} + ((n - 1) % {IN_A_SCHOOL}) / {PER_TEACHER} + 1"


class Counts(SimpleNamespace):
    """How many of each, and where the accounts of each kind of person begin."""

    @classmethod
    def of(cls, students):
        schools = math.ceil(students / IN_A_SCHOOL)
        districts = math.ceil(schools / IN_A_DISTRICT)
        specialists, teachers = districts, districts + schools
        parents = teachers + schools * TEACHERS
        return cls(
            students=students, schools=schools, districts=districts, classes=schools * TEACHERS,
            specialists=specialists, teachers=teachers, parents=parents, users=parents + students,
        )  # fmt: skip


def fill_district(connection, students):
    """Fill an empty database with everything around so many students."""
    count = Counts.of(students)
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        for model, rows, columns in (*places(count), *people(count), *children(count), *plans(count)):
            fill(cursor, model, rows, columns)
        cursor.execute("COMMIT")
        cursor.execute("ANALYZE")


def fill(cursor, model, rows, columns):
    """Insert rows 1 to `rows`. `columns` are SQL expressions of n; what they leave out takes the model's default."""
    names, values = [], []
    for field in model._meta.local_concrete_fields:
        value = sql.SQL(columns[field.attname]) if field.attname in columns else default_of(field, cursor.db)
        if value is not None:
            names.append(sql.Identifier(field.column))
            values.append(value)
    insert = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM generate_series(1, {}) AS n").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(names), sql.SQL(", ").join(values), sql.Literal(rows)
    )
    cursor.execute(insert.as_string(cursor.connection))


def default_of(field, connection):
    """What a column holds that nobody thought of, or None to leave it out."""
    if field.primary_key:
        return sql.SQL("n")
    if isinstance(field, models.UUIDField):
        return sql.SQL("gen_random_uuid()")
    if getattr(field, "auto_now_add", False):
        return sql.SQL("now()")
    if field.has_default():
        return sql.Literal(field.get_db_prep_save(field.get_default(), connection))
    return None if field.null else sql.Literal("")


def places(count):
    year = {"name": "'2026–27'", "starts_on": START, "ends_on": "current_date + 220"}
    yield AdministrativeUnit, 1, {"name": "'Unit'"}
    yield District, count.districts, {"unit_id": "1", "name": "'District ' || n"}
    yield School, count.schools, {"district_id": f"(n - 1) / {IN_A_DISTRICT} + 1", "name": "'School ' || n"}
    yield SchoolYear, count.districts, year | {"district_id": "n"}
    window = {"starts_on": START, "ends_on": "current_date + 60"}
    yield ReportingWindow, count.districts, window | {"year_id": "n", "name": "'Winter'"}


def people(count):
    yield User, count.users, {"email": "'user' || n || '@example.org'", "name": "'Person ' || n", "password": "'!'"}
    works = {"starts_on": START}
    coordinator, specialist = f"n <= {count.districts}", f"n <= {count.teachers}"
    role = f"CASE WHEN {coordinator} THEN 'coordinator' WHEN {specialist} THEN 'specialist' ELSE 'teacher' END"
    keeps_at, teaches_at = f"n - {count.districts}", f"(n - {count.teachers} - 1) / {TEACHERS} + 1"
    yield Posting, count.parents, works | {
        "user_id": "n", "role": role, "district_id": f"CASE WHEN {coordinator} THEN n END",
        "school_id": f"CASE WHEN {coordinator} THEN NULL WHEN {specialist} THEN {keeps_at} ELSE {teaches_at} END",
    }  # fmt: skip
    school = f"(n - 1) / {TEACHERS} + 1"
    year = f"(n - 1) / {TEACHERS * IN_A_DISTRICT} + 1"
    yield ClassSection, count.classes, {"school_id": school, "year_id": year, "name": "'Math'", "period": "'Period 3'"}
    yield ClassTeacher, count.classes, works | {"section_id": "n", "user_id": f"{count.teachers} + n"}
    yield Guardian, count.students, {"name": "'Parent ' || n", "user_id": f"{count.parents} + n"}


def children(count):
    rows, name = count.students, "lpad((n * 7919 % 1000003)::text, 7, '0')"
    yield Student, rows, {
        "district_id": DISTRICT_OF, "legal_first": f"'First ' || {name}", "legal_last": f"'Last ' || {name}",
        "sort_name": f"'last ' || {name}", "search_name": f"'first last ' || {name}", "local_id": "n::text",
    }  # fmt: skip
    dated = {"student_id": "n", "starts_on": START}
    grade = {"grade": "((n - 1) % 3 + 6)::text", "school_id": SCHOOL_OF, "year_id": DISTRICT_OF}
    yield Enrollment, rows, dated | grade
    yield ProgramStatus, rows, dated | {"status": "'identified'"}
    yield Identification, rows, {"student_id": "n", "area": "'mathematics'", "decided_on": START}
    yield Guardianship, rows, dated | {"guardian_id": "n", "relationship": "'mother'"}
    yield ClassMembership, rows, dated | {"section_id": CLASS_OF}
    keeper, teacher = f"{count.specialists} + {SCHOOL_OF}", f"{count.teachers} + {CLASS_OF}"
    yield Responsibility, rows, dated | {"kind": "'plan_manager'", "user_id": keeper}
    yield Responsibility, rows, dated | {
        "id": f"{rows} + n", "kind": "'teacher'", "user_id": teacher, "subject": "'Math'"
    }  # fmt: skip


def plans(count):
    rows, keeper = count.students, f"{count.specialists} + {SCHOOL_OF}"
    shared = {f"{act}_at": AT for act in ("started", "shared", "activated")}
    shared |= {f"{act}_by_id": keeper for act in ("started", "shared", "activated")}
    yield Plan, rows, shared | {
        "student_id": "n", "year_id": DISTRICT_OF, "type_code": "'colorado-alp'", "type_edition": "'2026'",
        "state": "'active'", "revision_id": "n", "due_on": "current_date + (n % 90)::int", "parts_met": "11",
        "parts_total": "12", "last_check_in_on": "current_date - (n % 30)::int",
    }  # fmt: skip
    yield Revision, rows, {
        "plan_id": "n", "number": "1", "text": "'{}'", "sha256": "encode(sha256(n::text::bytea), 'hex')",
        "shared_at": AT, "shared_by_id": keeper, "reason": "'This year’s plan.'",
    }  # fmt: skip
    written = {"written_at": AT, "written_by_id": f"{count.specialists} + {SCHOOL_OF}"}
    yield Section, rows, written | {"plan_id": "n", "code": "'strengths'", "words": "repeat('Sees patterns. ', 12)"}
    yield ProgrammingOption, rows, {"plan_id": "n", "option": "'tiered'"}
    plan = "(n + 1) / 2"
    yield Goal, 2 * rows, {
        "plan_id": plan, "position": "n % 2", "kind": "CASE n % 2 WHEN 0 THEN 'affective' ELSE 'achievement' END",
        "statement": "repeat('Work on a question of my own, and show it. ', 3)", "short_label": "'Goal ' || n % 2",
        "check_on": "current_date + 30", "is_shared": "true", "shared_label": "'Goal ' || n % 2", "level": "n % 4 + 1",
        "level_on": "current_date - (n % 30)::int", "level_by": "'Mr. Reyes'", "level_voice": "'staff'",
    }  # fmt: skip
    yield Strategy, 2 * rows, {"goal_id": "n", "place": "'school'", "words": "'Challenge problem'"}
    yield CheckIn, 4 * rows, {
        "goal_id": "(n + 1) / 2", "author": "'user:' || n % 2", "author_name": "'Mr. Reyes'", "voice": "'staff'",
        "level": "n % 4 + 1", "reader": "'student'", "happened_on": "current_date - (n % 30)::int", "said_at": AT,
    }  # fmt: skip
