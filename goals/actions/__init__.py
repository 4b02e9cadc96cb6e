"""The verbs of a goal."""

from goals.actions.closing import close_goal, reopen_goal, withdraw_goal
from goals.actions.own_words import finish_next_step, say_why, set_next_step
from goals.actions.writing import StaleGoal, write_goal

__all__ = [
    "StaleGoal",
    "close_goal",
    "finish_next_step",
    "reopen_goal",
    "say_why",
    "set_next_step",
    "withdraw_goal",
    "write_goal",
]
