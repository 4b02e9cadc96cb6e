"""Two records of one child with a plan for the same year each: one stays, the other gives way, both come back."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from checkins import actions as talk
from dashboards.caseload.rows import read_rows
from goals.actions import close_goal, withdraw_goal, write_goal
from history.models import Event
from plans import actions as plans
from plans.actions.touching import KEPT, columns
from plans.models import Plan, Revision
from students import actions as students
from students.models import Student
from students.registry import held_twice
from tests.students.test_merging import everything

VALUES = {
    "kind": "achievement", "area": "mathematics", "short_label": "Fractions", "statement": "Explain a fraction",
    "standard": "MA20", "measure": "Explains", "target": "3 of 4",
}  # fmt: skip


def record_of(world, first, local_id, *, stage="", says=0):
    """A record of a child called like this, with a plan of this year in a stage, of which so much was said."""
    by, start = world.specialist, world.year.starts_on
    row = students.add_student(
        district=world.district, school=world.school, year=world.year, grade="8", legal_first=first,
        legal_last="Quill", local_id=local_id, starts_on=start, keeper=by, by=by,
    )  # fmt: skip
    students.identify(student=row, area="mathematics", decided_on=world.today, by=by)
    tie = students.add_guardian(
        student=row, name="Wren Quill", email="wren@example.org", relationship="mother", education_rights=True,
        household_name="Wren's home", starts_on=start, by=by,
    )  # fmt: skip
    one = SimpleNamespace(student=row, tie=tie, plan=None, goal=None)
    if stage:
        write_plan(world, one, stage, says)
    return one


def write_plan(world, one, stage, says):
    by = world.specialist
    plan = plans.start_plan(student=one.student, year=world.year, by=by)
    plans.write_section(plan=plan, code="strengths", words="Asks why", version=0, by=by, voice="staff")
    strategies = [
        {"place": "home", "words": f"Bake in {one.tie.household.pk} cups", "household": one.tie.household},
        {"place": "school", "words": "Tuesdays", "user": world.teacher},
    ]
    one.goal = write_goal(plan=plan, values=VALUES, strategies=strategies, by=by)
    if stage != "draft":
        plans.share_changes(plan=plan, by=by)
        one.goal.refresh_from_db()
    if stage in ("active", "closed"):
        revision = Revision.objects.get(plan=plan)
        plans.acknowledge(revision=revision, meaning="agree", by=one.tie.guardian.user, voice="family", role="mother")
        plan = plans.activate_plan(plan=plan, by=by)
    for count in range(says):
        talk.comment(plan=plan, words=f"Remark {count}", reader="staff", by=by, voice="staff")
    talk.check_in(goal=one.goal, by=world.teacher, voice="staff", level=2)
    if stage == "closed":
        close_goal(goal=one.goal, outcome="met", learned="Much", onward="retire", by=by)
        plans.close_plan(plan=plan, by=by)
    one.plan = Plan.objects.get(pk=plan.pk)


def twice(kept, other):
    """The one question about two plans, from a fresh look."""
    ((_room, one),) = held_twice(*(Student.objects.get(pk=row.student.pk) for row in (kept, other)))
    return one


def merged(world, kept, other, *, stays="kept"):
    one = twice(kept, other)
    return students.merge_records(
        kept=kept.student, other=other.student, reason="Came from two schools", by=world.specialist,
        taken={one.key} if stays == "other" else set(),
    )  # fmt: skip


def are_up_to_date(*rows):
    """Whether what lists keep of these plans is what the plans say."""
    fresh = Plan.objects.filter(pk__in=[row.plan.pk for row in rows])
    return all({name: getattr(plan, name) for name in KEPT} == columns(plan) for plan in fresh)


STAGES = ["draft", "with_family", "active", "closed"]


@pytest.mark.parametrize(
    ("here", "there", "says", "proposed"),
    [
        ("draft", "draft", (0, 0), "kept"),
        ("draft", "draft", (0, 2), "other"),
        ("draft", "with_family", (5, 0), "other"),
        ("active", "draft", (0, 5), "kept"),
        ("with_family", "active", (5, 0), "other"),
        ("active", "active", (0, 2), "other"),
        ("active", "active", (2, 0), "kept"),
        ("closed", "closed", (0, 0), "kept"),
        ("closed", "active", (3, 0), "other"),
        ("closed", "draft", (0, 3), "kept"),
    ],
)
def test_the_plan_that_is_further_on_is_proposed_to_stay(world, here, there, says, proposed):
    kept = record_of(world, "Robin", "701", stage=here, says=says[0])
    other = record_of(world, "Robyn", "702", stage=there, says=says[1])
    assert twice(kept, other).proposed == proposed


@pytest.mark.parametrize("stays", ["kept", "other"])
@pytest.mark.parametrize("stages", [(one, one) for one in STAGES] + [("active", "draft"), ("draft", "with_family")])
def test_one_plan_stays_and_undoing_puts_every_row_back(world, stages, stays):
    kept, other = (
        record_of(world, first, number, stage=stage, says=1)
        for first, number, stage in zip(("Robin", "Robyn"), ("701", "702"), stages, strict=True)
    )
    frozen = list(Revision.objects.order_by("pk").values())
    before = everything()
    merge = merged(world, kept, other, stays=stays)
    stayed, gone = (kept, other) if stays == "kept" else (other, kept)
    assert Plan.objects.for_year(world.year).get(student=kept.student) == stayed.plan
    row = Plan.objects.get(pk=gone.plan.pk)
    assert (row.gave_way_to, row.student, row.state, row.is_open) == (stayed.plan, kept.student, gone.plan.state, False)
    assert are_up_to_date(kept, other)
    assert list(Revision.objects.order_by("pk").values()) == frozen
    students.undo_merge(merge=merge, by=world.specialist)
    assert everything() == before
    assert are_up_to_date(kept, other)


@pytest.fixture
def pair(world):
    """Two records with a plan in force each, made one: the plan of the other record stays."""
    kept = record_of(world, "Robin", "701", stage="active", says=1)
    other = record_of(world, "Robyn", "702", stage="active")
    asked = talk.comment(
        plan=kept.plan, words="Is there a bus?", reader="adults", by=kept.tie.guardian.user, voice="family",
        is_question=True,
    )  # fmt: skip
    wren = {"by": kept.tie.guardian.user, "voice": "family", "role": "mother"}
    plans.acknowledge(revision=Revision.objects.get(plan=kept.plan), meaning="talk", **wren)
    merge = merged(world, kept, other, stays="other")
    return SimpleNamespace(kept=kept, other=other, asked=asked, merge=merge, stays=other.plan, gone=kept.plan)


def test_plan_that_gave_way_is_read_by_whoever_read_it(pair, world, client_of):
    page = reverse("dashboards:plan", args=[pair.gone.public_id])
    for who in (world.specialist, world.coordinator, pair.kept.tie.guardian.user):
        html = client_of(who).get(page).content.decode()
        assert "This is not the plan for" in html
        assert reverse("dashboards:plan", args=[pair.stays.public_id]) in html
        assert client_of(who).get(reverse("plans:revision", args=[pair.gone.public_id, 1])).status_code == 200
    assert "Remark 0" in client_of(world.specialist).get(page).content.decode()
    assert client_of(world.other_specialist).get(page).status_code == 404
    html = client_of(world.specialist).get(reverse("dashboards:plan", args=[pair.stays.public_id])).content.decode()
    assert page in html
    record = client_of(world.specialist).get(reverse("students:detail", args=[pair.kept.student.public_id]))
    assert page in record.content.decode()
    assert record.context["plan"] == pair.stays


def test_nothing_is_written_in_a_plan_that_gave_way(pair, world, client_of, nothing_written):
    elena, wren = client_of(world.specialist), client_of(pair.kept.tie.guardian.user)
    plan, goal = [pair.gone.public_id], [pair.kept.goal.public_id]
    with nothing_written():
        for name, where in (
            ("plans:share", plan), ("plans:close", plan), ("plans:due", plan), ("goals:add", plan),
            ("goals:edit", goal), ("goals:close", goal), ("checkins:check_in", goal), ("plans:participation_add", plan),
            ("plans:activate", plan), ("plans:withdraw", plan), ("plans:move", plan), ("checkins:progress", plan),
        ):  # fmt: skip
            answer = elena.post(reverse(name, args=where), {"level": "3"})
            assert (name, answer.status_code) == (name, 403)
        said = {"words": "More", "reader": "staff", "voice": "staff"}
        assert elena.post(reverse("checkins:comment", args=plan), said).status_code == 200
        assert wren.post(reverse("plans:acknowledge", args=plan), {"number": 1, "meaning": "read"}).status_code == 403
        assert wren.post(reverse("plans:talked", args=plan)).status_code == 403


def test_question_on_it_still_waits_and_is_answered(pair, world, client_of):
    (row,) = rows_of(world, pair.kept)
    assert row.questions == [pair.asked]
    assert [one.meaning for one in row.waiting_talks] == ["talk"]
    assert row.plan == pair.stays
    answer = client_of(world.specialist).post(
        reverse("checkins:answer", args=[pair.asked.public_id]), {"words": "Yes, line 4."}
    )
    assert answer.status_code == 303
    pair.asked.refresh_from_db()
    assert pair.asked.answered_by == world.specialist


def rows_of(world, *records):
    """The rows of a caseload for these records, those that are nobody's any more left out."""
    students = Student.objects.filter(pk__in=[one.student.pk for one in records], merged_into=None)
    return read_rows(students, {world.district.pk: world.year}, on=world.today)


