"""The pages and acts of a goal."""

from goals.views.closing import goal_close, goal_reopen, goal_withdraw, goal_withdraw_undo
from goals.views.own_words import goal_next_step, goal_why, next_step_done
from goals.views.putting_back import goal_put_back
from goals.views.writing import goal_add, goal_edit

__all__ = [
    "goal_add",
    "goal_close",
    "goal_edit",
    "goal_next_step",
    "goal_put_back",
    "goal_reopen",
    "goal_why",
    "goal_withdraw",
    "goal_withdraw_undo",
    "next_step_done",
]
