"""The pages and acts of check-ins and conversation."""

from checkins.views.checking_in import check_in, check_in_withdraw, note
from checkins.views.conversation import answer, comment, comment_withdraw
from checkins.views.from_home import from_home
from checkins.views.progress import progress
from checkins.views.undoing import check_in_undo, comment_undo, work_undo
from checkins.views.words import follow_up, follow_up_ask, follow_ups, own_words_follow_up, words
from checkins.views.work import work, work_withdraw

__all__ = [
    "answer",
    "check_in",
    "check_in_undo",
    "check_in_withdraw",
    "comment",
    "comment_undo",
    "comment_withdraw",
    "follow_up",
    "follow_up_ask",
    "follow_ups",
    "from_home",
    "note",
    "own_words_follow_up",
    "progress",
    "words",
    "work",
    "work_undo",
    "work_withdraw",
]
