"""What this room enters in the registries."""

from accounts.permissions import Permission
from drafts.registry import register_guard, register_shared_door
from students.access import seen_of, who_may

register_guard(seen_of)
register_shared_door("students:correct", may=who_may(Permission.EDIT_RECORD))
