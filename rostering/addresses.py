"""Addresses: an address opens a child's record to whoever reads its mail, so a shared one is never taken on trust."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from rostering.proposals import Known
from students.names import fold


def adults_of(rows: Iterable[Any]):
    """(row, adult) for every adult with an address."""
    for row in rows:
        for adult in row.record["guardians"]:
            if adult.get("email"):
                yield row, adult


def check_addresses(
    rows: list[Any], *, barred: set[str], owners: Mapping[str, list[str]], known: Mapping[int, Known]
) -> None:
    """Take away addresses no adult may have, and ask about each that another adult has.

    `barred` are addresses of children and of closed accounts; `owners` are the adults here who have an address, by
    name where the importer may read it, else "". `known` are the students the rows are about.
    """
    listed: dict[str, dict[str, str]] = defaultdict(dict)
    for _row, adult in adults_of(rows):
        listed[adult["email"]].setdefault(fold(adult["name"]), adult["name"])
    for row in rows:
        drop_barred(row, barred)
        ask_about_shared(row, owners, listed, known)


def drop_barred(row: Any, barred: set[str]) -> None:
    """Such an address stays with the adult as words, and opens nothing."""
    found = [adult for _row, adult in adults_of([row]) if adult["email"] in barred]
    if found:
        row.add("email_barred", text=", ".join(adult["email"] for adult in found))
    for adult in found:
        to_words(adult)


def ask_about_shared(row: Any, owners, listed, known) -> None:
    """Two adults with one address in different families may be one person, or a slip of the pen."""
    family = {fold(adult["name"]) for adult in row.record["guardians"]}
    ours = {adult["email"] for adult in known[row.student]["guardians"]} if row.student else set()
    shared = []
    for _row, adult in adults_of([row]):
        others = [*owners.get(adult["email"], ()), *listed[adult["email"]].values()]
        strangers = [name for name in others if fold(name) not in family]
        same = fold(adult["name"]) in {fold(name) for name in owners.get(adult["email"], ())}
        if strangers and not same and adult["email"] not in ours:
            shared.append((adult, strangers[0]))
    if not shared:
        return
    told = ", ".join(f"{adult['email']} ({other})" if other else adult["email"] for adult, other in shared)
    if row.add("email_shared", text=told).code == "another":
        for adult, _other in shared:
            to_words(adult)


def to_words(adult: dict[str, Any]) -> None:
    """An address that is only words beside the adult's name."""
    words = (adult.get("contact_note"), adult.pop("email"))
    adult["contact_note"] = "; ".join(filter(None, words))
    adult["email"] = ""
