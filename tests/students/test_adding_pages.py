"""Adding a child, giving a card, and keeping classes, on their pages."""

from django.urls import reverse

from history.models import Event
from students.models import ClassSection, Student
from tests.students.addresses import address_of, class_address_of


def new_student(world, **changed):
    given = {"legal_first": "Ada", "legal_last": "Reed", "english_learner": "no", "grade": "6"}
    given |= {"school": world.school.pk, "starts_on": world.today.isoformat(), "status": "identified"}
    return {**given, "keeper": world.specialist.pk, **changed}


def test_add_a_student(world, client_of):
    answer = client_of(world.specialist).post(reverse("students:add"), new_student(world))
    ada = Student.objects.get(legal_first="Ada")
    assert (answer.status_code, answer["Location"]) == (303, reverse("students:detail", args=[ada.public_id]))
    assert ada.responsibilities.get().user == world.specialist


def test_add_at_a_school_of_others_is_refused(world, client_of):
    typed = new_student(world, school=world.other_school.pk)
    answer = client_of(world.specialist).post(reverse("students:add"), typed)
    assert answer.status_code == 422
    assert not Student.objects.filter(legal_first="Ada").exists()


def test_add_asks_once_whether_a_child_alike_is_another(world, client_of):
    client = client_of(world.specialist)
    typed = new_student(world, legal_first="MAYA", legal_last="Thompson")
    answer = client.post(reverse("students:add"), typed)
    assert answer.status_code == 422
    assert "Already here: Maya Thompson." in answer.content.decode()
    assert client.post(reverse("students:add"), {**typed, "another": "on"}).status_code == 303


def test_add_does_not_name_a_child_alike_whom_one_may_not_see(world, client_of):
    typed = new_student(world, legal_first="Leo", legal_last="Lindqvist")
    page = client_of(world.specialist).post(reverse("students:add"), typed).content.decode()
    assert "A student of this name or birth date is at another school." in page
    assert "Already here" not in page


def test_a_new_card_is_shown_once_and_its_secret_is_kept_nowhere(world, client_of):
    client = client_of(world.other_specialist)
    address = reverse("students:card_give", args=[world.other_student.public_id])
    answer = client.post(address)
    secret = answer.context["secret"]
    assert answer.status_code == 200
    assert secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert secret not in client.get(reverse("students:card", args=[world.other_student.public_id])).content.decode()
    told = Event.objects.filter(subject=f"students.student:{world.other_student.pk}").values_list("data", "changes")
    assert secret not in str(list(told))
    ended = client.post(reverse("students:card_end", args=[world.other_student.public_id]))
    assert ended.status_code == 303


def test_a_child_with_an_address_gets_no_card(world, client_of):
    client = client_of(world.specialist)
    card = reverse("students:card", args=[world.student.public_id])
    answer = client.post(reverse("students:card_give", args=[world.student.public_id]))
    assert (answer.status_code, answer["Location"]) == (303, card)
    assert "needs no card" in client.get(card).content.decode()


def test_a_class_from_its_opening_to_its_end(world, client_of):
    client = client_of(world.specialist)
    day = world.today.isoformat()
    answer = client.post(
        reverse("students:class_open"),
        {"name": "Art 7", "period": "2", "school": world.school.pk, "year": world.year.pk},
    )
    section = ClassSection.objects.get(name="Art 7")
    assert (answer.status_code, answer["Location"]) == (303, reverse("students:class", args=[section.public_id]))
    client.post(class_address_of("class_correct", section), {"name": "Art 8", "period": "2"})
    client.post(class_address_of("teacher_add", section), {"user": world.idle_teacher.pk, "starts_on": day})
    client.post(class_address_of("seats_add", section), {"students": [world.student.pk], "starts_on": day})
    page = client.get(reverse("students:class", args=[section.public_id])).content.decode()
    assert "Art 8" in page
    assert "Ingrid Lindqvist" in page
    assert "Maya Thompson" in page
    for name in ("teacher_end", "seat_end"):
        assert client.post(class_address_of(name, section), {"on": day, "reason": "Over"}).status_code == 303
    assert section.teachers.get().ends_on == world.today
    assert section.memberships.get().ends_on == world.today


def test_a_child_of_another_school_cannot_be_put_in_a_class(world, client_of):
    typed = {"students": [world.other_student.pk], "starts_on": world.today.isoformat()}
    answer = client_of(world.specialist).post(class_address_of("seats_add", world.section), typed)
    assert answer.status_code == 422
    assert not world.other_student.memberships.exists()


def test_a_class_of_another_school_does_not_exist(world, client_of):
    assert client_of(world.other_specialist).get(class_address_of("class", world.section)).status_code == 404


def test_a_person_of_another_district_cannot_be_chosen(world, client_of):
    typed = {"kind": "mentor", "user": world.other_coordinator.pk, "starts_on": world.today.isoformat()}
    address = address_of("responsibility_take", world.student)
    assert client_of(world.specialist).post(address, typed).status_code == 422
    assert not world.student.responsibilities.filter(user=world.other_coordinator).exists()
