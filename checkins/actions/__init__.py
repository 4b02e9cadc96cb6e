"""The verbs of check-ins and conversation."""

from checkins.actions.checking_in import check_in, withdraw_check_in
from checkins.actions.conversation import answer, comment, withdraw_comment
from checkins.actions.following_up import ask_follow_up, finish_follow_up
from checkins.actions.from_home import say_from_home
from checkins.actions.progress import freeze_progress
from checkins.actions.readers import change_readers
from checkins.actions.undoing import put_check_in_back, put_comment_back, put_work_back
from checkins.actions.work import withdraw_work

__all__ = [
    "answer",
    "ask_follow_up",
    "change_readers",
    "check_in",
    "comment",
    "finish_follow_up",
    "freeze_progress",
    "put_check_in_back",
    "put_comment_back",
    "put_work_back",
    "say_from_home",
    "withdraw_check_in",
    "withdraw_comment",
    "withdraw_work",
]
