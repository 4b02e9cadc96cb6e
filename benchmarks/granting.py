"""Whom a person may see: the one question behind every list and every door."""

from functools import partial, reduce
from operator import or_

from django.db import connections
from django.db.models import Exists, OuterRef

from accounts.models import User
from accounts.permissions import Permission, roles_granting
from benchmarks.data import IN_A_SCHOOL, TEACHERS, Counts
from benchmarks.databases import chosen, in_district
from history.clock import today
from students.access import ways
from students.models import Student

SEE = Permission.VIEW_STUDENT
PEOPLE = ("specialist", "teacher", "family", "coordinator")


def askers(students):
    """One person of each kind, from the middle of the district, by account number."""
    count = Counts.of(students)
    school, child = count.schools // 2, count.schools // 2 * IN_A_SCHOOL - 20
    return {
        "specialist": count.specialists + school,
        "teacher": count.teachers + school * TEACHERS - 2,
        "family": count.parents + child,
        "coordinator": (count.districts + 1) // 2,
    }


def parts(students):
    """What is measured in a district of this size: `{(person, way): function}`."""
    found = {}
    for person, number in askers(students).items():
        with in_district(students):
            user = User.objects.get(pk=number)
            seen = granted(user)
            if set(naive(user)) != set(seen):
                raise AssertionError(f"The naive way finds other students for the {person}.")
        for way, ask in (("union", granted), ("or", naive)):
            found[person, way] = partial(inside, students, ask, user)
        found[person, "raw"] = partial(inside, students, raw, seen)
    return found


def inside(students, ask, *told):
    with in_district(students):
        return ask(*told)


def granted(user):
    """The portal's way: a UNION of the few rows that belong to the asker."""
    return list(Student.objects.granting(SEE, to=user).values_list("pk", flat=True))


def naive(user):
    """The way one writes first: for each student, ask whether any of the relations exists."""
    conditions = []
    for ids in ways(user.pk, today(), roles_granting(SEE)):
        conditions.append(Exists(ids.filter(student=OuterRef("pk"))))
    return list(Student.objects.filter(reduce(or_, conditions)).values_list("pk", flat=True))


def raw(keys):
    """The least a database can do: the same students, asked for by their keys in plain SQL."""
    with connections[chosen.get()].cursor() as cursor:
        cursor.execute("SELECT id FROM students_student WHERE id = ANY(%s)", [keys])
        return cursor.fetchall()
