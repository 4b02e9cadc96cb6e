"""A list that was brought in is taken back: who leaves, what goes back, what stays and why."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from history.models import Event
from plans.actions import start_plan
from rostering import actions
from rostering.actions.withdrawing import reasons_to_keep
from rostering.models import ImportRun
from rostering.taken import counted, fates_of
from schools.actions import end_posting
from students import actions as students
from students.models import (
    ClassMembership,
    Enrollment,
    Evidence,
    Guardian,
    Identification,
    Note,
    ProgramStatus,
    Responsibility,
    Student,
)
from tests.rostering.files import HEADERS, ROWS, SAMPLE, workbook
from tests.rostering.lists import CASELOAD_CHOICES, apply, choose, confirm, proposals, read
from tests.world import account, moment, works

WIDE = (*HEADERS, "CogAT 8 Verbal", "Math teacher")
ANA = (*ROWS[0], "97", "Petrie")
FINN = (*ROWS[1], "91", "Petrie")


def brought_in(world, *rows, headers=WIDE, **options):
    (run,) = read(world, workbook([("A", [headers, *(rows or (ANA, FINN))])]), **options)
    return apply(run)


def take_back(run, by=None, reason="The wrong file"):
    return actions.take_list_back(run=run, by=by or run.by, reason=reason)


def named(name):
    return Student.objects.get(legal_last=name)


def fates(run, by=None):
    """Family name → (leaves, what stays) of every student of a list."""
    found = fates_of(run, by=by or run.by).all
    return {Student.objects.get(pk=pk).legal_last: (fate.leaves, fate.stays) for pk, fate in found.items()}


def record_of(student):
    """All that stands in one child's record, without the keys of rows."""

    def standing(rows, *columns):
        return sorted(map(str, rows.filter(withdrawn_at=None).values_list(*columns)))

    person = ("guardian__name", "guardian__email", "guardian__phone", "guardian__contact_note", "guardian__language")
    account_of = ("guardian__user__email", "guardian__user__name", "guardian__user__is_active")
    return (
        [str(getattr(student, name)) for name in Student.FACTS],
        student.sort_name,
        standing(student.enrollments, "school", "grade", "starts_on", "ends_on"),
        standing(student.statuses, "status", "starts_on", "ends_on", "reason"),
        standing(student.identifications, "area", "status", "decided_on", "decided_text"),
        standing(student.evidence, "instrument", "score", "percentile", "taken_text", "area"),
        standing(student.notes, "words", "reader"),
        standing(student.guardianships, *person, *account_of, "relationship", "starts_on", "ends_on"),
        standing(student.responsibilities, "kind", "user", "named", "subject", "starts_on", "ends_on"),
        standing(student.memberships, "section", "starts_on", "ends_on"),
    )


def everything():
    return sorted(map(str, map(record_of, Student.objects.standing())))


def test_students_of_a_wrong_list_leave_and_nothing_is_deleted(world):
    before, tables = everything(), (Student, Enrollment, ProgramStatus, Identification, Evidence, Note, Guardian)
    run = brought_in(world)
    rows = [model.objects.count() for model in tables]
    assert fates(run) == {"Rivera": (True, []), "Lad": (True, [])}
    take_back(run)
    assert everything() == before
    assert [model.objects.count() for model in tables] == rows
    ana = named("Rivera")
    run.refresh_from_db()
    assert (ana.withdrawn_by, ana.withdrawn_at, ana.state_id) == (run.by, run.taken_back_at, "1258026796")
    assert (run.state, run.taken_back_by, run.taken_back_because) == ("taken_back", run.by, "The wrong file")
    told = Event.objects.filter(verb="rostering.list_taken_back").order_by("pk")
    assert [(one.reason, one.data.get("left")) for one in told] == [
        ("The wrong file", 2), ("The wrong file", True), ("The wrong file", True),
    ]  # fmt: skip
    assert Event.objects.about(ana).filter(verb="students.student_added").exists()


