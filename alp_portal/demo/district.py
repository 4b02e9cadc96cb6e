"""The demo's places and people, and the order in which they come in."""

from types import SimpleNamespace

from django.contrib.auth.hashers import make_password
from django.db.models import F

from accounts.actions import open_account
from accounts.models import User
from alp_portal.demo.calendar import Calendar
from alp_portal.demo.classes import add_classes
from alp_portal.demo.crowd import add_crowd
from alp_portal.demo.interpreter import translate_for_herrera
from alp_portal.demo.maya import add_maya
from alp_portal.demo.named import add_named
from alp_portal.demo.neighbours import add_neighbours
from history.clock import now
from notices.models import Message
from plans.actions import touching_once
from schools.actions import add_day_off, open_district, open_school, open_unit, open_year, post

SHARED_WORD = "columbine"  # with which everybody in the demo signs in

STAFF = [
    # key, name, called, school, role, title
    ("elena", "Elena Ortiz", "Ms. Ortiz", "middle", "specialist", "GT specialist, Math 6"),
    ("daniel", "Daniel Reyes", "Mr. Reyes", "middle", "teacher", "Math"),
    ("ingrid", "Ingrid Lindqvist", "Ms. Lindqvist", "middle", "teacher", "Library media"),
    ("okafor", "Samuel Okafor", "Mr. Okafor", "middle", "teacher", "Science"),
    ("okonkwo", "Ada Okonkwo", "Ms. Okonkwo", "middle", "teacher", "Math"),
    ("molina", "Silvia Molina", "Sra. Molina", "middle", "teacher", "Spanish"),
    ("brooks", "Nina Brooks", "Ms. Brooks", "middle", "teacher", "English"),
    ("petrie", "Alan Petrie", "Mr. Petrie", "middle", "teacher", "English"),
    ("tomas", "Tomas Bell", "Mr. Bell", "middle", "counselor", "Counselor"),
    ("grace", "Grace Whitcomb", "Dr. Whitcomb", "middle", "school_leader", "Principal"),
    ("omar", "Omar Haddad", "Mr. Haddad", "elementary", "specialist", "GT specialist"),
    ("june", "June Castellano", "Ms. Castellano", "elementary", "teacher", "Grade 2"),
    ("ravi", "Ravi Menon", "Mr. Menon", "elementary", "teacher", "Grade 4"),
    ("lena", "Lena Fox", "Ms. Fox", "elementary", "counselor", "Counselor"),
]

DAYS_OFF = [
    ((9, 7), "Staff day"),
    ((11, 27), "Fall break"),
    ((1, 18, 2027), "Staff day"),
    ((2, 15, 2027), "Winter break"),
]


@touching_once()
def build(today, *, tell=lambda words: None):
    """Build the whole demo district. `tell` hears what is being made. Returns the cast by name."""
    cast = SimpleNamespace(calendar=Calendar(today), tell=tell, password=make_password(SHARED_WORD))
    tell("the district, its schools and staff")
    add_places(cast)
    add_staff(cast)
    add_classes(cast)
    tell("Maya's plan, with her family, teachers and counselor")
    add_maya(cast)
    tell("the second school")
    add_neighbours(cast)
    tell("Ms. Ortiz's other students")
    add_named(cast)
    translate_for_herrera(cast)
    add_crowd(cast)
    deliver_letters()
    return cast


def add_places(cast):
    days = cast.calendar
    cast.start, at = days.day(8, 24), days.at(days.day(8, 3))
    cast.root = cast.carmen = User.objects.create_user(
        email="carmen@example.org", name="Carmen Vale", called="Ms. Vale"
    )
    with_password(cast, cast.carmen)
    unit = open_unit(name="Aspen Ridge Administrative Unit", by=cast.root, at=at)
    cast.district = open_district(unit=unit, name="Aspen Ridge School District", by=cast.root, at=at)
    cast.middle = open_school(
        district=cast.district, name="Cottonwood Middle School", phone="(970) 555-0142", by=cast.root, at=at
    )
    cast.elementary = open_school(
        district=cast.district, name="Juniper Elementary School", phone="(970) 555-0117", by=cast.root, at=at
    )
    add_year(cast, at=at)
    post(
        user=cast.carmen, role="coordinator", district=cast.district, title="Gifted coordinator",
        starts_on=cast.start, by=cast.root, at=at,
    )  # fmt: skip


def add_year(cast, *, at):
    """The school year with its reporting windows and days off."""
    days = cast.calendar
    cast.year = open_year(
        district=cast.district, name=days.year_name, starts_on=cast.start, ends_on=days.day(6, 4, 2027),
        windows=[
            ("Fall conferences", cast.start, days.day(10, 16)),
            ("Winter report", days.day(10, 17), days.day(12, 18)),
            ("Spring conferences", days.day(12, 19), days.day(3, 12, 2027)),
            ("Year-end report", days.day(3, 13, 2027), days.day(6, 4, 2027)),
        ],
        by=cast.root, at=at,
    )  # fmt: skip
    for day, name in DAYS_OFF:
        add_day_off(district=cast.district, day=days.weekday(*day), name=name, by=cast.root, at=at)


def deliver_letters():
    """The letters of the told past were sent in it: nobody gets a hundred of them today."""
    Message.objects.waiting(at=now()).update(sent_at=F("queued_at"))


def add_staff(cast):
    at = cast.calendar.at(cast.calendar.day(8, 10))
    for key, name, called, school, role, title in STAFF:
        user = person(cast, name, f"{key}@example.org", called=called)
        setattr(cast, key, user)
        post(user=user, role=role, school=getattr(cast, school), title=title, starts_on=cast.start, by=cast.root, at=at)


def person(cast, name, email, **fields):
    """An account of the cast, which signs in with the shared password."""
    at = cast.calendar.at(cast.calendar.day(8, 10))
    return with_password(cast, open_account(email=email, name=name, by=cast.root, at=at, **fields))


def with_password(cast, user):
    user.password = cast.password
    user.save(update_fields=["password"])
    return user
