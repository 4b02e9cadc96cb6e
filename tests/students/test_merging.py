"""Two records of one child: previewed, made one with everything that hangs on them, and taken apart exactly."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import Pass
from checkins.actions import comment
from history.models import Event
from students import actions as students
from students.merging import facts_that_differ, hanging, homes_apart, pairs_of, rows_that_move, will_keep
from students.models import Merge, Student


@pytest.fixture
def second(world):
    """A second record of Maya, with a family, evidence, a note, a class, a card and a plan of an earlier year."""
    by = world.specialist
    row = students.add_student(
        district=world.district, school=world.school, year=world.year, grade="8", legal_first="Maia",
        legal_last="Thompson", local_id="99", starts_on=world.year.starts_on, keeper=by, by=by,
    )  # fmt: skip
    students.identify(student=row, area="mathematics", decided_on=world.today, by=by)
    students.identify(student=row, area="reading", decided_on=world.today, by=by)
    students.record_evidence(student=row, kind="ability", instrument="NNAT", score="98th", by=by)
    students.write_note(student=row, words="Two records", by=by)
    students.add_guardian(
        student=row, name="Nana Thompson", email="nana@example.org", relationship="grandparent",
        household_name="Dana's home", starts_on=world.year.starts_on, by=by,
    )  # fmt: skip
    students.give_card(student=row, by=by)
    return row


def everything(*rows):
    """Every row of the rooms of the child and of sign-in, as the tables hold them."""
    tables = ["students", "plans", "goals", "checkins", "accounts"]
    return {
        model._meta.label: sorted(model.objects.values_list(), key=lambda row: row[0])
        for model in apps.get_models()
        if model._meta.app_label in tables and model is not Merge
    }


def merged(world, second, **options):
    return students.merge_records(
        kept=world.student, other=second, reason="Typed twice", by=world.specialist, **options
    )


def test_everything_that_hangs_on_the_other_record_moves(world, second):
    merged(world, second)
    assert {row._meta.model_name for row, _field in rows_that_move(world.student, second)} <= {"student"}
    assert world.student.evidence.filter(instrument="NNAT").exists()
    assert world.student.notes.filter(words="Two records").exists()
    assert world.student.identifications.filter(area="reading").exists()
    tie = world.student.guardianships.get(guardian__name="Nana Thompson")
    assert tie.household.student == world.student


def test_what_may_stand_once_keeps_what_was_chosen(world, second):
    pairs = {pair.kept._meta.model_name: pair for pair in pairs_of(world.student, second) if pair.facts}
    assert {"enrollment", "identification"} <= set(pairs)
    merged(world, second, taken={pairs["enrollment"].key, "legal_first"})
    kept = Student.objects.get(pk=world.student.pk)
    assert (kept.legal_first, kept.local_id) == ("Maia", "61612")
    assert kept.enrollments.get(ends_on=None).grade == "8"
    assert kept.sort_name.startswith("thompson, maia")


def test_other_record_is_reached_by_nobody_and_its_history_stays(world, second, client_of):
    before = Event.objects.about(second).count()
    merged(world, second)
    for who in ("specialist", "coordinator"):
        assert (
            client_of(getattr(world, who)).get(reverse("students:detail", args=[second.public_id])).status_code == 404
        )
        assert not Student.objects.granting("view_student", to=getattr(world, who)).filter(pk=second.pk).exists()
    assert Event.objects.about(second).count() == before + 1
    assert Pass.objects.filter(student_public_id=second.public_id, revoked_at=None).count() == 0


def test_undoing_puts_every_row_back(world, second):
    before = everything()
    merge = merged(world, second, taken={"legal_first", *(pair.key for pair in pairs_of(world.student, second))},
                   sign_in="other")  # fmt: skip
    assert everything() != before
    students.undo_merge(merge=merge, by=world.specialist)
    assert everything() == before


def test_undo_is_refused_when_what_it_would_put_back_was_changed(world, second):
    merge = merged(world, second, taken={"legal_first"})
    kept = Student.objects.get(pk=world.student.pk)
    students.correct_student(student=kept, version=kept.version, legal_first="Maya", by=world.specialist)
    with pytest.raises(ValidationError, match="changed since"):
        students.undo_merge(merge=merge, by=world.specialist)
    second.refresh_from_db()
    assert second.merged_into == kept


def test_what_came_after_the_merge_stays_with_the_record_that_was_kept(world, second):
    merge = merged(world, second)
    students.write_note(student=world.student, words="Since", by=world.specialist)
    comment(plan=world.plan, words="Since", reader="staff", by=world.specialist, voice="staff")
    students.undo_merge(merge=merge, by=world.specialist)
    assert world.student.notes.filter(words="Since").exists()


# Homes of one name. -------------------------------------------------------------------------------
def home_of(student, *names, home="Dana's home", by):
    """A home of a record with these adults."""
    for name in names:
        email = f"{name.split()[0].lower()}@example.org"
        students.add_guardian(student=student, name=name, email=email, household_name=home, by=by)
    return student.households.get(name=home)


def test_homes_of_one_name_with_other_people_stay_two(world, second):
    before, moved = everything(), second.households.get()
    here = world.student.households.get(name="Dana's home")
    merge = merged(world, second)
    moved.refresh_from_db()
    assert (moved.student, moved.name) == (world.student, "Dana's home (Nana Thompson)")
    assert {tie.guardian.name for tie in here.guardianships.all()} == {"Dana Thompson"}
    assert [tie.guardian.name for tie in moved.guardianships.all()] == ["Nana Thompson"]
    students.undo_merge(merge=merge, by=world.specialist)
    assert everything() == before


def test_preview_says_that_two_homes_of_one_name_stay_two(world, second, client_of):
    address = reverse("students:merge", args=[world.student.public_id])
    page = client_of(world.specialist).get(address, {"other": second.public_id})
    assert [(home.name, name) for home, name in page.context["apart"]] == [
        ("Dana's home", "Dana's home (Nana Thompson)")
    ]
    assert "They stay two homes" in page.content.decode()


@pytest.mark.parametrize(
    ("kept", "other", "name"),
    [
        (["Ada Lee"], ["Ada Lee"], None),
        ([], ["Bo Lee"], None),
        (["Ada Lee"], [], None),
        (["Ada Lee"], ["Ada Lee", "Bo Lee"], "Home (Bo Lee)"),
        (["Ada Lee", "Bo Lee"], ["Ada Lee"], "Home (Ada Lee)"),
        (["Ada Lee"], ["Bo Lee"], "Home (Bo Lee)"),
    ],
)
def test_homes_of_one_name_are_one_where_the_same_people_live(world, second, kept, other, name):
    for row, names in ((world.student, kept), (second, other)):
        row.households.get_or_create(name="Home")
        home_of(row, *names, home="Home", by=world.specialist)
    second.households.create(name="Home (Bo Lee)")
    found = {home.name: called for home, called in homes_apart(world.student, second)}
    expected = "Home (Bo Lee) 2" if name == "Home (Bo Lee)" else name
    assert found.get("Home") == expected


# Who may undo. ------------------------------------------------------------------------------------
@pytest.fixture
def elsewhere(world):
    """A record of Maya at the other school, with an account, made one with hers by the coordinator."""
    other = students.add_student(
        district=world.district, school=world.other_school, year=world.year, grade="7", legal_first="Maia",
        legal_last="Thompson", starts_on=world.year.starts_on, by=world.other_specialist,
    )  # fmt: skip
    students.give_account(student=other, email="maia@example.org", by=world.other_specialist)
    return students.merge_records(kept=world.student, other=other, reason="One child", by=world.coordinator)


def test_whoever_keeps_one_of_the_two_records_does_not_undo_it(world, elsewhere, client_of, nothing_written):
    address = reverse("students:merged", args=[world.student.public_id, elsewhere.pk])
    elena = client_of(world.specialist)
    page = elena.get(address).content.decode()
    assert ("A coordinator of the district can undo this merge" in page, "Undo the merge" in page) == (True, False)
    with nothing_written():
        answer = elena.post(address)
        with pytest.raises(ValidationError, match="do not keep"):
            students.undo_merge(merge=elsewhere, by=world.specialist)
    assert answer.status_code == 403
    assert "A coordinator of the district can undo this merge" in answer.content.decode()
    carmen = client_of(world.coordinator)
    assert "Undo the merge" in carmen.get(address).content.decode()
    assert carmen.post(address).status_code == 303
    elsewhere.other.refresh_from_db()
    assert (elsewhere.other.merged_into, elsewhere.other.user.is_active) == (None, True)


@pytest.mark.parametrize("moved", [True, False], ids=["moved", "stayed behind"])
def test_whoever_keeps_both_undoes_it_by_what_comes_back(world, second, moved):
    """An enrolment that moved is of the record that comes back, and so is one that stayed behind on it."""
    if moved:
        students.end_enrollment(enrollment=world.student.enrollments.get(), on=world.today, by=world.specialist)
    merge = merged(world, second)
    assert will_keep(world.specialist, merge)
    for nobody in (world.other_specialist, world.teacher, world.leader, world.other_coordinator):
        assert not will_keep(nobody, merge)


def test_preview_shows_what_moves_and_what_differs(world, second, client_of):
    elena = client_of(world.specialist)
    address = reverse("students:merge", args=[world.student.public_id])
    assert second in elena.get(address).context["others"]
    page = elena.get(address, {"other": second.public_id})
    assert dict(page.context["moves"])["pieces of evidence"] == 1
    assert set(facts_that_differ(world.student, second)) <= set(page.context["form"].fields)
    answer = elena.post(address, dict.fromkeys(page.context["form"].fields, "kept") | {
        "other": second.public_id, "reason": "Typed twice"})  # fmt: skip
    assert answer.status_code == 303
    one = Merge.objects.get(other=second)
    assert answer["Location"] == reverse("students:merged", args=[world.student.public_id, one.pk])
    assert elena.get(answer["Location"]).status_code == 200
    assert elena.post(answer["Location"]).status_code == 303
    second.refresh_from_db()
    assert second.merged_into is None


def test_record_one_does_not_keep_is_no_choice(world, client_of, nothing_written):
    elena = client_of(world.specialist)
    address = reverse("students:merge", args=[world.student.public_id])
    with nothing_written():
        assert elena.post(address, {"other": world.other_student.public_id}).status_code == 404
        assert elena.get(address, {"other": "nobody"}).status_code == 404


def test_every_relation_of_a_child_is_known_to_the_merge():
    """A new table about a child moves by itself; whoever adds one that may stand once adds it to `ONCE`."""
    assert sorted(one.related_model._meta.label for one in hanging(Student)) == [
        "checkins.FollowUp", "plans.Plan", "rostering.StagedRow", "students.ClassMembership", "students.Enrollment",
        "students.Evidence", "students.Guardianship", "students.Household", "students.Identification",
        "students.Note", "students.ProgramStatus", "students.Responsibility",
    ]  # fmt: skip
