"""A draft goes when its form has been taken. What was refused and is not shown again is carried along."""

from django.contrib import messages
from django.http import HttpResponseRedirect

from drafts import actions
from drafts.carrying import carries_words, carry, remember_writer
from drafts.fields import sheet_of
from drafts.models import Draft

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
        response = self.get_response(request)
        if was_taken(request, response):
            if sheet := sheet_of(request):
                actions.end(by=request.principal, sheet=sheet)
        elif is_lost(request, response):
            carry(request, writer, Draft.Carried.REFUSED)
        return response


def was_taken(request, response):
    """Whether an act was done: a redirect, and nothing refused in the messages that go with it. What did not come
    from a page of ours, as its token shows, did nothing."""
    queued = request._messages._queued_messages
    return (
        is_ours(request)
        and isinstance(response, HttpResponseRedirect)
        and all(one.level < messages.ERROR for one in queued)
    )


def is_lost(request, response):
    """Whether what was refused stands on no page any more: it was answered with a sentence alone."""
    door = request.resolver_match
    is_form = is_ours(request) and door and carries_words(door.func)
    return is_form and (isinstance(response, HttpResponseRedirect) or response.status_code in SENTENCES)


def is_ours(request):
    return getattr(request, "csrf_processing_done", False)
