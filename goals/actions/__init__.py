"""The verbs of a goal."""

from goals.actions.closing import bring_back_goal, close_goal, reopen_goal, undo_withdrawing, withdraw_goal
from goals.actions.own_words import StaleWords, finish_next_step, say_why, set_next_step
from goals.actions.putting_back import put_back, put_back_line, put_back_shared
from goals.actions.setting_aside import put_step_back, put_why_back, set_step_aside, set_why_aside
from goals.actions.writing import StaleGoal, write_goal

__all__ = [
    "StaleGoal",
    "StaleWords",
    "bring_back_goal",
    "close_goal",
    "finish_next_step",
    "put_back",
    "put_back_line",
    "put_back_shared",
    "put_step_back",
    "put_why_back",
    "reopen_goal",
    "say_why",
    "set_next_step",
    "set_step_aside",
    "set_why_aside",
    "undo_withdrawing",
    "withdraw_goal",
    "write_goal",
]
