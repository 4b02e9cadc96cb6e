"""Two wordings of one thing, compared by word."""

import difflib
import re

WORD = re.compile(r"\S+|\s+")
RELATED = 0.35  # below this two wordings share too little to be shown as one
MOST_COMPARED = 1_000_000  # pairs of words; comparing more takes longer than anybody waits


def pieces(before, after):
    """Two wordings as one text: a list of (`same`, `out` or `in`, words)."""
    old, new = WORD.findall(before), WORD.findall(after)
    steps = steps_between(old, new)
    same = sum(counted(old[since:until]) for act, since, until, _c, _d in steps if act == "equal")
    if not before or not after or 2 * same < RELATED * (counted(old) + counted(new)):
        return [(kind, text) for kind, text in (("out", before), ("in", after)) if text]
    found = []
    for is_same, out, into in runs(steps, old, new):
        parts = (("same", out),) if is_same else (("out", out), ("in", into))
        found += [(kind, text) for kind, text in parts if text]
    return found


def counted(tokens):
    """How many of these are words, and not the space between two."""
    return sum(not token.isspace() for token in tokens)


def runs(steps, old, new):
    """The steps as (is it the same, words before, words after); changes with nothing but space between
    them are one change."""
    found = []
    for act, a, b, c, d in steps:
        out, into = "".join(old[a:b]), "".join(new[c:d])
        if act == "equal" and (not out or out.strip()):
            found.append((True, out, into))
        elif found and not found[-1][0]:
            _same, before, after = found.pop()
            found.append((False, before + out, after + into))
        else:
            found.append((act == "equal", out, into))
    return found


def steps_between(old, new):
    """The opcodes of `difflib` from one list of words to another; only what lies between their common
    beginning and end is compared, and not even that when it is very long."""
    start, end = same_at_both_ends(old, new)
    a, b = old[start : len(old) - end], new[start : len(new) - end]
    if len(a) * len(b) > MOST_COMPARED:
        inner = [("replace", 0, len(a), 0, len(b))]
    else:
        inner = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    moved = [(act, start + i, start + j, start + k, start + m) for act, i, j, k, m in inner]
    tail = ("equal", len(old) - end, len(old), len(new) - end, len(new))
    return [("equal", 0, start, 0, start), *moved, tail]


def same_at_both_ends(old, new):
    """How many words two lists begin with alike, and how many of the others they end with alike."""
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - start
    end = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return start, end


def marked(before, after):
    """The words of `after` alone: a list of (`same`, or `in` for what is new against `before`, words)."""
    return [(kind, text) for kind, text in pieces(before, after) if kind != "out"]