@pytest.mark.parametrize("who", ["other_specialist", "other_teacher", "leader", "coordinator", "mother"])
def test_whoever_saw_a_child_by_the_list_sees_nobody_any_more(world, who):
    run = brought_in(world)
    people = {name: getattr(world, name, None) for name in ("other_specialist", "other_teacher", "leader")}
    people |= {"coordinator": world.root, "mother": User.objects.get(email="susan@example.org")}
    mine = named("Rivera")

    def sees():
        days = (world.today + datetime.timedelta(days=n) for n in (-40, 0, 40))
        return any(Student.objects.granting("view_student", to=people[who], on=day).filter(pk=mine.pk) for day in days)

    assert sees()
    take_back(run)
    people[who].refresh_from_db()
    assert not sees()


def test_an_account_nobody_used_is_given_up_and_its_address_is_free(world):
    run = brought_in(world)
    mother = User.objects.get(email="susan@example.org")
    take_back(run)
    mother.refresh_from_db()
    assert (mother.email, mother.is_active) == (None, False)
    assert students.add_guardian(
        student=world.student, name="Susan Thompson", email="susan@example.org", by=world.specialist
    ).guardian.user.is_active


def test_an_adult_who_has_another_child_here_stays_with_that_child(world):
    run = brought_in(world)
    tie = students.add_guardian(
        student=world.student, name="Susan Rivera", email="susan@example.org", by=world.specialist
    )
    assert fates(run)["Rivera"] == (True, [])
    take_back(run)
    tie.refresh_from_db()
    assert (tie.withdrawn_at, tie.guardian.user.email, tie.guardian.user.is_active) == (None, "susan@example.org", True)


WRONG = ((*ANA[:4], "Mus", *ANA[5:8], "not hers", "12", "Lindqvist"), FINN)


@pytest.mark.parametrize("numbers", [True, False], ids=["with IDs", "without"])
def test_taken_back_and_the_right_list_is_the_same_as_the_right_list_alone(world, numbers):
    def as_listed(row):
        return row if numbers else (*row[:2], None, None, *row[4:])

    wrong, right = [as_listed(row) for row in WRONG], [as_listed(row) for row in (ANA, FINN)]
    with transaction.atomic():
        brought_in(world, *right)
        alone = everything()
        transaction.set_rollback(True)
    run = brought_in(world, *wrong)
    assert everything() != alone
    take_back(run)
    (again,) = read(world, workbook([("A", [WIDE, *right])]))
    assert proposals(again) == {"": 1, "create": 2}
    apply(again)
    assert everything() == alone
    ana = named("Rivera")  # one record, not two
    assert Event.objects.about(ana).filter(verb="students.student_brought_back").count() == 1


def test_the_whole_workbook_leaves_and_comes_again(world):
    runs = read(world, SAMPLE)
    for run in runs:
        apply(choose(run, CASELOAD_CHOICES if run.position == 0 else {}))
    alone, count = everything(), Student.objects.count()
    for run in reversed(runs):
        assert counted(fates_of(run, by=run.by)) == {"left": run.rows.filter(proposal="create").count()}
        take_back(run)
    assert len(everything()) == 1
    for run in read(world, SAMPLE):
        apply(choose(run, CASELOAD_CHOICES if run.position == 0 else {}))
    assert (everything(), Student.objects.count()) == (alone, count)


def test_a_namesake_at_another_school_is_not_given_a_record_that_was_taken_back(world):
    row = ("Rivera, Ana", 7, None, None, *ANA[4:])
    take_back(brought_in(world, row))
    brought_in(world, row, by=world.specialist, school=world.school)
    assert Student.objects.filter(legal_last="Rivera").count() == 2


# What somebody changed or added since. ------------------------------------------------------------
def begin_plan(world, child):
    start_plan(student=child, year=world.year, by=world.other_specialist)


def join(world, child):
    section = students.open_section(school=world.other_school, year=world.year, name="Art", by=world.other_specialist)
    return students.join_class(student=child, section=section, by=world.other_specialist)


def sign_in(_world, child):
    User.objects.filter(guardian__guardianships__student=child).update(last_login=child.withdrawn_at or moment_now())


def moment_now():
    return datetime.datetime.now(tz=datetime.UTC)


def correct(world, child):
    students.correct_student(student=child, version=child.version, chosen_first="Annie", by=world.other_specialist)


def give_card(world, child):
    students.give_card(student=child, by=world.other_specialist)


def write_note(world, child):
    students.write_note(student=child, words="Loves maps", by=world.other_specialist)


