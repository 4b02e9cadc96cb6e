"""Settling: what a person's choice about a problem makes of the reading it stood beside. Pure, like the readers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rostering.problems import KINDS
from rostering.values.dates import Moment
from rostering.values.names import PersonName, split_after
from rostering.values.numbers import read_grade
from rostering.values.reading import Reading


@dataclass(frozen=True)
class Chosen:
    """The code of a choice and what was typed beside it."""

    code: str
    typed: str = ""


Choices = Mapping[tuple[int, str], Chosen]  # by column and kind of problem


def asked_by(kind: str, code: str) -> str:
    """What a choice wants typed beside it: "date", "text", "grade" or nothing."""
    return next((choice.asks for choice in KINDS[kind].choices if choice.code == code), "")


def fits(asks: str, typed: str, today: date) -> bool:
    """Whether what was typed is what the choice asks for: a day that has come, a grade, a word."""
    if asks == "grade":
        return read_grade(typed).value is not None
    if asks != "date":
        return bool(typed)
    try:
        return date.fromisoformat(typed) <= today
    except ValueError:
        return False


def fitting(choices: Choices, today: date) -> Choices:
    """Choices without what was typed where it does not fit: such a choice is kept and shown, and decides nothing."""
    return {
        (column, kind): chosen if fits(asked_by(kind, chosen.code), chosen.typed, today) else Chosen(chosen.code)
        for (column, kind), chosen in choices.items()
    }


def settle(reading: Reading, column: int, choices: Choices) -> Reading:
    """The reading after every choice made for its problems; a problem's default counts as chosen."""
    for problem in reading.problems:
        chosen = choices.get((column, problem.kind)) or Chosen(KINDS[problem.kind].default)
        if chosen.code and problem.kind in SETTLERS:
            reading = SETTLERS[problem.kind](reading, problem.facts, chosen)
    return reading


def is_set_aside(reading: Reading, column: int, choices: Choices) -> bool:
    """Whether a choice about this square leaves the whole row out."""
    chosen = (choices.get((column, problem.kind)) for problem in reading.problems)
    return any(one and one.code == "set_aside" for one in chosen)


def settle_one_word(reading: Reading, _facts: dict, chosen: Chosen) -> Reading:
    """A single name with the missing half typed beside it."""
    word, typed = reading.value.family, " ".join(chosen.typed.split())
    if not typed:
        return reading
    names = {"family": PersonName(typed, word), "given": PersonName(word, typed)}
    name = names.get(chosen.code)
    return replace(reading, value=replace(name, chosen=reading.value.chosen)) if name else reading


def settle_split(reading: Reading, facts: dict, chosen: Chosen) -> Reading:
    """The split after as many words as the choice says."""
    count = int(chosen.code.removeprefix("given_"))
    return replace(reading, value=replace(split_after(facts["text"], count), chosen=reading.value.chosen))


def settle_date(reading: Reading, _facts: dict, chosen: Chosen) -> Reading:
    """A date typed in place of one that cannot be; the list's own words stay with the note."""
    try:
        day = date.fromisoformat(chosen.typed)
    except ValueError:
        return reading
    return replace(reading, value=Moment(day, day.isoformat()))


def settle_exceptionality(reading: Reading, _facts: dict, chosen: Chosen) -> Reading:
    """Which plan a bare "yes" meant. Not knowing keeps the words and claims nothing."""
    plans = {"iep": {"iep"}, "504": {"504"}, "both": {"iep", "504"}, "no": set()}
    if chosen.code not in plans:
        return reading
    return Reading(frozenset(plans[chosen.code]), reading.problems)


def settle_emails(reading: Reading, _facts: dict, chosen: Chosen) -> Reading:
    """Which of two addresses is this person's. The others go to a note, not to a contact who may be someone else."""
    addresses = reading.value
    own = {"first": addresses[:1], "second": addresses[1:2], "none": ()}.get(chosen.code, addresses[:1])
    others = [address for address in addresses if address not in own]
    return replace(reading, value=own, kept=reading.kept or ", ".join(others))


SETTLERS: dict[str, Callable[[Reading, dict, Chosen], Reading]] = {
    "name_one_word": settle_one_word,
    "name_split": settle_split,
    "date_future": settle_date,
    "date_too_old": settle_date,
    "date_unreadable": settle_date,
    "exceptionality_unclear": settle_exceptionality,
    "email_many": settle_emails,
}
