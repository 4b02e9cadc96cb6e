"""Who a row is about: by ID, by name, with a question where either is not enough."""

from rostering.models import Issue
from rostering.settling import Chosen
from students.actions import add_guardian, give_account
from students.models import Guardian, Student
from tests.rostering.files import HEADERS, excerpt, workbook
from tests.rostering.lists import apply, asked, choose, read, waiting


def test_child_of_another_school_is_left_alone_and_not_named(world):
    row = ("Thompson, Maya", 7, world.student.state_id, None, "M", None, None, None, None)
    (run,) = read(world, workbook([("A", [HEADERS, row])]))
    staged = run.rows.get(number=2)
    issue = staged.issues.get()
    assert (staged.proposal, staged.student, issue.kind, issue.facts) == ("aside", None, "out_of_reach", {})


def test_local_id_of_a_child_with_another_state_id_is_not_brought_in(world):
    Student.objects.filter(pk=world.student.pk).update(local_id="61612")
    (run,) = read(world, excerpt("Johnson, Latasha"))
    assert (asked(run), waiting(run)) == ({"local_id_of_another": 1}, [])
    apply(run)
    latasha = Student.objects.get(legal_last="Johnson")
    assert (latasha.state_id, latasha.local_id) == ("1899518591", None)


def test_id_of_a_child_with_another_name_asks_and_can_add_without_it(world):
    row = ("Begay, Noah", 8, world.student.state_id, None, "M", None, None, None, None)
    (run,) = read(world, workbook([("A", [HEADERS, row])]), by=world.specialist, school=world.school)
    assert waiting(run) == [(2, "id_of_another")]
    apply(choose(run, {2: {(-1, "id_of_another"): Chosen("new")}}))
    assert Student.objects.get(legal_last="Begay").state_id is None
    world.student.refresh_from_db()
    assert world.student.legal_first == "Maya"


def test_namesake_without_ids_is_shown_and_can_be_a_different_child(world):
    row = ("Thompson, Maya", 7, None, None, "Mus", None, None, None, None)
    (run,) = read(world, workbook([("A", [HEADERS, row])]), by=world.specialist, school=world.school)
    assert (run.rows.get(number=2).student, asked(run)) == (world.student, {"matched_by_name": 1})
    apply(choose(run, {2: {(-1, "matched_by_name"): Chosen("new")}}))
    assert Student.objects.filter(legal_first="Maya", legal_last="Thompson").count() == 2


def test_new_student_without_a_grade_asks_for_it(world):
    (run,) = read(world, workbook([("A", [HEADERS, ("Zuni, Ada", None, None, 99, "M", None, None, None, None)])]))
    assert waiting(run) == [(2, "grade_missing")]
    apply(choose(run, {2: {(-1, "grade_missing"): Chosen("grade", "7")}}))
    assert Student.objects.get(legal_last="Zuni").enrollments.get().grade == "7"


def test_same_name_in_another_grade_is_another_child(world):
    data = workbook([("A", [("Name", "Gr", "Why"), ("Maya Thompson", 5, "parent asked")])])
    (run,) = read(world, data, by=world.specialist, school=world.school)
    assert run.rows.get(number=2).proposal == "create"


def test_brothers_and_sisters_share_a_parent_and_her_account(world):
    rows = [
        (f"Zuni, {name}", 6, None, n, "M", None, "Ada Zuni", "ada@example.org", None) for n, name in enumerate("AB", 1)
    ]
    (run,) = read(world, workbook([("A", [HEADERS, *rows])]))
    apply(run)
    assert Guardian.objects.get(name="Ada Zuni").guardianships.count() == 2


def test_address_of_a_child_opens_nothing_for_an_adult(world):
    give_account(student=world.student, email="maya@example.org", by=world.specialist)
    row = ("Zuni, Ada", 7, "1000000001", 99, "M", None, "Eva Zuni", "maya@example.org", None)
    (run,) = read(world, workbook([("A", [HEADERS, row])]))
    assert asked(run) == {"email_barred": 1}
    apply(run)
    eva = Guardian.objects.get(name="Eva Zuni")
    assert (eva.email, eva.contact_note, eva.user) == ("", "maya@example.org", None)


def test_one_address_for_adults_of_two_families_must_be_decided(world):
    rows = [("Zuni, Ada", 7, None, 1, "M", None, "Eva Zuni", "eva@example.org", None),
            ("Begay, Ben", 7, None, 2, "M", None, "Tom Begay", "eva@example.org", None)]  # fmt: skip
    (run,) = read(world, workbook([("A", [HEADERS, *rows])]))
    assert waiting(run) == [(2, "email_shared"), (3, "email_shared")]
    chosen = {2: {(-1, "email_shared"): Chosen("same")}, 3: {(-1, "email_shared"): Chosen("another")}}
    apply(choose(run, chosen))
    tom = Guardian.objects.get(name="Tom Begay")
    assert (tom.email, tom.contact_note, tom.user) == ("", "eva@example.org", None)
    assert Guardian.objects.get(email="eva@example.org").name == "Eva Zuni"


def test_address_of_an_adult_elsewhere_is_asked_about_without_the_name(world):
    add_guardian(student=world.student, name="Dana Thompson", email="dana@example.org", by=world.specialist)
    row = ("Zuni, Ada", 7, None, 1, "M", None, "Eva Zuni", "dana@example.org", None)
    (run,) = read(world, workbook([("A", [HEADERS, row])]))
    issue = Issue.objects.get(row__run=run)
    assert (issue.kind, issue.facts["text"], issue.decided) == ("email_shared", "dana@example.org", False)
