"""For which children does each person hold which permission? Sets, compared whole."""

import datetime
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.actions import close_account, issue_pass
from accounts.models import User
from accounts.permissions import Permission, Role
from dashboards.hats import read_hats, relations
from history.clock import now, today
from schools.models import Posting
from students import actions
from students.access import Standing, ways
from students.models import Guardianship, Student

SEES = {
    "specialist": {"student"},
    "teacher": {"student"},
    "counselor": {"student"},
    "leader": {"student"},
    "coordinator": {"student", "other_student"},
    "family": {"student"},
    "other_parent": {"student"},
    "student_user": {"student"},
    "idle_teacher": {"other_student"},  # works beside Maya, teaches her nothing, and is Leo's mother
    "other_specialist": {"other_student"},
    "other_teacher": {"other_student"},
    "other_counselor": {"other_student"},
    "other_leader": {"other_student"},
    "other_family": {"other_student"},
    "other_coordinator": {"far_student"},
    "far_student_user": {"far_student"},
}

READS_RECORD = {
    "specialist": {"student"},
    "counselor": {"student"},
    "leader": {"student"},
    "coordinator": {"student", "other_student"},
    "other_specialist": {"other_student"},
    "other_counselor": {"other_student"},
    "other_leader": {"other_student"},
    "other_coordinator": {"far_student"},
}


# Held by different sets of roles: together they tell every role from the others.
TELLING = (
    Permission.VIEW_STUDENT,
    Permission.VIEW_RECORD,
    Permission.READ_STAFF,
    Permission.READ_CIRCLE,
    Permission.EDIT_RECORD,
    Permission.WRITE_PLAN,
    Permission.ACKNOWLEDGE,
    Permission.WRITE_OWN_WORDS,
    Permission.MANAGE_STAFF,
)


def children(world, names):
    return {getattr(world, name).pk for name in names}


def granted(permission, to):
    return set(Student.objects.granting(permission, to=to).values_list("pk", flat=True))


def test_everyone_sees_exactly_their_own_children(world):
    for who, own in SEES.items():
        assert granted(Permission.VIEW_STUDENT, getattr(world, who)) == children(world, own), who


def test_records_are_read_by_those_who_keep_or_review_them_only(world):
    for who in SEES:
        own = READS_RECORD.get(who, set())
        assert granted(Permission.VIEW_RECORD, getattr(world, who)) == children(world, own), who


def test_granting_and_standing_never_disagree(world):
    """Two ways to ask the same question, for every person and child."""
    for user in User.objects.all():
        standings = [Standing.of(user, child) for child in Student.objects.all()]
        for permission in TELLING:
            held = {standing.student.pk for standing in standings if standing.may(permission)}
            assert held == granted(permission, user), (user, permission)


def test_a_teacher_who_is_a_mother_has_each_right_where_she_has_the_role(world):
    mother = world.teacher_and_mother
    assert granted(Permission.READ_HOME, mother) == set()
    assert granted(Permission.ACKNOWLEDGE, mother) == {world.other_student.pk}
    assert Standing.of(mother, world.other_student).voices == ["family"]
    assert Standing.of(mother, world.student).roles == frozenset()


def test_the_end_of_a_posting_ends_all_of_somebodys_work(world):
    yesterday = today() - datetime.timedelta(days=1)
    for user in (world.teacher, world.specialist, world.coordinator):
        assert world.student.pk in granted(Permission.VIEW_STUDENT, user)
        Posting.objects.filter(user=user).update(ends_on=yesterday)
        assert granted(Permission.VIEW_STUDENT, user) == set()


def test_of_a_question_asked_before_only_the_wording_is_remembered(world):
    """Asked again in the same process and on the same day, each way to ask answers for what is now."""
    yesterday, user, child = today() - datetime.timedelta(days=1), world.family, world.student
    tie = Guardianship.objects.filter(guardian__user=user, student=child)
    for now_so, change in [(True, {}), (False, {"no_contact": True}), (True, {"no_contact": False}),
                           (False, {"ends_on": yesterday}), (True, {"ends_on": None})]:  # fmt: skip
        tie.update(**change) if change else None
        assert (child.pk in granted(Permission.VIEW_STUDENT, user)) is now_so
        assert bool(Standing.of(user, child).roles) is now_so
        assert (child.public_id in {one.public_id for one in read_hats(user).children}) is now_so
    kept = [*ways(user.pk, today(), frozenset(Role)), relations(user.pk, today())]
    assert all(rows._result_cache is None for rows in kept)


