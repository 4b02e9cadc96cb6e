"""Merging: rows of one list that are the same child, told apart from rows that only look alike. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from rostering.problems import Problem, problem
from rostering.record import name_of
from students.names import fold

Record = dict[str, Any]
LISTS = ("areas", "evidence", "guardians", "teachers", "notes")


def look_alikes(rows: Iterable[tuple[int, Record]]) -> list[tuple[list[int], Problem]]:
    """Groups of row numbers that share an ID, or a name and grade with no IDs to tell them apart."""
    rows = list(rows)
    groups = []
    grouped: set[int] = set()
    for field in ("state_id", "local_id"):
        for shared, numbers in together(rows, lambda record, field=field: record.get(field)).items():
            new = [number for number in numbers if number not in grouped]
            if len(new) > 1:
                grouped.update(new)
                groups.append((new, twice("same_student_twice", new, shared=shared)))
    for numbers in together(rows, name_and_grade).values():
        new = [number for number in numbers if number not in grouped]
        if len(new) > 1 and not told_apart(dict(rows), new):
            grouped.update(new)
            groups.append((new, twice("same_name_twice", new)))
    return groups


def twice(kind: str, numbers: list[int], **facts: Any) -> Problem:
    listed = ", ".join(str(number) for number in numbers)
    return problem(kind, rows=listed, first=numbers[0], last=numbers[-1], **facts)


def together(rows: list[tuple[int, Record]], key) -> dict[Any, list[int]]:
    """Row numbers by what `key` says of their record; rows it says nothing of are left out."""
    found: dict[Any, list[int]] = defaultdict(list)
    for number, record in rows:
        if (said := key(record)) and not record.get("set_aside"):
            found[said].append(number)
    return found


def name_and_grade(record: Record) -> tuple[str, str, str] | None:
    """What two rows without IDs must share to be worth a question."""
    name = name_of(record)
    return (fold(name.family), fold(name.given), record.get("grade", "")) if name else None


def told_apart(records: dict[int, Record], numbers: list[int]) -> bool:
    """Whether every row has an ID of a kind the others have too: then they are different children."""
    return any(all(records[number].get(field) for number in numbers) for field in ("state_id", "local_id"))


def merged(records: list[Record]) -> Record:
    """One record of several rows: the first word on each fact, every item of each list once.

    A fact on which a later row differs becomes a note, so that neither is lost.
    """
    whole: Record = {name: [] for name in LISTS}
    for record in records:
        for name, value in record.items():
            if name not in LISTS:
                merge_fact(whole, name, value)
        for area in record["areas"]:
            merge_item(whole["areas"], area, lambda item: item["area"])
        for test in record["evidence"]:
            merge_item(whole["evidence"], test, lambda item: (item["instrument"], item["taken_text"], item["score"]))
        for adult in record["guardians"]:
            merge_item(whole["guardians"], adult, lambda item: fold(item["name"]))
        for teacher in record["teachers"]:
            merge_item(whole["teachers"], teacher, lambda item: (fold(item["subject"]), fold(item["named"])))
        whole["notes"] += [words for words in record["notes"] if words not in whole["notes"]]
    return whole


def merge_fact(whole: Record, name: str, value: Any) -> None:
    """The first row that says something is believed; what a later row says instead is noted."""
    if not whole.get(name):
        whole[name] = value
    elif whole[name] != value and isinstance(value, str) and value:
        whole["notes"].append(f"{name.replace('_', ' ')}: {value}")


def merge_item(items: list[dict], new: dict, key) -> None:
    """Add an item, or fill in what the same item did not say before."""
    for item in items:
        if key(item) == key(new):
            item |= {name: value for name, value in new.items() if value and not item.get(name)}
            return
    items.append(dict(new))
