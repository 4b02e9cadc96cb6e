"""What this room enters in the registries."""

from accounts.permissions import Permission
from drafts.registry import register_guard, register_shared_door, register_subject
from students.access import seen_of, who_may

register_guard(seen_of)
register_shared_door("students:correct", may=who_may(Permission.EDIT_RECORD))

register_subject("students.Student", "public_id")
register_subject("students.ClassMembership", "student__public_id", door="students:seat_end")