def test_lists_know_of_the_plan_that_stays_alone(world):
    """What the family said of a plan is said of that plan: it does not count for the other."""

    def answered():
        return {row.student.pk: (row.plan.pk, row.family_answered) for row in rows_of(world, kept, other)}

    kept = record_of(world, "Robin", "701", stage="active")
    other = record_of(world, "Robyn", "702", stage="with_family")
    before = answered()
    merge = merged(world, kept, other, stays="other")
    assert answered() == {kept.student.pk: (other.plan.pk, False)}
    students.undo_merge(merge=merge, by=world.specialist)
    assert answered() == before == {kept.student.pk: (kept.plan.pk, True), other.student.pk: (other.plan.pk, False)}


def test_goals_of_it_can_be_carried_on_and_then_stand_in_the_way(pair, world, client_of, nothing_written):
    elena = client_of(world.specialist)
    page = elena.get(reverse("goals:add", args=[pair.stays.public_id]))
    assert page.context["carriable"] == [pair.kept.goal]
    carried = write_goal(
        plan=pair.stays, values=VALUES, strategies=[], carried_from=pair.kept.goal, by=world.specialist
    )
    assert elena.get(reverse("goals:add", args=[pair.stays.public_id])).context["carriable"] == []
    way = reverse("students:merged", args=[pair.kept.student.public_id, pair.merge.pk])
    assert "was carried on since" in elena.get(way).content.decode()
    with nothing_written():
        assert elena.post(way).status_code == 422
    withdraw_goal(goal=carried, by=world.specialist)
    assert elena.post(way).status_code == 303
    assert Plan.objects.get(pk=pair.gone.pk).gave_way_to is None


