"""Names as lists write them: "Last, First", "First Last", with a nickname in quotes or brackets."""

import re
from dataclasses import dataclass

from rostering.problems import problem
from rostering.readers.cells import Cell, text_of
from rostering.values.reading import Reading

NICKNAME = re.compile(r"[“\"(]\s*([^\W\d][^”\")]*?)\s*[”\")]")
PARTICLES = frozenset(
    ["de", "del", "la", "las", "los", "da", "das", "dos", "di", "van", "von", "der", "den", "el", "al", "bin", "y"]
)
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])


@dataclass(frozen=True)
class PersonName:
    """A child's name: given, family, and the one she goes by if the list says so."""

    given: str
    family: str
    chosen: str = ""

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


def read_student_name(cell: Cell) -> Reading:
    """A student's name. A single name or an uncertain split is a problem with choices; the words are never cut."""
    text = text_of(cell)
    bare, chosen = without_nickname(text)
    if not any(letter.isalpha() for letter in bare):
        return Reading(None, (problem("name_missing"),), text)
    if "," in bare:
        return name_with_comma(bare, chosen)
    words = bare.split()
    if len(words) == 1:
        return Reading(PersonName("", bare, chosen), (problem("name_one_word", text=bare),))
    problems = (problem("name_split", text=bare),) if uncertain(words) else ()
    return Reading(PersonName(words[0], " ".join(words[1:]), chosen), problems)


def name_with_comma(bare: str, chosen: str) -> Reading:
    """Last, First; or Last, Jr., First. The order is said by the comma, so nothing is guessed."""
    parts = [part.strip() for part in bare.split(",") if part.strip()]
    if len(parts) > 2 and parts[1].rstrip(".").lower() in SUFFIXES:
        parts = [f"{parts[0]} {parts[1]}", *parts[2:]]
    if len(parts) == 2 and parts[1].rstrip(".").lower() in SUFFIXES and len(parts[0].split()) > 1:
        given, _space, family = parts[0].partition(" ")
        return Reading(PersonName(given, f"{family} {parts[1]}", chosen))
    if len(parts) < 2:
        return Reading(PersonName("", parts[0], chosen), (problem("name_one_word", text=parts[0]),))
    return Reading(PersonName(" ".join(parts[1:]), parts[0], chosen))


def without_nickname(text: str) -> tuple[str, str]:
    """("Johnson, Latasha", "Tasha") of 'Johnson, Latasha "Tasha"'. Brackets with anything but one name stay."""
    found = NICKNAME.search(text)
    if not found:
        return text, ""
    rest = " ".join((text[: found.start()] + " " + text[found.end() :]).split())
    return (rest, found.group(1)) if any(letter.isalpha() for letter in rest) else (text, "")


def uncertain(words: list[str]) -> bool:
    """Whether "First Last" could be split elsewhere: three words or more, unless a particle or suffix explains them."""
    rest = words[1:]
    if len(rest) > 1 and rest[-1].rstrip(".").lower() in SUFFIXES:
        rest = rest[:-1]
    return len([word for word in rest if word.lower() not in PARTICLES]) > 1


def split_after(text: str, count: int) -> PersonName:
    """The split a person chose: the first `count` words are the given name. At least one word stays the family name."""
    words = text.split()
    count = max(1, min(count, len(words) - 1))
    return PersonName(" ".join(words[:count]), " ".join(words[count:]))


def read_adult_name(cell: Cell) -> Reading:
    """A guardian's or teacher's name, as one line; "Last, First" is turned round."""
    text = text_of(cell)
    if not text:
        return Reading()
    if not any(letter.isalpha() for letter in text):
        return Reading(None, (), text)
    last, comma, first = text.partition(",")
    if comma and first.strip() and "," not in first and first.strip().rstrip(".").lower() not in SUFFIXES:
        return Reading(f"{first.strip()} {last.strip()}".strip())
    return Reading(text)
