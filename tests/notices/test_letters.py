"""Every letter there is: three texts, a link, and nothing about a child."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail

from notices.delivery import send_waiting
from notices.letters import LETTERS
from notices.models import Message
from students.models import Student
from tests.harness.once import built_once
from tests.world import MARKS, build_world

PARTS = {"subject.txt", "body.txt", "body.html"}
FOLDER = Path(settings.BASE_DIR) / "templates" / "emails"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with built_once(build_world, django_db_blocker) as world:
        yield world


def test_every_letter_has_its_three_texts():
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == set(LETTERS)
    for letter in LETTERS:
        assert {path.name for path in (FOLDER / letter).iterdir()} == PARTS


def test_letters_of_a_living_school_carry_no_fact_about_a_child(world, db):
    """All letters of the small world are sent: no name of a child and no planted word is in any."""
    waiting = set(Message.objects.values_list("letter", flat=True))
    assert {"plan_shared", "question_asked", "question_answered"} <= waiting
    assert send_waiting() > 1
    secrets = [*vars(MARKS).values()]
    for student in Student.objects.all():
        secrets += [student.legal_first, student.legal_last, str(student.pk), str(student.public_id)]
    for sent in mail.outbox:
        words = without_recipient(sent)
        assert [secret for secret in secrets if len(secret) > 2 and secret in words] == []


def without_recipient(sent):
    """The whole of a mail but the greeting: a mother may share her child's last name."""
    whole = "\n".join([sent.subject, sent.body, sent.alternatives[0][0]])
    return "\n".join(line for line in whole.splitlines() if "Hello " not in line)


def test_letters_keep_no_fact_about_a_child_while_they_wait(world, db):
    kept = " ".join(str(row) for row in Message.objects.values_list("data", "dedupe_key"))
    for student in Student.objects.all():
        assert student.legal_first not in kept
    assert [mark for mark in vars(MARKS).values() if mark in kept] == []
