"""Two people worded one thing differently at the same time. Nothing is lost, whichever is chosen."""

import datetime
import json
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext as _

from history.models import Event
from history.wordings import marked


@dataclass(frozen=True)
class TwoWordings:
    """One thing that two people worded, with the label it has on the page."""

    label: str
    theirs: str
    mine: str

    @property
    def theirs_marked(self):
        return marked(self.mine, self.theirs)

    @property
    def mine_marked(self):
        return marked(self.theirs, self.mine)


@dataclass(frozen=True)
class Conflict:
    """Who changed a thing meanwhile, when, and each wording that differs.

    `rows` are what both changed; `taken` is what only the other changed and is in the form already.
    `kept` is whose words were chosen (`mine`, `theirs`), once they were.
    """

    name: str
    at: datetime.datetime | None
    rows: list = field(default_factory=list)
    taken: list = field(default_factory=list)
    kept: str = ""

    @property
    def is_open(self):
        """Whether somebody still has to choose."""
        return bool(self.rows) and not self.kept


def conflict_over(thing, *, rows, taken, kept=""):
    """The `Conflict` over a row of the database; its history tells who was quicker."""
    event = Event.objects.of(thing).first()
    return Conflict(event.actor_name if event else _("Somebody"), event and event.at, rows, taken, kept)


class TakesTurns(forms.Form):
    """A form over one row that several people may write. `version` is the one its writer saw, `base`
    the texts it began with: with them two people's changes are told apart when both save.

    What it asks in turns is named in `in_turns`; `row_now` finds the row as it stands.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    base = forms.CharField(widget=forms.HiddenInput, required=False)

    in_turns = ()
    conflict = None

    def row_now(self):
        """The row as it stands in the database, or None for one that is not there yet."""
        raise NotImplementedError

    def is_valid(self):
        """A press on whose words to keep lays the form out again and saves nothing yet."""
        keep = self.data.get("keep")
        if keep in ("mine", "theirs") and (row := self.row_now()):
            self.meet(row, keep=keep)
            return False
        return super().is_valid()

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
        return {name: self.text(name, getattr(row, name)) for name in self.in_turns if name in self.fields}

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

    def meet(self, row, *, keep=""):
        """Bring this form together with what somebody else saved: `row` as it stands now.

        What only the other changed comes into the form; where both changed the same, `keep` says
        whose words stand in it. The other wording stays in sight until the form is saved.
        """
        base, theirs = self.read_base(), self.texts(row)
        mine = {name: self.data.get(self.add_prefix(name)) for name in theirs}
        both, taken = told_apart(base, mine, theirs)
        words = {name: self.wordings(name, theirs, mine) for name in both + taken}
        rows = [words[name] for name in both]
        self.conflict = conflict_over(row, rows=rows, taken=[words[name] for name in taken], kept=keep)
        begun = self.data.get(self.add_prefix("base")) if self.conflict.is_open else json.dumps(theirs)
        values = {name: theirs[name] for name in (both + taken if keep == "theirs" else taken)}
        self.answer_again(version=row.version, base=begun, **values)
        self.summary_drawn = True  # the banner says what to do

    def wordings(self, name, theirs, mine):
        return TwoWordings(self.fields[name].label, self.shown(name, theirs[name]), self.shown(name, mine[name] or ""))

    def read_base(self):
        """The texts the writer began with, or none when they do not read."""
        try:
            base = json.loads(self.data.get(self.add_prefix("base")) or "{}")
        except ValueError:
            return {}
        return {name: text for name, text in base.items() if isinstance(text, str)} if isinstance(base, dict) else {}


def told_apart(base, mine, theirs):
    """The names of what both people changed, and of what only the other did. What `base` does not
    know counts as changed by both."""
    changed = [name for name in theirs if not same(mine[name], theirs[name])]
    changed = [name for name in changed if name not in base or not same(base[name], theirs[name])]
    taken = [name for name in changed if name in base and same(mine[name], base[name])]
    return [name for name in changed if name not in taken], taken


def same(one, other):
    """Whether two texts say the same: line ends and outer space tell nobody apart."""
    return (one or "").replace("\r\n", "\n").strip() == (other or "").replace("\r\n", "\n").strip()


def labels_of(choice_field):
    """The labels of a field of choices by value, groups opened; nothing for other fields."""
    found = {}
    for value, label in getattr(choice_field, "choices", ()):
        found |= {str(value): label} if not isinstance(label, (list, tuple)) else {str(v): inner for v, inner in label}
    return found
