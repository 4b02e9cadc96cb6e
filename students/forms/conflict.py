"""Two people worded one thing differently at the same time. Nothing is lost, whichever is chosen."""

import datetime
import json
from dataclasses import dataclass, field, replace

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from history.clock import day_of, today
from history.models import Event
from history.wordings import marked
from students.turns import BOTH, MINE, THEIRS, bring_together, met_as_text, read_met, read_sent, same, without_theirs

LOOKS_BACK = 30  # changes of one thing, to find who worded what


@dataclass(frozen=True)
class TwoWordings:
    """One thing that two people worded, with the label it has on the page.

    `key` names it among the others, `name` is who worded it otherwise (empty for oneself in another window),
    `stands` whose wording is in the form (`mine`, `theirs`, `both`), `chosen` whether somebody said so,
    `earlier` what else of one's own was set aside, `missed` whether it was saved again while one was choosing.
    """

    label: str
    theirs: str
    mine: str
    key: str = ""
    name: str = ""
    stands: str = MINE
    chosen: bool = False
    earlier: tuple = ()
    joins: bool = False
    missed: bool = False

    @property
    def is_same(self):
        return same(self.theirs, self.mine)

    @property
    def theirs_marked(self):
        return marked(self.mine, self.theirs)

    @property
    def mine_marked(self):
        return marked(self.theirs, self.mine)


@dataclass(frozen=True)
class Conflict:
    """Who changed a thing meanwhile, when, and each wording that differs.

    `rows` are what both changed; `taken` is what only the other changed and is in the form already;
    `whole` is everything the form asks, in both wordings. `names` are the others; nobody is named when
    one was quicker oneself, in another window. `pressed` is the row whose words were just chosen;
    `mine_first` offers one's own words first, as to a student.
    """

    names: tuple
    at: datetime.datetime | None
    rows: list = field(default_factory=list)
    taken: list = field(default_factory=list)
    whole: list = field(default_factory=list)
    pressed: str = ""
    mine_first: bool = False

    @property
    def name(self):
        return get_text_list(self.names, _("and"))

    @property
    def is_open(self):
        """Whether somebody still has to choose."""
        return any(not row.chosen for row in self.rows)

    @property
    def state(self):
        """What is true of the form now: `taken` when there is nothing to choose, `open`, `partly` chosen, or
        whose words stand in it (`mine`, `theirs`, `mixed`)."""
        if not self.rows:
            return "taken"
        if self.is_open:
            return "partly" if any(row.chosen for row in self.rows) else "open"
        stand = {row.stands for row in self.rows}
        return stand.pop() if len(stand) == 1 and BOTH not in stand else "mixed"

    @property
    def is_today(self):
        return bool(self.at) and day_of(self.at) == today()

    @property
    def compares(self):
        """Whether the whole says more than the rows."""
        return len(self.whole) > len(self.rows) + len(self.taken)


class Story:
    """Who changed which field of a row of the database last, as its history tells."""

    def __init__(self, thing, *, reader):
        self.reader = reader
        self.events = [event for event in Event.objects.of(thing)[:LOOKS_BACK] if event.changes]

    def of(self, key):
        """The event that last changed a field, or a line of a list by its key."""
        said = (event for event in self.events if any(key in (c["field"], c.get("line")) for c in event.changes))
        return next(said, self.events[0] if self.events else None)

    def name(self, key):
        """Who worded it; empty for the reader."""
        event = self.of(key)
        if event is None:
            return _("Somebody")
        return "" if event.actor == self.reader.key else event.actor_name

    def conflict(self, *, turns, rows, taken, whole, press=""):
        """The `Conflict` of these wordings, after a `press` on whose words to keep."""
        rows = [replace(one, missed=one.key in turns.missed) for one in rows]
        told = [one.name for one in (rows or taken)]
        found = [event for one in (rows or taken) if (event := self.of(one.key.rpartition(":")[2]))]
        newest = max((event.at for event in found), default=None)
        return Conflict(tuple(dict.fromkeys(filter(None, told))), newest, rows, taken, whole, press.partition(":")[2])


def wordings_of(key, label, one, shown, *, box, story, joins=False, kind_same=same):
    """What was met of one piece, as the page shows it. `shown` makes a wording readable."""
    mine, *earlier = one.own
    stands = THEIRS if kind_same(box, one.theirs) else MINE if one.keep != BOTH or kind_same(box, mine) else BOTH
    return TwoWordings(
        label, shown(one.theirs), shown(mine), key, story.name(key.rpartition(":")[2]), stands, bool(one.keep),
        tuple(shown(words) for words in earlier), joins,
    )  # fmt: skip