def merge(world, child):
    where = {"school": world.other_school, "district": world.district, "year": world.year, "grade": "7"}
    other = students.add_student(legal_first="Anna", legal_last="Riviera", by=world.root, **where)
    students.merge_records(kept=child, other=other, reason="Typed twice", by=world.root)


def correct_area(world, child):
    area = child.identifications.first()
    students.correct_identification(identification=area, note="Re-tested", by=world.other_specialist)


TOUCHED = {
    begin_plan: "a plan was begun",
    join: "the student was put in a class",
    sign_in: "an adult of the family signed in, or their account was corrected",
    correct: "the facts were corrected",
    give_card: "a sign-in card was given",
    write_note: "a note was written",
    merge: "another record was merged into this one",
    correct_area: "an area was corrected",
}


@pytest.mark.parametrize("touch", TOUCHED, ids=lambda touch: touch.__name__)
def test_a_student_whom_somebody_touched_since_stays_whole_and_says_why(world, touch):
    run = brought_in(world)
    touch(world, named("Rivera"))
    before = record_of(named("Rivera"))
    leaves, stays = fates(run)["Rivera"]
    assert (leaves, TOUCHED[touch] in stays) == (False, True)
    assert fates(run)["Lad"] == (True, [])
    take_back(run)
    assert record_of(named("Rivera")) == before
    assert named("Lad").withdrawn_at
    assert list(run.rows.order_by("number").values_list("taken", flat=True))[-2:] == ["stays", "left"]


def test_what_was_put_in_and_taken_out_again_keeps_nobody(world):
    run = brought_in(world)
    students.withdraw_tie(tie=join(world, named("Rivera")), by=world.other_specialist)
    students.withdraw_evidence(evidence=named("Rivera").evidence.first(), by=world.other_specialist)
    assert fates(run)["Rivera"] == (True, [])


def changed_list(world):
    """A list that changes much of Ana, who was here before; and her record as it was."""
    brought_in(world)
    ana = named("Rivera")
    students.correct_guardian(guardian=Guardian.objects.get(name="Susan Rivera"), phone="", by=world.other_specialist)
    before = record_of(ana)
    row = ("Rivera, Ana", 8, "1258026796", 99999, "GIA/Mus", ROWS[0][5], "Susan Rivera", "susana@example.org", "maps",
           "98", "Somebody Else")  # fmt: skip
    return brought_in(world, row), before


def test_a_student_who_was_here_is_as_before(world):
    run, before = changed_list(world)
    assert record_of(named("Rivera")) != before
    assert fates(run) == {"Rivera": (False, [])}
    take_back(run)
    assert record_of(named("Rivera")) == before
    assert User.objects.get(name="Susan Rivera").email == "susan@example.org"
    told = Event.objects.about(named("Rivera")).get(verb="rostering.list_taken_back")
    assert told.changes == [{"field": "local_id", "before": "99999", "after": "78087"}]


def test_what_was_changed_again_stays_and_the_rest_goes_back(world):
    run, before = changed_list(world)
    ana = named("Rivera")
    students.correct_student(student=ana, version=ana.version, local_id="12345", by=world.other_specialist)
    students.correct_enrollment(enrollment=ana.enrollments.get(), grade="6", by=world.other_specialist)
    assert fates(run) == {"Rivera": (False, ["the facts were corrected", "the school or the grade was changed"])}
    take_back(run)
    ana = named("Rivera")
    assert (ana.local_id, ana.enrollments.get().grade) == ("12345", "6")
    assert record_of(ana)[4:] == before[4:]
    assert run.rows.get(taken="partly").student == ana


def test_a_child_who_was_brought_to_another_school_goes_back_with_class_and_teachers(world, freeze):
    freeze(moment(world, -10))
    brought_in(world)
    ana, teacher = named("Rivera"), world.other_teacher
    join(world, ana)
    before = record_of(ana)
    freeze(moment(world, 0))
    works(world, world.other_specialist, "specialist", school=world.school)
    row = ("Rivera, Ana", 8, "1258026796", *ROWS[0][3:], "97", "Petrie")
    run = brought_in(world, row, school=world.school)
    assert ana.enrollments.get(ends_on=None).school == world.school
    assert not Student.objects.granting("view_student", to=teacher).filter(pk=ana.pk)
    take_back(run)
    assert record_of(named("Rivera")) == before
    assert Student.objects.granting("view_student", to=teacher).filter(pk=ana.pk)


