"""A guess: what each column of a new sheet probably is, from the words above it and its neighbours."""

from dataclasses import dataclass, field

from rostering.columns.targets import MAX_GUARDIANS, NOTE, target
from rostering.columns.words import instrument_of, meaning_of, parent_in

EVIDENCE = "evidence"


@dataclass(frozen=True)
class Column:
    """One column of her sheet: where it stands, her word for it, what it is to us, and a test's particulars."""

    index: int
    header: str
    target: str
    test: dict[str, str] = field(default_factory=dict)


def guess_columns(headers: tuple[str, ...]) -> tuple[Column, ...]:
    """A column for every header. What we do not know becomes a staff note, so that nothing is dropped unasked."""
    guess = Guess()
    return tuple(guess.column(index, header) for index, header in enumerate(headers))


class Guess:
    """What has been understood so far, reading the headers from left to right."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.guardian = 1
        self.parents: dict[str, int] = {}

    def column(self, index: int, header: str) -> Column:
        """The next column."""
        code, number = meaning_of(header)
        if "{n}" in code:
            code = self.guardian_code(code, number, header)
        test = {} if code else instrument_of(header)
        code = code or (EVIDENCE if test else NOTE)
        if code in self.taken and not target(code).repeats:
            code = NOTE
        self.taken.add(code)
        return Column(index, header, code, test)

    def guardian_code(self, code: str, number: int, header: str) -> str:
        """Whose column this is: the number it says, the parent it names, or the person the columns are now among."""
        parent = parent_in(header)
        number = number or self.parents.get(parent, 0) or self.next_free(code)
        if not 1 <= number <= MAX_GUARDIANS:
            return ""
        self.guardian = number
        if parent:
            self.parents[parent] = number
        return code.format(n=number)

    def next_free(self, code: str) -> int:
        """The person the columns are now among, or the one after when that person has such a column already."""
        return self.guardian if code.format(n=self.guardian) not in self.taken else self.guardian + 1
