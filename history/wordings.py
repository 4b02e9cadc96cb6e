"""Two wordings of one thing, compared by word."""

import difflib
import re

WORD = re.compile(r"\S+|\s+")
RELATED = 0.35  # below this two wordings share too little to be shown as one


def pieces(before, after):
    """Two wordings as one text: a list of (`same`, `out` or `in`, words)."""
    old, new = WORD.findall(before), WORD.findall(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if not before or not after or matcher.ratio() < RELATED:
        return [(kind, text) for kind, text in (("out", before), ("in", after)) if text]
    found = []
    for act, a, b, c, d in matcher.get_opcodes():
        if act == "equal":
            found.append(("same", "".join(old[a:b])))
            continue
        found += [(kind, "".join(part)) for kind, part in (("out", old[a:b]), ("in", new[c:d])) if part]
    return found


def marked(before, after):
    """The words of `after` alone: a list of (`same`, or `in` for what is new against `before`, words)."""
    return [(kind, text) for kind, text in pieces(before, after) if kind != "out"]
