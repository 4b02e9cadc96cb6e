"""How allauth behaves in this house."""

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.actions import correct_account, fold_email, remember_password, remember_sign_in
from accounts.middleware import CARD_HELD
from accounts.models import User
from drafts.carrying import KEY as CARRIED
from drafts.queries import page_to_go_on
from history.clock import now

log = structlog.get_logger(__name__)

LANGUAGE_CHOSEN = "language_chosen"  # in the session of somebody about to sign in
ZONE = "zone"  # what schools.middleware remembers of the person before


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: people are added by their school. Its words are plain, its mails in the person's language."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This email and password do not go together. Try again, or ask for a code."),
        "incorrect_code": _("That is not the code we sent. Look again, or ask for a new one."),
        "incorrect_password": _("That is not your password. Try again."),
        "enter_current_password": _("That is not your password of today. Try again."),
        "too_many_login_attempts": _("Too many tries. Wait ten minutes, then try again."),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
        "invalid_password_reset": _("This link does not work any more. Ask for a new one."),
    }

    def is_open_for_signup(self, request):
        return False

    def login(self, request, user):
        """Start a session that remembers nothing of whoever had this browser before."""
        chosen = request.session.pop(LANGUAGE_CHOSEN, None)
        for left_over in (ZONE, CARD_HELD, CARRIED):
            request.session.pop(left_over, None)
        super().login(request, user)
        remember_sign_in(user=user)
        if chosen and chosen != user.language:
            correct_account(user=user, language=chosen, by=user)

    def get_login_redirect_url(self, request):
        """Where somebody was writing when their sign-in ended, or the first page."""
        return page_to_go_on(request.user, at=now()) or super().get_login_redirect_url(request)

    def authentication_failed(self, request, **credentials):
        log.warning("sign_in_refused", method="password")

    def set_password(self, user, password):
        super().set_password(user, password)
        remember_password(user=user)

    def format_email_subject(self, subject):
        return str(subject)

    def send_mail(self, template_prefix, email, context):
        """Send at once, past the outbox, in the language of whoever has the address."""
        person = User.objects.filter(email=fold_email(email)).first()
        words = {
            "person": person,
            "product_name": settings.PRODUCT_NAME,
            "help_line": settings.HELP_LINE,
            "sign_in_link": settings.SITE_URL + "/",
        }
        with translation.override(person.language if person else translation.get_language()):
            super().send_mail(template_prefix, email, words | context)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        if email or user.email:
            super().send_notification_mail(template_prefix, user, context, email or user.email)
