"""The verbs of check-ins and conversation."""

from checkins.actions.checking_in import check_in, withdraw_check_in
from checkins.actions.conversation import answer, comment, withdraw_comment
from checkins.actions.from_home import say_from_home
from checkins.actions.progress import freeze_progress

__all__ = ["answer", "check_in", "comment", "freeze_progress", "say_from_home", "withdraw_check_in", "withdraw_comment"]
