"""The family: adults, their homes, their rights, and how to reach them."""

from django.db import transaction

from accounts.actions import correct_account
from history.actions import differences
from history.clock import day_of, now
from students.actions.accounts import account_for, change_address
from students.actions.writing import change, correct, refuse, remember, save
from students.models import Guardian, Guardianship, Household, Student
from students.names import fold, tidy
from students.rules import belongs_to_others, reasons_not_to_add, reasons_not_to_correct_contact, reasons_not_to_end

CONTACT = ("name", "email", "other_emails", "phone", "contact_note", "language", "needs_interpreter")


@transaction.atomic
def add_guardian(
    *,
    student,
    name,
    by,
    email="",
    relationship=Guardianship.Relationship.GUARDIAN,
    household_name="",
    education_rights=True,
    no_contact=False,
    starts_on=None,
    at=None,
    **contact,
):
    """Add an adult to a child's family and return the `Guardianship`.

    The same person, known by address, is used again for brothers and sisters. An address opens an
    account to sign in by code; an adult without one has none. Other fields: see `CONTACT`.
    """
    at = at or now()
    Student.objects.select_for_update().get(pk=student.pk)
    guardian = person(student=student, fields={"name": name, "email": email, **contact}, by=by, at=at)
    rights = {"relationship": relationship, "education_rights": education_rights, "no_contact": no_contact}
    rights |= {"household": home_of(student, household_name), "starts_on": starts_on or day_of(at)}
    refuse(reasons_not_to_add(guardian, student, on=rights["starts_on"]))
    one = save(Guardianship(student=student, guardian=guardian, **rights))
    told = differences({}, {"name": guardian.name, **rights})
    remember("guardian_added", one, subject=student, by=by, at=at, changes=told)
    return one


@transaction.atomic
def correct_guardian(*, guardian, by, student=None, at=None, **contact):
    """Correct a name or how to reach an adult. A corrected address moves the sign-in with it.

    The address of somebody who works for the schools is a contact only: their sign-in stays.
    """
    at = at or now()
    guardian = Guardian.objects.select_for_update(of=("self",)).select_related("user").get(pk=guardian.pk)
    refuse(reasons_not_to_correct_contact(guardian, by))
    contact = {name: lower_email(name, value) for name, value in contact.items()}
    changes = change(guardian, contact)
    if not changes:
        return guardian
    changed = {one["field"] for one in changes}
    if guardian.user is None and "email" in changed:
        guardian.user = account_of(guardian, by=by, at=at)
    save(guardian, fields=[*contact, "user"])
    if guardian.user and not guardian.user.postings.exists():
        account_follows(guardian.user, guardian, changed, by=by, at=at)
    remember("guardian_corrected", guardian, subject=student or "", by=by, at=at, changes=changes)
    return guardian


@transaction.atomic
def correct_guardianship(*, guardianship, by, household_name=None, at=None, **fields):
    """Correct what an adult is to a child: relationship, rights, no-contact, home. It holds at once."""
    student = Student.objects.select_for_update().get(pk=guardianship.student_id)
    if household_name is not None:
        fields["household"] = home_of(student, household_name)
    return correct(guardianship, fields, verb="guardianship_corrected", subject=student, by=by, at=at or now())


@transaction.atomic
def end_guardianship(*, guardianship, on, by, reason="", at=None):
    """End what an adult is to a child with the day `on`."""
    student = Student.objects.select_for_update().get(pk=guardianship.student_id)
    guardianship.refresh_from_db(fields=["ends_on"])
    refuse(reasons_not_to_end(guardianship, on=on))
    told = {"changes": change(guardianship, {"ends_on": on}), "reason": tidy(reason)}
    save(guardianship, fields=["ends_on"])
    remember("guardianship_ended", guardianship, subject=student, by=by, at=at or now(), **told)
    return guardianship


def person(*, student, fields, by, at):
    """The adult these fields tell of: one the schools know by address, or a new one.

    Two parents often share one address. When the adult known by it is in this child's family
    already, under another name, the second parent is kept as a person without an account.
    """
    fields = {name: lower_email(name, value) for name, value in fields.items()}
    known = Guardian.objects.filter(email=fields["email"], withdrawn_at=None).order_by("pk") if fields["email"] else []
    for one in known:
        if fold(one.name) == fold(fields["name"]):
            return filled_in(one, fields, by=by)
    shared = any(one.guardianships.filter(student=student, ends_on=None).exists() for one in known)
    if known and not shared:
        return filled_in(known[0], fields, by=by)
    guardian = Guardian()
    change(guardian, fields)
    if not shared:
        guardian.user = account_of(guardian, by=by, at=at)
    return save(guardian)


def filled_in(guardian, fields, *, by):
    """A known adult, with what was not known before. What is there is not overwritten, and an adult
    who also belongs to children that others keep is left as is."""
    if belongs_to_others(guardian, by):
        return guardian
    news = {name: value for name, value in fields.items() if value and getattr(guardian, name) in ("", False)}
    if news:
        change(guardian, news)
        save(guardian, fields=[*news])
    return guardian


def account_of(guardian, *, by, at):
    """The account an adult's address opens, or None without an address or when another adult holds it."""
    if not guardian.email:
        return None
    user = account_for(email=guardian.email, name=guardian.name, language=guardian.language, by=by, at=at)
    return None if Guardian.objects.filter(user=user).exclude(pk=guardian.pk).exists() else user


def account_follows(user, guardian, changed, *, by, at):
    """Let the account of an adult who only belongs to families follow the corrected name and address."""
    if "email" in changed:
        change_address(user=user, email=guardian.email, by=by, at=at)
    if "name" in changed:
        correct_account(user=user, name=guardian.name, by=by, at=at)


def home_of(student, name):
    """The home of this name, opened if the child has none of that name; None for no name."""
    name = tidy(name)
    if not name:
        return None
    for home in student.households.all():
        if fold(home.name) == fold(name):
            return home
    return save(Household(student=student, name=name))


def lower_email(name, value):
    """An address as it is compared: trimmed and in small letters. Other fields pass through."""
    return (value or "").strip().lower() if name == "email" else value
