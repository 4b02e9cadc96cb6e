"""The specialist's home with its 86 students: the whole page, its data, and plain SQL for the same rows."""

from functools import partial

from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from benchmarks.databases import chosen, in_district
from benchmarks.granting import askers, inside
from dashboards.calendars import present_years
from dashboards.caseload.rows import read_rows
from dashboards.caseload.scopes import MINE
from history.clock import today

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PLAIN = """
    SELECT s.legal_first, s.legal_last, e.grade, p.state, p.due_on, p.last_check_in_on, p.parts_met
    FROM students_responsibility r
    JOIN students_student s ON s.id = r.student_id
    JOIN students_enrollment e ON e.student_id = s.id AND e.ends_on IS NULL
    JOIN plans_plan p ON p.student_id = s.id AND p.withdrawn_at IS NULL
    WHERE r.user_id = %s AND r.kind = 'plan_manager' AND r.ends_on IS NULL ORDER BY s.sort_name
"""


def parts(students):
    """What is measured in a district of this size: `{way: function}`."""
    with in_district(students):
        user = User.objects.get(pk=askers(students)["specialist"])
        client = Client()
        client.force_login(user, backend=BACKEND)
    return {
        "page": partial(inside, students, page, client),
        "data": partial(inside, students, data, user),
        "raw": partial(inside, students, raw, user),
    }


def page(client):
    answer = client.get(reverse("dashboards:caseload"))
    if answer.status_code != 200:
        raise AssertionError(f"The caseload page answered {answer.status_code}.")
    return answer


def data(user):
    return read_rows(MINE.students(user), present_years(today()), on=today())


def raw(user):
    with connections[chosen.get()].cursor() as cursor:
        cursor.execute(PLAIN, [user.pk])
        return cursor.fetchall()


def queries(students):
    """How many queries page and data take in a district of this size."""
    made = parts(students)
    counted = {}
    for name in ("page", "data"):
        with CaptureQueriesContext(connections[str(students)]) as seen:
            made[name]()
        counted[name] = len(seen)
    return counted
