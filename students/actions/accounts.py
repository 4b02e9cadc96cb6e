"""An account for a member of the family or a child: found by address, or opened without a password."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.actions import correct_account, fold_email, open_account
from accounts.models import User


def account_for(*, email, name, by, at, language="en", for_student=False):
    """The user with this address, opened if there is none; sign-in is by a code to the address.

    A student's account is never shared with an adult, nor an adult's with a student, and a closed
    account is not opened again from here. Raises ValidationError with a sentence for each.
    """
    email = fold_email(email)
    user = User.objects.filter(email=email).first() if email else None
    if user and (for_student or hasattr(user, "student")):
        raise ValidationError(somebody_else_has(email))
    if user and not user.is_active:
        raise ValidationError(
            _("The account of %(email)s was closed. Use another address, or have the account opened again.")
            % {"email": email}
        )
    offered = dict(User._meta.get_field("language").choices)
    return user or open_account(
        email=email, name=name, language=language if language in offered else "en", by=by, at=at
    )


def change_address(*, user, email, by, at):
    """Move a person's sign-in to another address. Without one nobody can sign in any more."""
    email = fold_email(email)
    if email and User.objects.filter(email=email).exclude(pk=user.pk).exists():
        raise ValidationError(somebody_else_has(email))
    return correct_account(user=user, email=email or "", by=by, at=at)


def somebody_else_has(email):
    return _("Another person signs in with %(email)s. Use another address.") % {"email": email}
