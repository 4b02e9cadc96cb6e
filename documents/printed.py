"""Words as a paper prints them: in its language where a person translated them, and by whom.

A block of the paper (a goal, a row of a table) names at its end who translated what of it.
"""

from dataclasses import dataclass, field

from django.utils.formats import date_format

from history.clock import day_of
from plans.translations import WRITTEN_IN, Translations


@dataclass(frozen=True)
class Printed:
    """Words and the language they are in."""

    words: str
    lang: str

    def __bool__(self):
        return bool(self.words)


@dataclass
class Block:
    """The words of one block, read one after the other. `made` is what was translated of them: who with the
    day, and which words."""

    translations: Translations
    made: dict = field(default_factory=dict)

    def read(self, thing, part, words, language=WRITTEN_IN, *, label="", shape=str):
        """One text in the language of the paper, or as it was written. `shape` is how it stands on paper."""
        found = self.translations.of(thing, part, words, language) if words else None
        if not (found and found.holds):
            return Printed(shape(words), language)
        labels = self.made.setdefault(signed(found), [])
        if label and label not in labels:
            labels.append(label)
        return Printed(shape(found.words), found.language)

    @property
    def translators(self):
        """Pairs of who translated, with the day, and what of the block it was."""
        return [{"by": by, "what": ", ".join(map(str, labels))} for by, labels in self.made.items()]


def signed(shown):
    """ "Rosa Díaz, Nov 13, 2026"."""
    return f"{shown.by}, {date_format(day_of(shown.on), 'DATE_FORMAT')}"
