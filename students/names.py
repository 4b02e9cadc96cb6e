"""Names as people look for them: "garcia" finds García, and Łukasz stands under L.

Accents and case break both sorting and ILIKE on either database, so the folded forms are made
here, in Python, and kept beside the names by the actions that write them.
"""

import re
import unicodedata
from functools import lru_cache

from django.db.models import Func

# Letters that no decomposition takes apart, as people without the key type them.
LETTERS = str.maketrans(
    {
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŋ": "ng",
        "ŧ": "t",
        "ƒ": "f",
        "ɓ": "b",
        "ɗ": "d",
        "ƙ": "k",
        "ə": "e",
    }
)
APOSTROPHES = re.compile(r"['`´ʻʼʽʾʿˈ‘’‛′]")
NOT_A_LETTER = re.compile(r"[^\w]+|_+")


def tidy(text):
    """Text as it is kept: composed (NFC), trimmed, one space between words."""
    return " ".join(unicodedata.normalize("NFC", text or "").split())


@lru_cache(maxsize=20_000)  # a long list asks for the same names many times
def fold(text):
    """A name without accents, case, apostrophes and hyphens: "O'Brien-Núñez" is "obrien nunez"."""
    plain = APOSTROPHES.sub("", text or "")
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(LETTERS)
    return " ".join(NOT_A_LETTER.sub(" ", plain).split())


def sort_name(*, first, last):
    """The folded name a list is sorted by: "last, first"."""
    return f"{fold(last)}, {fold(first)}"[:220]


class InOrder(Func):
    """A folded name to order by: letter by letter, on either database. The collation of a PostgreSQL
    database may pass over spaces and commas, and then "li, zoe" stands after "lia, ann"."""

    arity = 1
    template = "%(expressions)s"

    def as_postgresql(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **extra)


def search_name(*names):
    """Every name somebody goes by, folded, each word once, for finding."""
    words = dict.fromkeys(word for name in names for word in fold(name).split())
    return " ".join(words)[:420]
