"""Sending what waits in the outbox: claimed one by one, tried again with patience, dropped with a reason."""

import datetime
import hashlib

import structlog
from anymail.exceptions import AnymailError
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from history import clock
from notices.letters import LETTERS
from notices.models import Message

log = structlog.get_logger(__name__)

# How long to wait after each try, in minutes. There are as many tries as waits: about two days.
WAITS = (1, 5, 15, 60, 180, 360, 720, 1440)
MOST_TRIES = len(WAITS)


def send_waiting():
    """Send every letter that is due now. Returns how many were sent.

    Safe to run anywhere, any number of times and at the same time: a letter is claimed by moving its
    `send_after` ahead, so a worker that dies while it holds one leaves it to be tried again.
    """
    due = list(Message.objects.waiting(at=clock.now()).values_list("pk", flat=True))
    return sum(_send(pk) for pk in due)


def _send(pk):
    message = Message.objects.waiting(at=clock.now()).select_related("user").filter(pk=pk).first()
    if message is None:  # another worker has it: the last try may be under way
        return False
    if message.tries >= MOST_TRIES:
        return _drop(message, message.problem or "the worker stopped while it sent this letter")
    if not _claim(message):
        return False
    try:
        person = recipient_of(message)
        if reason := reason_to_drop(message, person):
            return _drop(message, reason)
        compose(message, person).send()
    except (OSError, AnymailError) as error:  # every failure of SMTP is an OSError
        return _failed(message, error)
    except Exception as error:  # a fault of ours: it is told, and holds up no other letter
        log.exception("letter_not_made", letter=message.letter, message=message.pk)
        return _failed(message, error)
    Message.objects.filter(pk=pk).update(sent_at=clock.now(), dropped_at=None, problem="")
    return True


def _claim(message):
    """Take a letter for the length of one wait; False when another worker was quicker."""
    now = clock.now()
    free = Message.objects.waiting(at=now).filter(pk=message.pk, tries=message.tries)
    lease = now + datetime.timedelta(minutes=WAITS[message.tries])
    return bool(free.update(tries=F("tries") + 1, send_after=lease))


def recipient_of(message):
    """The person a letter is for: the one named, or whoever has its address; None for a stranger."""
    return message.user or get_user_model().objects.filter(email=message.to.lower()).first()


def reason_to_drop(message, person):
    """Why a letter must not be sent any more, or "" when it may. Asked at send, not when it was queued."""
    letter = LETTERS.get(message.letter)
    if letter is None:
        return "nobody registers this letter any more"
    if person is not None and not person.is_active:
        return "the account is closed"
    if person is None and letter.asks:
        return "nobody has this address any more"
    if not address_of(message, person):
        return "there is no address"
    if not letter.still_allowed(message, person):
        return "no longer allowed when it was to be sent"
    return ""


def address_of(message, person):
    """The person's address of today; the written one when the letter is for an address only."""
    return (person.email or "") if message.user_id else message.to


def compose(message, person):
    """The mail of a letter, in the person's language, as text and as HTML."""
    letter = LETTERS[message.letter]
    with translation.override(person.language if person else message.language):
        words = {
            "person": person,
            "greeting": _("Hello %(name)s,") % {"name": person.name} if person else _("Hello,"),
            "data": message.data,
            "link": settings.SITE_URL + letter.path(message),
            "site_url": settings.SITE_URL,
            "product_name": settings.PRODUCT_NAME,
            "help_line": settings.HELP_LINE,
            **letter.context(message, person),
        }
        subject, body, html = (
            render_to_string(f"emails/{message.letter}/{part}", words).strip()
            for part in ("subject.txt", "body.txt", "body.html")
        )
    mail = EmailMultiAlternatives(" ".join(subject.split()), body + "\n", to=[address_of(message, person)])
    mail.extra_headers = {"Auto-Submitted": "auto-generated", "Message-ID": message_id(message)}
    mail.attach_alternative(html, "text/html")
    return mail


def message_id(message):
    """The same for every try of one letter, so that a mail server can drop a second copy."""
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{message.dedupe_key}".encode()).hexdigest()[:32]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    return f"<{digest}@{domain}>"


def _failed(message, error):
    """Remember why a try failed; the claim already says when the next one is."""
    problem = f"{type(error).__name__}: {error}"[:300]
    log.warning("letter_not_sent", letter=message.letter, message=message.pk, tries=message.tries + 1, problem=problem)
    Message.objects.filter(pk=message.pk).update(problem=problem)
    if message.tries + 1 >= MOST_TRIES:
        _drop(message, problem)
    return False


def _drop(message, reason):
    log.info("letter_dropped", letter=message.letter, message=message.pk, reason=reason)
    Message.objects.filter(pk=message.pk, sent_at=None).update(dropped_at=clock.now(), problem=reason[:300])
    return False
