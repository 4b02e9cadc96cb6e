"""How a letter enters the outbox: in the transaction of the act that caused it."""

from history import clock
from notices.letters import LETTERS
from notices.models import Message


def queue(*, letter, dedupe_key, user=None, to="", language="en", data=None, at=None, send_after=None):
    """Put one letter in the outbox, once per `dedupe_key`. Returns the row, new or already there.

    A letter to a `user` goes to the address and in the language the person has when it is sent.
    `data` holds ids and names of staff, never a fact about a child and never a secret. Raises
    KeyError for a letter nobody registered.
    """
    at = at or clock.now()
    message, _created = Message.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "letter": LETTERS[letter].name,
            "user": user,
            "to": to or user.email or "",
            "language": user.language if user else language,
            "data": data or {},
            "queued_at": at,
            "send_after": send_after or at,
        },
    )
    return message
