"""The forms on a page, read from the page itself: what each box is called and what stands in it, what may be
chosen, and under which heading. So words that were carried along are shown by the name of the box they were
typed in, beside what was chosen with them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

TYPED = {"text", "search", "email", "tel", "url", "number", "date"}
CHOSEN = {"radio", "checkbox", "button"}
HEADINGS = {"h1", "h2", "h3", "h4", "summary"}
APART = {"small", "br", "p", "div", "li"}  # what stands in these is a line of its own


@dataclass
class Box:
    """One box to type in: its name in the form, its id, what it is called, and what stands in it."""

    name: str
    key: str = ""
    label: str = ""
    value: str = ""


@dataclass
class Choice:
    """One thing that may be chosen or pressed in a form: what it sends, its id, what it is called, and whether
    it is sent without anybody choosing it, which nobody needs to be told."""

    name: str
    value: str
    key: str = ""
    label: str = ""
    is_silent: bool = False


@dataclass
class Form:
    """One form of a page: where it is sent, under which heading it stands, and the names of all it sends."""

    door: str
    heading: str = ""
    boxes: list = field(default_factory=list)
    choices: list = field(default_factory=list)
    names: list = field(default_factory=list)
    files: list = field(default_factory=list)

    def box(self, name):
        return next((box for box in self.boxes if box.name == name), None)

    def chosen(self, pairs):
        """What these pairs of a name and a value say that somebody chose, by the names on the page."""
        return [one.label for one in self.choices if (one.name, one.value) in pairs and one.label and not one.is_silent]


class PageReader(HTMLParser):
    """Gathers the forms of a page, with the boxes and choices that belong to one by its id."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path, self.forms, self.by_id, self.labels, self.heading = path, [], {}, {}, ""
        self._form, self._takes = None, []  # what takes the text that comes: (tag, where it goes, pieces)
        self._named, self._elsewhere = [], []  # in the label that is open; outside of the form they belong to
        self._select = None  # the attributes of the list of options that is open
        self._unseen = []  # the tags that are open inside something which names nothing

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if self.names_nothing(tag, attrs):
            self._unseen.append(tag)
        if tag in APART:
            self.handle_data(" ")
        if tag == "form":
            self.begin_form(attrs)
        elif tag == "label" or tag in HEADINGS:
            self._takes.append((tag, attrs.get("for", ""), []))
        elif tag == "option" and self._select is not None:
            self.add_choice(tag, self._select | {"value": attrs.get("value", "")}, is_silent="selected" in attrs)
        elif attrs.get("name"):
            self.begin_control(tag, attrs)

    def names_nothing(self, tag, attrs):
        """Whether a tag begins what was taken out of a text, or is there for screen readers alone, or stands in it."""
        is_hint = tag == "span" and "vh" in attrs.get("class", "").split()
        return tag == "del" or is_hint or tag in self._unseen

    def begin_form(self, attrs):
        self._form = Form(urlsplit(attrs.get("action") or self.path).path, attrs.get("aria-label") or self.heading)
        self.forms.append(self._form)
        self.by_id[attrs.get("id")] = self._form

    def begin_control(self, tag, attrs):
        kind = attrs.get("type", "text") if tag == "input" else tag
        self.belongs("names", attrs["name"], attrs)
        if kind == "select":
            self._select = attrs
        elif kind in CHOSEN:
            self.add_choice(tag, attrs)
        elif kind == "file":
            self.belongs("files", attrs["name"], attrs)
        elif kind == "textarea" or kind in TYPED:
            self.add_box(tag, attrs)

    def add_box(self, tag, attrs):
        box = Box(attrs["name"], attrs.get("id", ""), attrs.get("aria-label", ""), attrs.get("value") or "")
        self.belongs("boxes", box, attrs)
        if tag == "textarea":
            self._takes.append((tag, box, []))

    def add_choice(self, tag, attrs, *, is_silent=False):
        choice = Choice(attrs["name"], attrs.get("value", "on"), attrs.get("id", ""), is_silent=is_silent)
        self.belongs("choices", choice, attrs)
        if tag != "input":
            self._takes.append((tag, choice, []))
        elif any(takes[0] == "label" for takes in self._takes):
            self._named.append(choice)

    def belongs(self, kind, control, attrs):
        """Give a control to the form around it, or to the one it names, which may come later."""
        if attrs.get("form"):
            self._elsewhere.append((attrs["form"], kind, control))
        elif self._form:
            getattr(self._form, kind).append(control)

    def handle_data(self, data):
        for tag, _where, pieces in self._takes:
            if not self._unseen or tag == "textarea":
                pieces.append(data)

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        if tag in self._unseen:
            self._unseen.remove(tag)
        if not self._takes or self._takes[-1][0] != tag:
            return
        _tag, where, pieces = self._takes.pop()
        self.take(tag, where, "".join(pieces))

    def take(self, tag, where, text):
        """Put a text that is whole now where it belongs."""
        if tag == "textarea":
            where.value = text.removeprefix("\n")
        elif tag == "label":
            self.labels.setdefault(where, one_line(text))
            for choice in self._named:
                choice.label = one_line(text)
            self._named = []
        elif isinstance(where, Choice):
            where.label = one_line(text)
        else:
            self.heading = one_line(text)

    def close(self):
        super().close()
        for key, kind, control in self._elsewhere:
            if form := self.by_id.get(key):
                getattr(form, kind).append(control)
        for form in self.forms:
            for control in (*form.boxes, *form.choices):
                control.label = control.label or self.labels.get(control.key or None, "")


def one_line(text):
    return " ".join(text.split())


def forms_in(html, path):
    """The forms of a page at a path, in their order."""
    reader = PageReader(path)
    reader.feed(html)
    reader.close()
    return reader.forms
