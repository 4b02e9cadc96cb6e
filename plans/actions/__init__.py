"""The verbs of a plan."""

from plans.actions.moving import move_plan
from plans.actions.plan import activate_plan, close_plan, set_due_day, start_plan, withdraw_plan
from plans.actions.programming import add_programming, correct_programming, withdraw_programming
from plans.actions.putting_back import put_back_programming, put_back_section
from plans.actions.sections import write_section
from plans.actions.setting_aside import put_section_back, set_section_aside
from plans.actions.sharing import share_changes, unshared_changes
from plans.actions.taking_part import (
    acknowledge,
    answer_part,
    record_participation,
    say_again,
    take_back_acknowledgement,
    withdraw_participation,
)
from plans.actions.talking import say_we_talked, take_back_talk
from plans.actions.touching import touch, touching_once

__all__ = [
    "acknowledge",
    "activate_plan",
    "add_programming",
    "answer_part",
    "close_plan",
    "correct_programming",
    "move_plan",
    "put_back_programming",
    "put_back_section",
    "put_section_back",
    "record_participation",
    "say_again",
    "say_we_talked",
    "set_due_day",
    "set_section_aside",
    "share_changes",
    "start_plan",
    "take_back_acknowledgement",
    "take_back_talk",
    "touch",
    "touching_once",
    "unshared_changes",
    "withdraw_participation",
    "withdraw_plan",
    "withdraw_programming",
    "write_section",
]