def test_another_plan_begun_since_stands_in_the_way(world):
    kept, other = (record_of(world, first, number, stage="draft") for first, number in (("Robin", "1"), ("Robyn", "2")))
    merge = merged(world, kept, other, stays="other")
    plans.withdraw_plan(plan=other.plan, by=world.specialist, reason="Begun again")
    plans.start_plan(student=kept.student, year=world.year, by=world.specialist)
    with pytest.raises(ValidationError, match="begun since"):
        students.undo_merge(merge=merge, by=world.specialist)


def test_a_newer_merge_is_undone_first(world):
    kept, other, third = (
        record_of(world, first, number, stage="draft")
        for first, number in (("Robin", "1"), ("Robyn", "2"), ("Rob", "3"))
    )
    before = everything()
    first = merged(world, kept, other, stays="other")
    second = students.merge_records(kept=third.student, other=kept.student, reason="One more", by=world.specialist)
    assert Plan.objects.filter(student=third.student, withdrawn_at=None).get() == third.plan
    with pytest.raises(ValidationError, match="Undo that merge first"):
        students.undo_merge(merge=first, by=world.specialist)
    students.undo_merge(merge=second, by=world.specialist)
    students.undo_merge(merge=first, by=world.specialist)
    assert everything() == before


def test_teacher_of_one_record_reads_both_plans_only_while_they_are_one(world, client_of):
    kept, other = (
        record_of(world, first, number, stage="active") for first, number in (("Robin", "1"), ("Robyn", "2"))
    )
    by = world.specialist
    students.take_responsibility(
        student=other.student,
        kind="teacher",
        user=world.idle_teacher,
        subject="Art",
        starts_on=world.year.starts_on,
        by=by,
    )
    ingrid = client_of(world.idle_teacher)

    def sees():
        pages = [reverse("dashboards:plan", args=[one.plan.public_id]) for one in (kept, other)]
        return [ingrid.get(page).status_code for page in pages]

    assert sees() == [404, 200]
    merge = merged(world, kept, other)
    assert sees() == [200, 200]
    students.undo_merge(merge=merge, by=by)
    assert sees() == [404, 200]


