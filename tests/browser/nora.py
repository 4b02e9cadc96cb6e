"""Nora Vale: a specialist on her first day, at a third school, with nobody on her list yet.

The teachers whom her workbook names by surname work there already; what she does with it is the journey.
"""

from schools.actions import open_school
from tests.world import account, moment, works

SCHOOL = "Larkspur Middle School"
NORA = "nora@example.org"
TEACHERS = ("Astrid Lindqvist", "Helen Petrie", "Marcus Brooks", "Ada Okonkwo", "Luis Molina", "Joan Reyes")


def address_of(name):
    """Where a person of the third school gets mail."""
    return f"{name.lower().replace(' ', '.')}@larkspur.example.org"


def build_third_school(world):
    """Add the school, its specialist and her colleagues, with the cast's password."""
    world.third_school = open_school(district=world.district, name=SCHOOL, by=world.root, at=moment(world, -90))
    world.nora = account(world, "Nora Vale", NORA, called="Ms. Vale")
    works(world, world.nora, "specialist", school=world.third_school)
    for name in TEACHERS:
        works(world, account(world, name, address_of(name)), "teacher", school=world.third_school)
