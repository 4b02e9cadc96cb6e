"""Adding a child to the program and correcting the facts about the child."""

from django.db import transaction

from accounts.actions import correct_account
from history.actions import differences
from history.clock import day_of, now
from students.actions.accounts import account_for, change_address
from students.actions.cards import end_card
from students.actions.responsibility import take_responsibility
from students.actions.schooling import enrol, set_status
from students.actions.writing import change, refuse, remember, save
from students.models import ProgramStatus, Reader, Responsibility, Student
from students.names import search_name, sort_name
from students.rules import reasons_not_to_save

FACTS = Student.FACTS


@transaction.atomic
def add_student(
    *,
    district,
    school,
    year,
    grade,
    by,
    status=ProgramStatus.Status.IDENTIFIED,
    starts_on=None,
    keeper=None,
    record=None,
    at=None,
    **facts,
):
    """Add a child to the program: the `FACTS` known, the school, the status and who keeps the plan.

    `keeper` is the user who becomes plan manager, or None. `record` is the child's record that was withdrawn as a
    mistake: it comes back with nothing but these facts. Raises ValidationError with sentences.
    """
    at = at or now()
    starts_on = starts_on or day_of(at)
    refuse_unknown(facts)
    student = brought_back(record, facts, by=by, at=at) if record else new_record(district, facts, by=by, at=at)
    enrol(student=student, school=school, year=year, grade=grade, starts_on=starts_on, by=by, at=at)
    set_status(student=student, status=status, on=starts_on, by=by, at=at)
    if keeper:
        kind = Responsibility.Kind.PLAN_MANAGER
        take_responsibility(student=student, kind=kind, user=keeper, starts_on=starts_on, by=by, at=at)
    return student


def new_record(district, facts, *, by, at):
    """A record with these facts, remembered."""
    student = Student(district=district)
    change(student, facts)
    name_again(student)
    save(student)
    told = differences({}, {name: getattr(student, name) for name in FACTS})
    remember("student_added", student, subject=student, by=by, at=at, changes=told)
    return student


def brought_back(record, facts, *, by, at):
    """A withdrawn record that stands again, with these facts and no others, remembered."""
    student = Student.objects.select_for_update(of=("self",)).select_related("district").get(pk=record.pk)
    told = change(student, {name: student._meta.get_field(name).get_default() for name in FACTS} | facts)
    name_again(student)
    student.withdrawn_at = student.withdrawn_by = None
    student.version += 1
    save(student, fields=[*FACTS, "sort_name", "search_name", "version", "withdrawn_at", "withdrawn_by"])
    remember("student_brought_back", student, subject=student, by=by, at=at, changes=told)
    return student


@transaction.atomic
def correct_student(*, student, version, by, at=None, **facts):
    """Correct facts about a child. `version` is the one the corrector saw; a stale one is refused."""
    refuse_unknown(facts)
    at = at or now()
    student = Student.objects.select_for_update(of=("self",)).select_related("district", "user").get(pk=student.pk)
    refuse(reasons_not_to_save(student, version=version))
    changes = change(student, facts)
    if not changes:
        return student
    name_again(student)
    student.version += 1
    save(student, fields=[*facts, "sort_name", "search_name", "version"])
    if student.user:
        correct_account(user=student.user, name=str(student), by=by, at=at)
    remember("student_corrected", student, subject=student, by=by, at=at, changes=changes)
    return student


@transaction.atomic
def give_account(*, student, by, email=None, at=None):
    """Give a child an account. Without an address the child signs in by card, or not yet.

    With an address the child gets a sign-in code by mail, and a card it had opens nothing any more.
    Asked again, the address is corrected.
    """
    at = at or now()
    student = Student.objects.select_for_update(of=("self",)).select_related("user").get(pk=student.pk)
    if student.user is None:
        student.user = account_for(email=email, name=str(student), by=by, at=at, for_student=True)
        save(student, fields=["user"])
        remember("account_given", student, subject=student, by=by, at=at, audience=Reader.ADULTS)
    elif email:
        change_address(user=student.user, email=email, by=by, at=at)
    if email:
        end_card(student=student, by=by, at=at)
    return student.user


def name_again(student):
    """Make the folded names anew from the names as written."""
    student.sort_name = sort_name(first=student.first_name, last=student.legal_last)
    student.search_name = search_name(student.legal_first, student.chosen_first, student.legal_last)


def refuse_unknown(facts):
    """Raise TypeError for a name that is not a fact about a child: a mistake of the caller."""
    if unknown := set(facts) - set(FACTS):
        raise TypeError(f"not facts about a student: {sorted(unknown)}")