def test_of_two_ties_of_one_adult_the_one_that_bars_contact_holds(world):
    """Of this child, while it is in force; a bar towards one child says nothing of another."""
    tie, user, child = world.family_tie, world.family, world.student
    tomorrow = today() + datetime.timedelta(days=1)
    Guardianship.objects.create(student=world.other_student, guardian=tie.guardian, starts_on=today())
    Guardianship.objects.filter(pk=tie.pk).update(ends_on=today() + datetime.timedelta(days=9))
    bar = Guardianship.objects.create(student=child, guardian=tie.guardian, no_contact=True, starts_on=tomorrow)
    both, barred = {child.pk, world.other_student.pk}, {world.other_student.pk}
    for begins, seen in ((tomorrow, both), (today(), barred)):
        Guardianship.objects.filter(pk=bar.pk).update(starts_on=begins)
        assert granted(Permission.VIEW_STUDENT, user) == seen
        assert bool(Standing.of(user, child).roles) is (child.pk in seen)
        assert {one.public_id for one in read_hats(user).children} == set(
            Student.objects.filter(pk__in=seen).values_list("public_id", flat=True)
        )


def test_a_remembered_wording_is_the_same_in_every_thread(world):
    def wording(_n):
        return str(Student.objects.granting(Permission.VIEW_PLAN, to=world.teacher).query)

    first = wording(0)
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(wording, range(80))) == {first}


def test_a_posting_that_begins_tomorrow_opens_nothing_today(world):
    Posting.objects.filter(user=world.counselor).update(starts_on=today() + datetime.timedelta(days=1))
    assert granted(Permission.VIEW_STUDENT, world.counselor) == set()


def test_a_closed_account_sees_nobody(world):
    for user in (world.specialist, world.family, world.student_user):
        closed = close_account(user=user, by=None)
        assert granted(Permission.VIEW_STUDENT, closed) == set()
        assert Standing.of(closed, world.student).permissions == frozenset()


def test_a_child_who_left_is_seen_by_the_coordinator_and_the_family_only(world):
    enrollment = world.student.enrollments.get()
    actions.end_enrollment(enrollment=enrollment, on=today() - datetime.timedelta(days=1), by=world.specialist)
    seeing = {who for who in SEES if world.student.pk in granted(Permission.VIEW_STUDENT, getattr(world, who))}
    assert seeing == {"coordinator", "family", "other_parent", "student_user"}


def test_a_card_opens_its_own_child_and_never_acknowledges(world):
    card, _secret = issue_pass(child=world.other_student, expires_at=now() + datetime.timedelta(days=1), by=world.root)
    assert granted(Permission.VIEW_STUDENT, card) == {world.other_student.pk}
    assert granted(Permission.ACKNOWLEDGE, card) == set()
    assert Standing.of(card, world.student).permissions == frozenset()
    assert Standing.of(card, world.other_student).permissions == card.granted


def test_granting_is_one_query(world, assert_query_count):
    with assert_query_count(1):
        list(Student.objects.granting(Permission.VIEW_STUDENT, to=world.specialist))


def nodes(plan):
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


@pytest.mark.postgresql
@pytest.mark.parametrize("who", ["specialist", "teacher", "coordinator", "family", "student_user"])
def test_granting_never_reads_through_every_student(world, who):
    """With sequential scans made dear, one that remains has no index to go by and grows with the district."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    students = Student.objects.granting(Permission.VIEW_PLAN, to=getattr(world, who))
    plan = json.loads(students.explain(format="json"))[0]["Plan"]
    scans = {(node["Node Type"], node["Relation Name"]) for node in nodes(plan) if "Relation Name" in node}
    assert any(relation == "students_student" for _kind, relation in scans)
    assert ("Seq Scan", "students_student") not in scans


@pytest.mark.postgresql
def test_a_bar_on_contact_is_looked_up_among_the_few_rows_of_the_adult(world):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    ties = Guardianship.objects.rightful(today()).filter(guardian__user=world.family)
    plan = json.loads(ties.explain(format="json"))[0]["Plan"]
    scans = {(node["Node Type"], node["Relation Name"]) for node in nodes(plan) if "Relation Name" in node}
    assert any(relation == "students_guardianship" for _kind, relation in scans)
    assert ("Seq Scan", "students_guardianship") not in scans
