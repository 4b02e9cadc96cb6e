"""Check-ins and the conversation: the part of a plan that moves every week."""

from checkins.models.following_up import FollowUp, Worry
from checkins.models.progress import ProgressRecord
from checkins.models.words import CheckIn, Comment, Words

__all__ = [
    "CheckIn",
    "Comment",
    "FollowUp",
    "ProgressRecord",
    "Words",
    "Worry",
]
