"""A draft goes when its form has been taken. What was refused and is not shown again is carried along."""

from django.contrib import messages
from django.http import HttpResponseRedirect

from drafts import actions
from drafts.carrying import carries_words, carry, let_go, remember_writer
from drafts.fields import sheet_of
from drafts.queries import is_kept

SENTENCES = {403, 404, 409, 429}  # how a page answers that says why not, and nothing else


class DraftsMiddleware:
    """Ends the draft of a form that an act took: a POST that was answered with another page and no complaint.

    This happens after the act, never with it: whatever fails in between, the words are still there. Where a
    POST was refused by a page that does not show its form again, its words wait on the page they came from.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "POST" or not request.principal.is_authenticated:
            response = self.get_response(request)
            if request.principal.is_authenticated:
                remember_writer(request, response)
            return response
        writer = request.principal.key
        let_go(request, request.path)
        response = self.get_response(request)
        if was_taken(request, response):
            if sheet := sheet_of(request):
                actions.end(by=request.principal, sheet=sheet)
        elif is_lost(request, response) and not is_kept(request):
            carry(request, writer, was_refused=True)
        return response


def was_taken(request, response):
    """Whether an act was done: a redirect, and nothing refused in the messages that go with it."""
    queued = request._messages._queued_messages
    return isinstance(response, HttpResponseRedirect) and all(one.level < messages.ERROR for one in queued)


def is_lost(request, response):
    """Whether what was refused stands on no page any more: it was answered with a sentence alone. What did not
    come from a page of ours, as its token shows, was nobody's words."""
    door = request.resolver_match
    is_ours = getattr(request, "csrf_processing_done", False) and door and carries_words(door.func)
    return is_ours and (isinstance(response, HttpResponseRedirect) or response.status_code in SENTENCES)
