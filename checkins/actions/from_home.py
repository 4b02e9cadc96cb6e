"""A note from home: how it is going there, about one goal or about all of it."""

from django.db import transaction

from accounts.permissions import Voice
from checkins.actions.checking_in import check_in
from checkins.actions.conversation import comment
from checkins.models import CheckIn
from history.clock import day_of, now


@transaction.atomic
def say_from_home(*, plan, by, reader, words="", goal=None, level=None, language="en", at=None):
    """Keep what a family says of home, to a stated reader, and return the check-in or comment it became.

    About a goal it is the family's check-in of that day. Words written later that day stand in the
    conversation, about the same goal, so that they neither replace nor re-address the earlier ones.

    Raises what `check_in` and `comment` raise.
    """
    at = at or now()
    said = {"by": by, "voice": Voice.FAMILY, "language": language, "at": at}
    if goal is None:
        return comment(plan=plan, words=words, reader=reader, **said)
    earlier = has_words(goal, by=by, day=day_of(at))
    row = None
    if level or not earlier:
        row = check_in(
            goal=goal, level=level, words=None if earlier else words, reader=None if earlier else reader, **said
        )
    if earlier and words:
        return comment(plan=plan, goal=goal, words=words, reader=reader, **said)
    return row


def has_words(goal, *, by, day):
    """Whether this parent already wrote about a goal on a day."""
    rows = CheckIn.objects.filter(goal=goal, author=by.key, voice=Voice.FAMILY, happened_on=day, withdrawn_at=None)
    return rows.exclude(words="").exists()
