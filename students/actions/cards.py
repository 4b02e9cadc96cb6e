"""A sign-in card: how a child without an address gets in. The secret is told once and never kept."""

import datetime

from django.db import transaction

from accounts.actions import issue_pass, revoke_pass
from history.clock import now
from students.actions.writing import refuse
from students.queries import open_cards
from students.rules import reasons_not_to_give_card

CARD_LIFE = datetime.timedelta(days=365)


@transaction.atomic
def give_card(*, student, by, expires_at=None, at=None):
    """Give a child a new card and return (card, secret). A card given before ends at once."""
    at = at or now()
    refuse(reasons_not_to_give_card(student))
    return issue_pass(child=student, expires_at=expires_at or at + CARD_LIFE, by=by, at=at)


@transaction.atomic
def end_card(*, student, by, at=None):
    """End a child's card at once: whoever holds it is signed out with the next click."""
    at = at or now()
    for card in open_cards(student, at=at):
        revoke_pass(issued=card, child=student, by=by, at=at)
