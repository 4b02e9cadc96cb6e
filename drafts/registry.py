"""What this room asks of the rooms above: who may still see a child, and who a person is.

Upper rooms register in their `registers.py`, once. Until then nothing about a child is shown.
"""

GUARD = {"sees": lambda principal, subjects: set(), "finds": lambda key: None}
SHARED_DOORS = {}


def register_guard(sees):
    """`sees(principal, subjects)` answers which of these children, by public id, the principal sees now."""
    GUARD["sees"] = sees


def register_people(finds):
    """`finds(key)` answers the principal that history knows by this key, or None when there is none any more."""
    GUARD["finds"] = finds


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
