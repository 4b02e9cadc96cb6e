"""The doors of allauth that we offer, under allauth's names. There are no others: nobody signs up,
adds an address or confirms one, because the school does all that."""

from functools import wraps

from allauth.account import views as allauth_views
from django.urls import path, re_path

from accounts import views

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


urlpatterns = [
    path("sign-in/", counting_tries(allauth_views.request_login_code), name="account_request_login_code"),
    path("sign-in/code/", allauth_views.confirm_login_code, name="account_confirm_login_code"),
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
