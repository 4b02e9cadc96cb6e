"""What this room asks of the rooms above: who may still see a child, which child a thing is about, and who a
person is.

Upper rooms register in their `registers.py`, once. Until then nothing about a child is shown.
"""

from uuid import UUID

from django.apps import apps

GUARD = {"sees": lambda principal, subjects: set(), "finds": lambda key: None}
SHARED_DOORS = {}
SUBJECTS = {}


def register_guard(sees):
    """`sees(principal, subjects)` answers which of these children, by public id, the principal sees now."""
    GUARD["sees"] = sees


def register_people(finds):
    """`finds(key)` answers the principal that history knows by this key, or None when there is none any more."""
    GUARD["finds"] = finds


def register_subject(label, path, *, door=""):
    """Declare a table whose rows stand in addresses by their `public_id`, and the way from one to its child; or by
    their `pk` in the address of one `door`, by its name."""
    SUBJECTS[door, label] = path


def subject_at(address):
    """The public id of the child that an address (a `ResolverMatch`) is about, as text: by the row it names, or by
    the first thing in it. Empty for an address of no child."""
    row, thing = address.kwargs.get("pk"), next((one for one in address.kwargs.values() if isinstance(one, UUID)), None)
    for (door, label), path in SUBJECTS.items():
        if door not in ("", address.view_name):
            continue
        rows = apps.get_model(label).objects.filter(**({"pk": row} if door else {"public_id": thing}))
        if found := rows.values_list(path, flat=True).first():
            return str(found)
    return ""


def register_shared_door(name, *, may):
    """Declare a form, by the name of its address, that several people write in turn: those for whom
    `may(principal, subject)` holds are told who else has it open."""
    SHARED_DOORS[name] = may


def may_know_who_writes(principal, door, subject):
    """Whether a principal is told who has the form of a door open."""
    may = SHARED_DOORS.get(door)
    return bool(may and subject and may(principal, subject))


def allowed(principal, drafts):
    """Those of somebody's drafts that are about nobody, or about a child they still see."""
    subjects = {draft.subject for draft in drafts} - {""}
    seen = GUARD["sees"](principal, subjects) if subjects else set()
    return [draft for draft in drafts if not draft.subject or draft.subject in seen]


def person_of(key):
    return GUARD["finds"](key)
