"""What is done to accounts and passes. Every act is remembered by `history`."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import Pass, User
from accounts.permissions import Voice
from history import clock
from history.actions import differences, record
from notices.actions import queue

STAFF_ONLY = "staff"  # the reader of what happens to accounts


def fold_email(email):
    """An address as it is kept and compared: trimmed, in small letters; None when there is none."""
    return (email or "").strip().lower() or None


@transaction.atomic
def open_account(*, email, name, by, called="", language="en", at=None, invite=False):
    """The account of a person, found by email or made. A closed one is opened again.

    Someone without an address gets an account nobody can sign in to yet. `invite` sends the
    letter that says how to sign in, unless the person has already been here. `by` is a principal,
    or None when the installation itself does it. Raises ValidationError for an empty name.
    """
    at = at or clock.now()
    email, name = fold_email(email), name.strip()
    user = User.objects.select_for_update().filter(email=email).first() if email else None
    if user is None:
        user = _make_account(email=email, name=name, called=called.strip(), language=language, by=by, at=at)
    elif not user.is_active:
        reopen_account(user=user, by=by, at=at)
    if invite and user.last_login is None:
        send_invitation(user=user, by=by, at=at)
    return user


def _make_account(*, email, name, called, language, by, at):
    if not name:
        raise ValidationError({"name": _("Write the person's full name.")})
    user = User(email=email, name=name, called=called, language=language)
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    told = {"name": name, "email": email, "called": called, "language": language}
    _record("accounts.account_opened", user, by=by, at=at, changes=differences({}, told))
    return user


def send_invitation(*, user, by, at=None):
    """Queue the letter that tells a person how to sign in: at most once a day."""
    at = at or clock.now()
    if not user.email:
        raise ValidationError(_("%(name)s has no email address. Add one first.") % {"name": user.name})
    return queue(
        letter="invitation",
        user=user,
        data={"by": by.name if by else ""},
        dedupe_key=f"invitation:{user.pk}:{clock.day_of(at).isoformat()}",
        at=at,
    )


@transaction.atomic
def correct_account(*, user, by, name=None, called=None, email=None, language=None, at=None):
    """Correct a person's name, address or language. None leaves a field as it is; "" empties it.

    A changed address ends the person's sessions and forgets the old address for good.
    Raises ValidationError when another person has the address.
    """
    at = at or clock.now()
    user = User.objects.select_for_update().get(pk=user.pk)
    wanted = {"name": name, "called": called, "email": email, "language": language}
    wanted = {field: value.strip() for field, value in wanted.items() if value is not None}
    if "email" in wanted:
        wanted["email"] = fold_email(wanted["email"])
    before = {field: getattr(user, field) for field in wanted}
    changes = differences(before, wanted)
    if not changes:
        return user
    for field, value in wanted.items():
        setattr(user, field, value)
    user.full_clean(exclude=["password"])
    user.save(update_fields=list(wanted))
    if "email" in wanted and wanted["email"] != before["email"]:
        EmailAddress.objects.filter(user=user).delete()
        end_sessions(user=user)
        _tell_old_address(before["email"], user, at=at)
    _record("accounts.account_corrected", user, by=by, at=at, changes=changes)
    return user


def _tell_old_address(email, user, *, at):
    if email:
        key = f"address_changed:{user.pk}:{at.isoformat()}"
        queue(letter="address_changed", to=email, language=user.language, dedupe_key=key, at=at)


@transaction.atomic
def close_account(*, user, by, at=None, reason=""):
    """Close an account: nobody signs in to it, and every open session ends at once."""
    at = at or clock.now()
    user = User.objects.select_for_update().get(pk=user.pk)
    if by is not None and by.key == user.key:
        raise ValidationError(_("You cannot close your own account. Ask another coordinator."))
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
        end_sessions(user=user)
        _record("accounts.account_closed", user, by=by, at=at, reason=reason)
    return user


@transaction.atomic
def give_up_account(*, user, by, at=None):
    """Close an account that was opened by mistake and that nobody ever used. Its address is free for its owner;
    nobody is told, because nobody was."""
    at = at or clock.now()
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    changes = differences({"email": user.email}, {"email": None})
    user.email, user.is_active = None, False
    user.save(update_fields=["email", "is_active"])
    EmailAddress.objects.filter(user=user).delete()
    end_sessions(user=user)
    _record("accounts.account_closed", user, by=by, at=at, changes=changes)
    return user


@transaction.atomic
def reopen_account(*, user, by, at=None):
    """Open a closed account again. What the person may do still follows from dated relations."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    _record("accounts.account_reopened", user, by=by, at=at or clock.now())
    return user


def remember_sign_in(*, user, at=None):
    """Remember that a person signed in."""
    return _record_own("accounts.signed_in", user, at=at)


def remember_password(*, user, at=None):
    """Remember that a person chose a new password."""
    return _record_own("accounts.password_chosen", user, at=at)


def end_sessions(*, user):
    """Sign a person out everywhere, now."""
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
    user.refresh_from_db(fields=["sessions_ended"])


@transaction.atomic
def issue_pass(*, child, expires_at, by, kind=Pass.Kind.CARD, at=None):
    """Give a child a sign-in card; it replaces an earlier one. Returns the pass and its secret.

    The secret is shown once, on the card; only its hash is kept. `child` has `public_id` and a name.
    """
    at = at or clock.now()
    for earlier in Pass.objects.current(at=at).filter(kind=kind, student_public_id=child.public_id):
        revoke_pass(issued=earlier, child=child, by=by, at=at)
    secret = Pass.new_secret()
    issued = Pass.objects.create(
        kind=kind,
        secret_hash=Pass.hash_of(secret),
        student_public_id=child.public_id,
        name=str(child),
        issued_at=at,
        issued_by=by,
        expires_at=expires_at,
    )
    told = {"kind": kind, "expires_at": expires_at}
    _record("accounts.pass_issued", issued, by=by, at=at, subject=child, changes=differences({}, told))
    return issued, secret


@transaction.atomic
def revoke_pass(*, issued, by, child="", at=None):
    """Make a pass open nothing from now on; who holds it is signed out at the next page."""
    at = at or clock.now()
    issued = Pass.objects.select_for_update().get(pk=issued.pk)
    if issued.revoked_at is None:
        issued.revoked_at, issued.revoked_by = at, by
        issued.save(update_fields=["revoked_at", "revoked_by"])
        _record("accounts.pass_revoked", issued, by=by, at=at, subject=child)
    return issued


@transaction.atomic
def accept_card(*, secret, at=None):
    """The pass behind a card's code. Raises ValidationError when it opens nothing (any more)."""
    at = at or clock.now()
    card = Pass.objects.current(at=at).filter(secret_hash=Pass.hash_of(secret), kind=Pass.Kind.CARD).first()
    if card is None:
        raise ValidationError(_("That code does not open anything. Look at your card and try again."))
    record(verb="accounts.card_used", target=card, by=card, voice=Voice.STUDENT, at=at, audience=STAFF_ONLY)
    return card


def _record_own(verb, user, *, at):
    return record(verb=verb, target=user, by=user, voice="", at=at or clock.now(), audience=STAFF_ONLY)


def _record(verb, target, *, by, at, **more):
    voice = Voice.STAFF if by is not None else ""
    return record(verb=verb, target=target, by=by, voice=voice, at=at, audience=STAFF_ONLY, **more)
