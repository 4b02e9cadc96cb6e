"""Undo, for a short while: the last thing somebody did to a row is taken back by the same person, as a new act.

What was before is read from the record of what happened, so that it is put back exactly.
"""

import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from history.models import Event

WHILE = datetime.timedelta(minutes=10)  # the message stands half a minute; a page without script stands longer
IN_PRIVATE = "follow_up"  # the audience of what nobody may notice by an Undo: it changes nothing that one undoes


def act_to_undo(target, *, by, verbs, at):
    """The newest `Event` of a thing, if `by` did it a moment ago and it is of these verbs. What is looked after
    in private is left out of the question.

    Raises ValidationError with a sentence when somebody has done something to it since, or it is too long ago.
    """
    newest = Event.objects.of(target).exclude(audience=IN_PRIVATE).first()
    if newest is None or newest.verb not in verbs or newest.actor != by.key:
        raise ValidationError(_("This has changed in the meantime, so it cannot be undone from here."))
    if at - newest.at > WHILE:
        raise ValidationError(_("This was done too long ago to be undone here. Do it again where it stood."))
    return newest


def before_of(event, field):
    """What a field was before an act, as history keeps it; None for a field it did not change."""
    return next((one["before"] for one in event.changes if one["field"] == field), None)


def undone(request, act, **thing):
    """Carry an undo out for whoever asks, and say so on the next page; or say why not. Returns whether it was."""
    try:
        act(by=request.principal, **thing)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return False
    messages.success(request, _("Undone. It is as it was before."))
    return True