def test_what_has_no_room_any_more_stays(world):
    run, _before = changed_list(world)
    where = {"school": world.other_school, "district": world.district, "year": world.year, "grade": "7"}
    students.add_student(legal_first="Ben", legal_last="Vega", local_id="78087", by=world.other_specialist, **where)
    assert fates(run) == {"Rivera": (False, ["what was there before has no place beside what is there now"])}
    take_back(run)
    assert named("Rivera").local_id == "99999"


def test_a_child_whose_record_others_keep_now_stays_and_the_district_may_take_it_back(world, freeze):
    freeze(moment(world, -10))
    brought_in(world)
    run = brought_in(world, (*ROWS[0][:3], 99999, *ANA[4:]))
    ana, where = named("Rivera"), {"school": world.school, "year": world.year, "grade": "7", "on": world.today}
    freeze(moment(world, 0))
    students.move_school(student=ana, by=world.root, **where)
    assert fates(run) == {"Rivera": (False, ["somebody else keeps this record now"])}
    assert fates(run, by=world.root) == {"Rivera": (False, [])}
    take_back(run)
    assert named("Rivera").local_id == "99999"


# Reasons not to. ----------------------------------------------------------------------------------
def test_a_later_list_that_changed_the_same_students_goes_first(world):
    first = brought_in(world)
    second = brought_in(world, ("Rivera, Ana", 8, *ANA[2:]))
    (reason,) = reasons_to_keep(first, first.by)
    assert ("list.xlsx" in reason, "1 of these students" in reason) == (True, True)
    with pytest.raises(ValidationError, match="Take that list back first"):
        take_back(first)
    take_back(second)
    assert reasons_to_keep(first, first.by) == []
    take_back(first)
    assert len(everything()) == 1


def test_without_a_reason_nothing_is_taken_back(world):
    run = brought_in(world)
    with pytest.raises(ValidationError, match="Say why"):
        take_back(run, reason="  ")
    assert not Student.objects.exclude(withdrawn_at=None).exists()


def test_a_list_from_before_changes_were_kept_says_so(world):
    run = brought_in(world)
    run.rows.update(made=[])
    assert reasons_to_keep(run, run.by) == [
        "It is not kept what this list changed, so it can only be corrected student by student."
    ]


def test_only_who_brought_it_and_who_runs_the_district_may(world):
    run = brought_in(world)
    colleague = account(world, "Cora Vale", "cora@example.org")
    works(world, colleague, "specialist", school=world.other_school)
    for nobody in (colleague, world.leader, world.specialist):
        assert reasons_to_keep(run, nobody) == ["You no longer bring students into this school."]
    assert reasons_to_keep(run, world.root) == []
    for posting in run.by.postings.all():
        end_posting(posting=posting, on=world.today - datetime.timedelta(days=1), by=world.root)
    with pytest.raises(ValidationError, match="no longer bring students"):
        take_back(run)
    take_back(run, by=world.root)
    run.refresh_from_db()
    assert run.taken_back_by == world.root


def test_once_is_enough(world):
    run = brought_in(world)
    take_back(run)
    with pytest.raises(ValidationError, match="moved on"):
        take_back(run)


# The list once more. ------------------------------------------------------------------------------
def test_the_same_rows_can_be_looked_at_again(world):
    run = brought_in(world)
    alone = everything()
    take_back(run)
    run.refresh_from_db()
    again = actions.read_again(run=run, by=run.by)
    run = ImportRun.objects.get(pk=run.pk)
    assert (again.state, again.upload != run.upload, run.state) == ("read", True, "taken_back")
    apply(confirm(again, again.by))
    assert everything() == alone


def test_lists_taken_back_are_not_forgotten_as_left_lying(world, freeze):
    run = take_back(brought_in(world))
    freeze(run.at + datetime.timedelta(days=200))
    assert actions.forget() == 0
    assert ClassMembership.objects.count() == Responsibility.objects.filter(withdrawn_at=None).count() == 0
