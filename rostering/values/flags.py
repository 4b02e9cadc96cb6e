"""Twice-exceptional, English learner, language: short squares that mean a great deal."""

from django.conf.locale import LANG_INFO

from rostering.readers.cells import Cell, fold, text_of
from rostering.values.reading import Reading, unreadable

YES = {"y", "yes", "true", "x", "1", "si", "2e", "✓", "✔"}
NO = {"n", "no", "false", "0", "none", "na", "n a"}

LEARNER = {
    "current": {"y", "yes", "true", "x", "1", "el", "ell", "ml", "mll", "lep", "nep", "current", "active", "si"},
    "exited": {"exited", "exit", "former", "monitored", "monitor", "m1", "m2", "reclassified", "fell", "e1", "e2"},
    "no": {"n", "no", "false", "0", "never", "none", "na", "n a"},
}
# Names of languages that the framework's own list does not have or calls otherwise.
MORE_LANGUAGES = {
    "somali": "so", "amharic": "am", "chinese": "zh-hans", "mandarin": "zh-hans", "farsi": "fa",
}  # fmt: skip
LONGEST_LANGUAGE = 40


def language_words() -> dict[str, str]:
    """Folded name of a language, in English and in itself, with its code."""
    known = {
        fold(info[name]): code
        for code, info in LANG_INFO.items()
        for name in ("name", "name_local")
        if name in info and "-" not in code
    }
    return known | {code: code for code in ("en", "es", "vi", "ar", "ru")} | MORE_LANGUAGES


LANGUAGES = language_words()


def read_exceptionality(cell: Cell) -> Reading:
    """{"iep", "504"} as a frozenset, empty for a plain no; a bare "yes" does not say which, so it is a problem."""
    text = text_of(cell)
    if not text:
        return Reading()
    words = set(fold(text).split())
    plans = frozenset(words & {"iep", "504"})
    spoken = words & {"no", "not", "exited", "former", "pending", "referred", "declined"}
    rest = words - {"iep", "504", "yes", "y", "2e", "plan", "has", "and", "both", "a", "an", "with"}
    if plans and not rest:
        return Reading(plans)
    if plans and not spoken:
        return Reading(plans, (), text)
    if fold(text) in NO:
        return Reading(frozenset())
    if text in YES or (words and words <= YES) or cell is True:
        return unreadable("exceptionality_unclear", text)
    return unreadable("exceptionality_unreadable", text)


def read_learner(cell: Cell) -> Reading:
    """ "current", "exited" or "no"; empty says nothing."""
    text = text_of(cell)
    folded = fold(text)
    if not text:
        return Reading()
    for status, words in LEARNER.items():
        if folded in words:
            return Reading(status)
    return unreadable("learner_unreadable", text)


def read_language(cell: Cell) -> Reading:
    """The code of the language spoken at home; a language without a code stays in her words."""
    text = text_of(cell)
    if len(text) > LONGEST_LANGUAGE:
        return unreadable("language_unknown", text)
    return Reading(LANGUAGES.get(fold(text)) or text or None)
