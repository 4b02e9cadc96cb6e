"""The letters of this room: how a new person signs in for the first time."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse


def has_not_been_here(message, user):
    """An invitation is for someone who never signed in; after that it would only confuse."""
    return user.last_login is None


def first_password(message, user):
    """A link to choose a password, made when the letter is sent and stored nowhere."""
    key = default_token_generator.make_token(user)
    args = {"uidb36": user_pk_to_url_str(user), "key": key}
    return {"password_link": settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=args)}


def sign_in_page(message):
    return reverse("account_request_login_code")