class TakesTurns(forms.Form):
    """A form over one row that several people may write. `version` is the one its writer saw, `base`
    the texts it began with, `met` what was met of somebody else's words since: with them two people's
    changes are told apart when both save.

    What it asks in turns is named in `in_turns`; `row_now` finds the row as it stands, and `stands` says whether
    it says anything to this reader.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False)
    met = forms.CharField(widget=forms.HiddenInput, required=False)

    in_turns = ()
    mine_first = False  # which of the two choices stands first
    conflict = None

    def row_now(self):
        """The row as it stands in the database, or None for one that is not there yet."""
        raise NotImplementedError

    def stands(self, _row):
        """Whether there is something for this reader to meet: not where the words were set aside."""
        return True

    def story(self, row):
        """Who changed what of the row."""
        return Story(row, reader=self.by)

    def is_valid(self):
        """A press on whose words to keep lays the form out again and saves nothing yet. Nothing is saved either
        while words are in sight that stand here no more."""
        press, met = self.data.get("keep", ""), self.met_before
        row = self.row_now() if press or met else None
        if row and (press or not self.stands(row)):
            self.meet(row, press=press)
            return False
        if super().is_valid():
            return True
        if row:  # what was met stays in sight while the form itself has problems
            self.lay_out(row)
        return False

    def refused(self, error):
        """Show both wordings when somebody else was quicker."""
        row = self.row_now()
        if row and row.version != self.cleaned_data["version"]:
            self.meet(row)
        super().refused(error)

    def answer_again(self, **values):
        """Put other values in the form that is shown again."""
        self.data = self.data.copy()
        for name, value in values.items():
            self.data[self.add_prefix(name)] = value

    def begin_with(self, row):
        """Remember what the row says as the form is opened."""
        self.initial |= {"version": row.version, "base": json.dumps(self.texts(row))} if row else {"version": 0}

    def texts(self, row):
        """What a row says, as the form would send it."""
        return {name: self.text(name, getattr(row, name)) for name in self.asked}

    @property
    def asked(self):
        return [name for name in self.in_turns if name in self.fields]

    def text(self, name, value):
        widget = self.fields[name].widget
        if isinstance(widget, forms.CheckboxInput):
            return "on" if value else ""
        shown = value if isinstance(widget, forms.Select) else widget.format_value(value)
        return str(shown or "")

    def shown(self, name, text):
        """A text of the form as people read it."""
        if isinstance(self.fields[name].widget, forms.CheckboxInput):
            return _("Yes") if text else _("No")
        return str(labels_of(self.fields[name]).get(text, text))

    def meet(self, row, *, press=""):
        """Show what somebody else saved: `row` as it stands now, or that nothing stands there any more."""
        if self.stands(row):
            self.lay_out(row, press=press)
            self.summary_drawn = True  # the banner says what to do
        else:
            self.let_go(row)

    def lay_out(self, row, *, press=""):
        """Bring this form together with what somebody else saved.

        What only the other changed comes into the form; where both changed the same, one's own words stand
        in it until `press` says otherwise. The other wording stays in sight until the form is saved.
        """
        theirs = self.texts(row)
        turns = bring_together(self.read_base(), self.mine, theirs, met=self.met_before, press=press)
        self.answer_again(version=row.version, base=json.dumps(turns.base), met=met_as_text(turns.met), **turns.stands)
        self.conflict = self.conflict_of(row, turns, theirs, press=press)

    def let_go(self, row):
        """The words that were met stand here no more: one's own are in the form again, and nothing is to be chosen."""
        stands, mine = self.texts(row), self.mine
        own = {name: without_theirs(one, mine[name], stands=stands[name]) for name, one in self.met_before.items()}
        self.begin_with(row)
        self.answer_again(version=row.version, base=self.initial["base"], met="", **own)
        self.full_clean()
        self.add_error(None, _("The other wording does not stand here any more. Look at your own words, then save."))

    def conflict_of(self, row, turns, theirs, *, press=""):
        story, mine = self.story(row), self.mine
        rows, taken = (
            [self.wordings(name, one, story) for name, one in met.items()] for met in (turns.rows, turns.taken)
        )
        own = {name: one.own[0] for name, one in turns.rows.items()}
        whole = [
            TwoWordings(
                self.fields[name].label, self.shown(name, theirs[name]), self.shown(name, own.get(name, mine[name]))
            )
            for name in theirs
        ]
        met = story.conflict(turns=turns, rows=rows, taken=taken, whole=whole, press=press)
        return replace(met, mine_first=self.mine_first)

    def wordings(self, name, one, story):
        joins = isinstance(self.fields[name].widget, forms.Textarea)
        label, box = self.fields[name].label, self.mine[name]
        return wordings_of(name, label, one, lambda text: self.shown(name, text), box=box, story=story, joins=joins)

    @property
    def mine(self):
        """The texts as they stand in the form that was sent."""
        return {name: self.data.get(self.add_prefix(name), "") for name in self.asked}

    @property
    def met_before(self):
        met = read_met(self.data.get(self.add_prefix("met")), fits=lambda _key, words: isinstance(words, str))
        return {name: one for name, one in met.items() if name in self.asked}

    def read_base(self):
        """The texts the writer began with, or none when they do not read."""
        base = read_sent(self.data.get(self.add_prefix("base")))
        return {name: text for name, text in base.items() if isinstance(text, str)} if isinstance(base, dict) else {}


def labels_of(choice_field):
    """The labels of a field of choices by value, groups opened; nothing for other fields."""
    found = {}
    for value, label in getattr(choice_field, "choices", ()):
        found |= {str(value): label} if not isinstance(label, (list, tuple)) else {str(v): inner for v, inner in label}
    return found
