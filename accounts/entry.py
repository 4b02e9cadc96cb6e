"""The doors of allauth that we offer, under allauth's names. There are no others: nobody signs up,
adds an address or confirms one, because the school does all that."""

from functools import wraps

from allauth.account import views as allauth_views
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.urls import path, re_path

from accounts import views

LONGEST_TRY = 20  # seconds
TOO_MANY = "too_many_login_attempts"  # allauth’s code for an account that was tried too often


def counting_tries(view):
    """A door whose form, once it was tried too often, answers 429 with what was typed still in it."""

    @wraps(view)
    def counted(request, *args, **where):
        response = view(request, *args, **where)
        form = (getattr(response, "context_data", None) or {}).get("form")
        problems = form.errors.as_data().values() if form is not None else ()
        if any(problem.code == TOO_MANY for some in problems for problem in some):
            response.status_code = 429
        return response

    return counted


def one_try_at_a_time(view):
    """A door whose tries are counted in the session: two at once would each find the count of before, so
    the second is refused, and the count is read and kept while nobody else is at it."""

    @wraps(view)
    def alone(request, *args, **where):
        if request.method != "POST" or not request.session.session_key:
            return view(request, *args, **where)
        held = f"trying:{request.session.session_key}"
        if not cache.add(held, 1, LONGEST_TRY):
            return ratelimit.handler429(request)
        try:
            request.session._session_cache = request.session.load()
            response = view(request, *args, **where)
            request.session.save()
            return response
        finally:
            cache.delete(held)

    return alone


urlpatterns = [
    path("sign-in/", counting_tries(allauth_views.request_login_code), name="account_request_login_code"),
    path("sign-in/code/", one_try_at_a_time(allauth_views.confirm_login_code), name="account_confirm_login_code"),
    path("sign-in/password/", counting_tries(allauth_views.login), name="account_login"),
    path("sign-in/new/", views.added_by_school, name="account_signup"),
    path("sign-in/closed/", allauth_views.account_inactive, name="account_inactive"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("password/forgotten/", allauth_views.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", allauth_views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/choose/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/chosen/", allauth_views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("password/change/", allauth_views.password_change, name="account_change_password"),
    path("password/first/", views.first_password, name="account_set_password"),
    path("it-is-me/", counting_tries(allauth_views.reauthenticate), name="account_reauthenticate"),
]
