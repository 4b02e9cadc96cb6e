"""The children on each list equal the expected set: status codes cannot see a list that leaks."""

import pytest
from django.urls import reverse

CHILDREN = ("Maya Thompson", "Leo Lindqvist", "Noor Aziz")

MAYA, LEO, NOOR = ({name} for name in CHILDREN)
LISTS = {
    # list, with what is asked: who sees which children on it
    "students:find": {
        "specialist": MAYA, "counselor": MAYA, "leader": MAYA, "teacher": MAYA, "coordinator": MAYA | LEO,
        "other_specialist": LEO, "other_counselor": LEO, "other_leader": LEO, "other_teacher": LEO,
        "other_coordinator": NOOR, "idle_teacher": set(),
    },
    "dashboards:caseload": {
        "specialist": MAYA, "counselor": MAYA, "other_specialist": LEO, "other_counselor": LEO,
    },
    "dashboards:classes": {"teacher": MAYA, "other_teacher": set(), "idle_teacher": set()},
    "dashboards:counted": {
        "leader": MAYA, "coordinator": MAYA | LEO, "other_leader": LEO, "other_coordinator": NOOR,
    },
    "dashboards:family": {"family": MAYA, "other_parent": MAYA, "other_family": LEO, "idle_teacher": LEO},
    "dashboards:me": {"student_user": MAYA, "card": MAYA, "far_student_user": NOOR},
}  # fmt: skip


@pytest.mark.parametrize(("name", "who"), [(name, who) for name, rows in LISTS.items() for who in rows])
def test_a_list_holds_exactly_the_children_of_the_person_who_asks(world, door, name, who):
    page = door(who).get(reverse(name), follow=True).content.decode()
    shown = page.partition("<main")[2]  # the bar above may lead to one's own child
    assert {child for child in CHILDREN if child.split()[0] in shown} == LISTS[name][who]
