"""What this room enters in the registries."""

from accounts.permissions import Permission
from drafts.registry import register_shared_door, register_subject
from goals import checks, contributors
from goals.texts import goals_written, texts_of_goals
from plans.registry import register_check, register_contributor, register_texts
from students.access import who_may

register_check("goal_of_kind", checks.goal_of_kind, needs=["goals"])
register_check("goals_measurable", checks.goals_measurable, needs=["goals"])
register_check(
    "written_with_teacher", checks.written_with_teacher, needs=["goals__strategies", "student__responsibilities"]
)

register_contributor("goal_fields", contributors.goal_fields)
register_contributor("goals", contributors.goals_of, needs=["goals__strategies__user", "goals__next_steps"])

register_texts("goals", texts_of_goals, place=3, written=goals_written)

register_shared_door("goals:edit", may=who_may(Permission.WRITE_PLAN))

register_subject("goals.Goal", "plan__student__public_id")
