"""How to reach an adult: e-mail addresses and telephone numbers, with whatever else the square says."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rostering.problems import problem
from rostering.readers.cells import Cell, fold, text_of
from rostering.values.reading import NOTHING_WORDS, Reading

BETWEEN_ADDRESSES = re.compile(r"[;,/|\s]+")
AROUND_ADDRESS = "<>()[]\"'.:"
TELEPHONE = re.compile(
    r"(?:\+?1[\s.\-]*)?\(?(\d{3})\)?[\s.\-]*(\d{3})[\s.\-]*(\d{4})(?:\s*(?:x|ext\.?)\s*(\d{1,6}))?", re.I
)


def read_email(cell: Cell) -> Reading:
    """A tuple of addresses, first one first. Other words ("no email - call") are kept; two addresses are a problem."""
    text = text_of(cell)
    if fold(text) in NOTHING_WORDS:
        return Reading(())
    addresses: list[str] = []
    words: list[str] = []
    for piece in BETWEEN_ADDRESSES.split(text):
        bare = piece.strip(AROUND_ADDRESS).removeprefix("mailto:")
        if is_address(bare):
            addresses += [bare] if bare not in addresses else []
        elif piece:
            words.append(piece)
    kept = text if words else ""
    return Reading(tuple(addresses), tuple(email_problems(addresses, text, bool(words))), kept)


def email_problems(addresses: list[str], text: str, has_words: bool):
    """Two addresses may be two people's; words without an address say how to reach the family."""
    if len(addresses) > 1:
        yield problem("email_many", first=addresses[0], others=", ".join(addresses[1:]))
    if not addresses and "@" in text:
        yield problem("email_unreadable", text=text)
    elif has_words:
        yield problem("email_note", text=text)


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def read_phone(cell: Cell) -> Reading:
    """A ten-digit number written 970-555-0100, with its extension; further numbers and words are kept."""
    text = text_of(cell)
    if fold(text) in NOTHING_WORDS:
        return Reading()
    found = TELEPHONE.search(text)
    if not found or text[found.end() : found.end() + 1].isdigit() or text[: found.start()][-1:].isdigit():
        return Reading(None, (problem("phone_unreadable", text=text),), text)
    area, exchange, line, extension = found.groups()
    number = f"{area}-{exchange}-{line}" + (f" x{extension}" if extension else "")
    return Reading(number, (), text if (text[: found.start()] + text[found.end() :]).strip() else "")
