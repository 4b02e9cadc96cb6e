"""Two people worded the same things at the same time: what stands of each piece, and what was set aside.

A piece is one text of a form, or one line of a list, known by its key. Bringing two people together is
three-way: `base` is what the writer began from, `box` what stands in the form, `theirs` what somebody
else saved meanwhile. What one chose travels with the form as `met` until it is saved, together with
one's own wordings, so that a third save in between loses none of them.
"""

import json
from dataclasses import dataclass, field, replace

from drafts.fields import is_text

MINE, THEIRS, BOTH, TAKEN = "mine", "theirs", "both", "taken"
CHOICES = (MINE, THEIRS, BOTH)
MOST_OWN = 20  # wordings of one's own that are kept of one piece


@dataclass(frozen=True)
class Met:
    """What was met of one piece: the other's wording as it was shown, one's own ones with the newest first,
    and whose words were chosen (`keep`, empty while nobody chose; `taken` when only the other changed it)."""

    theirs: object
    own: tuple
    keep: str = ""


@dataclass(frozen=True)
class Piece:
    """One piece as it is brought together. `old` is what the writer began from, empty when nobody knows."""

    key: str
    old: tuple
    box: object
    theirs: object


@dataclass(frozen=True)
class Texts:
    """How pieces that are plain texts are compared, and how two of them stand in one box (None where they cannot)."""

    def same(self, one, other):
        return same(one, other)

    def joined(self, theirs, mine):
        return f"{(theirs or '').strip()}\n\n{(mine or '').strip()}".strip()


@dataclass
class Turns:
    """The pieces of two people brought together: `stands` is what the form says now by key, `met` what was
    in conflict or was taken, `base` what the next save is compared with, `missed` the keys for which a press
    was not applied, because somebody saved again while it was chosen."""

    kind: object = field(default_factory=Texts)
    stands: dict = field(default_factory=dict)
    base: dict = field(default_factory=dict)
    met: dict = field(default_factory=dict)
    missed: set = field(default_factory=set)

    @property
    def rows(self):
        """What both changed, by key."""
        return {key: one for key, one in self.met.items() if one.keep != TAKEN}

    @property
    def taken(self):
        """What only the other changed and is in the form, by key."""
        return {key: one for key, one in self.met.items() if one.keep == TAKEN}

    def meet(self, piece, before, wanted):
        """Bring one piece together. `before` is what was met of it earlier; `wanted` the choice just made."""
        same = self.kind.same
        if before and before.keep == TAKEN:
            if same(before.theirs, piece.theirs) and same(before.theirs, piece.box):  # it stands as it was taken
                self.rest(piece, piece.theirs)
                self.met[piece.key] = before
                return
            piece, before = replace(piece, old=(before.theirs,)), None
        untouched = same(piece.box, piece.theirs) or any(same(old, piece.theirs) for old in piece.old)
        if before is None and untouched:
            self.rest(piece, piece.box)
        elif before is None and any(same(old, piece.box) for old in piece.old):
            self.rest(piece, piece.theirs)
            self.met[piece.key] = Met(piece.theirs, (piece.box,), TAKEN)
        else:
            self.choose(piece, self.going_on(before, piece), wanted)

    def rest(self, piece, words):
        """Nothing is to be chosen."""
        self.stands[piece.key], self.base[piece.key] = words, piece.theirs

    def going_on(self, before, piece):
        """What is met of a piece now: one's own wordings with the newest first, and the choice as far as it
        still makes sense. It does not, when the words it was made over are no longer what stands."""
        if before is None:
            return Met(piece.theirs, (piece.box,))
        keep = before.keep if self.kind.same(before.theirs, piece.theirs) else ""
        return Met(piece.theirs, self.own_wordings(before, piece.box), keep)

    def own_wordings(self, before, box):
        """One's own wordings so far: what stands in the box, unless that is the other's, goes first."""
        if before.keep in ("", MINE):
            return (box, *before.own[1:])
        known = (before.theirs, *before.own, *self.both(before))
        if any(self.kind.same(box, one) for one in known):
            return before.own
        return (box, *before.own)[:MOST_OWN]

    def both(self, one):
        """The two wordings in one box, where such pieces can be joined."""
        together = self.kind.joined(one.theirs, one.own[0])
        return [] if together is None else [together]

    def choose(self, piece, now, wanted):
        """What stands of a piece that both worded."""
        key, theirs, own = piece.key, piece.theirs, now.own[0]
        if all(self.kind.same(one, theirs) for one in now.own):
            self.rest(piece, theirs)
            return
        self.base |= dict.fromkeys((key,), piece.old[0]) if piece.old else {}
        if self.kind.same(own, theirs):
            now = replace(now, keep=THEIRS)
            self.stands[key] = theirs
        elif wanted and (wanted != BOTH or self.both(now)):
            now = replace(now, keep=wanted)
            self.stands[key] = {MINE: [own], THEIRS: [theirs], BOTH: self.both(now)}[wanted][0]
        else:
            self.stands[key] = piece.box if now.keep else own
        self.met[key] = now


