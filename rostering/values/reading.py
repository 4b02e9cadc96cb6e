"""A reading: a value, what was odd about it, and the words that were not understood."""

from dataclasses import dataclass
from typing import Any

from rostering.problems import Problem, problem

# Folded squares that say there is nothing to say. The empty string stands for a lone dash or question mark.
NOTHING_WORDS = frozenset(("", "none", "n a", "na", "nil", "no", "x", "unknown", "unk", "tbd", "not known", "no email"))


@dataclass(frozen=True)
class Reading:
    """What one square says. `kept` holds, verbatim but tidy, whatever has no place in `value`."""

    value: Any = None
    problems: tuple[Problem, ...] = ()
    kept: str = ""


def unreadable(kind: str, text: str, **facts: Any) -> Reading:
    """A reading of something we do not understand: no value, the words kept, and a problem that quotes them."""
    return Reading(None, (problem(kind, text=text, **facts),), text)
