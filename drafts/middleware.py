"""A draft goes when its form has been taken."""

from django.contrib import messages
from django.http import HttpResponseRedirect

from drafts import actions
from drafts.carrying import let_go, remember_writer
from drafts.fields import sheet_of


class DraftsMiddleware:
    """Ends the draft of a form that an act took: a POST that was answered with another page and no complaint.

    This happens after the act, never with it: whatever fails in between, the words are still there.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "POST" or not request.principal.is_authenticated:
            response = self.get_response(request)
            if request.principal.is_authenticated:
                remember_writer(request, response)
            return response
        let_go(request)
        response = self.get_response(request)
        if was_taken(request, response) and (sheet := sheet_of(request)):
            actions.end(by=request.principal, sheet=sheet)
        return response


def was_taken(request, response):
    """Whether an act was done: a redirect, and nothing refused in the messages that go with it."""
    queued = request._messages._queued_messages
    return isinstance(response, HttpResponseRedirect) and all(one.level < messages.ERROR for one in queued)
