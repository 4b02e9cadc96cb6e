"""Who is asking: a signed-in person, or the holder of a pass."""

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.models import Pass
from drafts.carrying import carries_words, carry, writer_of
from drafts.models import Draft
from history.clock import now

CARD_HELD = "card"


def find_principal(request):
    """The principal of a request: the user, the pass in the session, or nobody."""
    if request.user.is_authenticated:
        return request.user
    if pk := request.session.get(CARD_HELD):
        return Pass.objects.current(at=now()).filter(pk=pk).first() or AnonymousUser()
    return AnonymousUser()


class PrincipalMiddleware:
    """Sets `request.principal`: the only asker the rest of the house knows."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.principal = SimpleLazyObject(lambda: find_principal(request))
        return self.get_response(request)


class LanguageMiddleware:
    """The language of a signed-in person is the one of the account, on every device. For everyone
    else Django's own middleware, before this one, reads the cookie and what the browser asks for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class PrincipalRequiredMiddleware(LoginRequiredMiddleware):
    """Closed by default, for users and passes alike. Public pages carry `login_not_required`."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True) or request.principal.is_authenticated:
            return None
        if request.method == "POST" and carries_words(view_func):
            return self.sign_in_again(request, view_func)
        return self.handle_no_permission(request, view_func)

    def sign_in_again(self, request, view_func):
        """Lead whoever was signed out while writing to the sign-in page, and keep what they posted. Only they are
        led back to it afterwards: the next person here is not."""
        if carry(request, writer_of(request), Draft.Carried.SIGNED_OUT):
            messages.warning(
                request, _("You were signed out. Sign in again: what you wrote is kept and waits for you.")
            )
        return redirect(self.get_login_url(view_func))