def test_draft_that_gave_way_stays_with_the_school(world, client_of):
    kept = record_of(world, "Robin", "1", stage="active")
    other = record_of(world, "Robyn", "2", stage="draft")
    merged(world, kept, other)
    wren = client_of(kept.tie.guardian.user)
    assert wren.get(reverse("dashboards:plan", args=[other.plan.public_id])).status_code == 404
    html = wren.get(reverse("dashboards:plan", args=[kept.plan.public_id])).content.decode()
    assert str(other.plan.public_id) not in html
    told = Event.objects.get(verb="plans.gave_way")
    assert (told.audience, told.reason) == ("staff", "")


def test_why_two_records_are_one_is_read_by_staff_alone(world, client_of):
    kept, other = (
        record_of(world, first, number, stage="active") for first, number in (("Robin", "1"), ("Robyn", "2"))
    )
    merged(world, kept, other)
    told = Event.objects.filter(verb="plans.gave_way").get()
    assert (told.audience, told.reason) == ("student", "")
    assert {one.audience for one in Event.objects.filter(reason="Came from two schools")} == {"staff"}
    for plan in (kept.plan, other.plan):
        page = client_of(kept.tie.guardian.user).get(reverse("dashboards:timeline", args=[plan.public_id]))
        assert "Came from two schools" not in page.content.decode()


def test_family_reads_the_help_at_home_that_was_frozen_for_the_same_home(world, client_of):
    kept = record_of(world, "Robin", "1", stage="draft")
    other = record_of(world, "Robyn", "2", stage="active")
    words = f"Bake in {other.tie.household.pk} cups"
    wren = client_of(kept.tie.guardian.user)
    assert kept.tie.guardian == other.tie.guardian
    merged(world, kept, other, stays="other")
    for name, where in (("dashboards:plan", other.plan.public_id), ("dashboards:family_child", kept.student.public_id)):
        assert words in wren.get(reverse(name, args=[where])).content.decode()


def test_family_of_another_home_of_that_name_reads_no_help_at_home_of_this_one(world, client_of):
    kept, by = record_of(world, "Robin", "1", stage="active"), world.specialist
    other = students.add_student(
        district=world.district, school=world.school, year=world.year, grade="8", legal_first="Robyn",
        legal_last="Quill", local_id="2", starts_on=world.year.starts_on, by=by,
    )  # fmt: skip
    tie = students.add_guardian(
        student=other, name="Ex Husband", email="ex@example.org", household_name="Wren's home",
        starts_on=world.year.starts_on, by=by,
    )  # fmt: skip
    students.merge_records(kept=kept.student, other=other, reason="Twice", by=by)
    page, words = reverse("dashboards:plan", args=[kept.plan.public_id]), f"Bake in {kept.tie.household.pk} cups"
    read = [words in client_of(one.guardian.user).get(page).content.decode() for one in (kept.tie, tie)]
    assert read == [True, False]


def test_student_on_both_records_opens_the_plan_that_stays(world, client_of):
    kept = record_of(world, "Robin", "1", stage="draft")
    other = record_of(world, "Robyn", "2", stage="active")
    user = students.give_account(student=other.student, email="robyn@example.org", by=world.specialist)
    one = twice(kept, other)
    students.merge_records(
        kept=kept.student, other=other.student, reason="Twice", by=world.specialist, taken={one.key}, sign_in="other"
    )
    assert client_of(user).get(reverse("dashboards:me")).context["plan"] == other.plan


def test_preview_shows_both_plans_and_asks_which_stays(world, client_of, nothing_written):
    kept = record_of(world, "Robin", "1", stage="active", says=2)
    other = record_of(world, "Robyn", "2", stage="draft")
    elena, address = client_of(world.specialist), reverse("students:merge", args=[kept.student.public_id])
    page = elena.get(address, {"other": other.student.public_id})
    html, form = page.content.decode().replace("\N{NO-BREAK SPACE}", " "), page.context["form"]
    for words in ("Robin Quill: Active", "Robyn Quill: Draft", "Revision 1, shared on", "Not shared yet", "2 comments",
                  "1 answer to the plan", "Written by Ms. Ortiz"):  # fmt: skip
        assert words in html
    (key,) = form.twice
    answers = dict.fromkeys(form.fields, "kept") | {"other": other.student.public_id, "reason": "Twice"}
    with nothing_written():
        page = elena.post(address, {name: value for name, value in answers.items() if name != key})
        assert (page.status_code, form.fields.keys()) == (422, page.context["form"].fields.keys())
        assert page.context["form"].errors[key] == ["Choose one."]
    assert elena.post(address, answers | {key: "other"}).status_code == 303
    assert Plan.objects.for_year(world.year).get(student=kept.student) == other.plan