def bring_together(base, mine, theirs, *, met=None, press="", kind=None):
    """The `Turns` of two people's pieces. `press` is the choice just made: `theirs` for all of them, or
    `theirs:measure` for one. A choice over words that nobody had seen when it was made is asked for again."""
    turns, met = Turns(kind or Texts()), met or {}
    wanted, _colon, chosen = press.partition(":")
    for key in dict.fromkeys([*mine, *theirs, *met]):
        before, now = met.get(key), theirs.get(key)
        pressed = wanted in CHOICES and chosen in ("", key)
        unseen = not turns.kind.same(before.theirs, now) if before else bool(met)  # met by this very press
        old = (base[key],) if key in base else () if mine.get(key) is not None else (None,)  # a line of theirs
        turns.meet(Piece(key, old, mine.get(key), now), before, "" if unseen or not pressed else wanted)
        if pressed and unseen and key in turns.rows and not turns.rows[key].keep:
            turns.missed.add(key)
    return turns


def still_met(mine, met, *, kind=None):
    """What was met before, as it stays in sight until it is saved: nobody is asked what was saved since."""
    theirs = {key: one.theirs for key, one in met.items()}
    return bring_together({}, {key: mine.get(key) for key in theirs}, theirs, met=met, kind=kind)


def without_theirs(one, box, *, stands):
    """What a box says once the other's wording of a text, `Met` before, stands here no more: one's own newest words
    that do not hold it, or what `stands` now where only the other had changed it."""
    own = (stands,) if one.keep == TAKEN else one.own
    if same(box, own[-1]) or not holds(box, one.theirs):
        return box
    return next((words for words in own if not holds(words, one.theirs)), own[-1])


def bare(text):
    """A text without what tells nobody apart: the kind of line ends, and outer space."""
    return (text or "").replace("\r\n", "\n").strip()


def same(one, other):
    """Whether two texts say the same."""
    return bare(one) == bare(other)


def holds(box, words):
    """Whether a text says certain words, alone or among others."""
    return bare(words) in bare(box) if bare(words) else not bare(box)


def met_as_text(met):
    """What was met, as it travels with the form."""
    return json.dumps([[key, one.theirs, one.own, one.keep] for key, one in met.items()])


def read_sent(text):
    """What a form sent along, or None when it does not read. Half of a pair of code units is no text."""
    try:
        sent = json.loads(text or "null")
        return sent if is_text(json.dumps(sent, ensure_ascii=False)) else None
    except (ValueError, RecursionError):
        return None


def read_met(text, *, fits):
    """What was met, from what the form sent; nothing of what does not read. `fits(key, words)` says what a
    wording of a piece is."""
    try:
        found = {key: Met(theirs, tuple(own), keep) for key, theirs, own, keep in read_sent(text) or []}
    except (ValueError, TypeError):
        return {}
    keeps = ("", TAKEN, *CHOICES)
    return {
        key: one
        for key, one in found.items()
        if isinstance(key, str) and one.keep in keeps and one.own
        if all(fits(key, words) for words in (one.theirs, *one.own))
    }
