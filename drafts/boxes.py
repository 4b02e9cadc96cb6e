"""The boxes of the forms on a page, read from the page itself: what each is called, what stands in it, and
under which heading. So words that were carried along are shown by the name of the box they were typed in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

TYPED = {"text", "search", "email", "tel", "url", "number", "date"}
HEADINGS = {"h1", "h2", "h3", "h4", "legend", "summary"}


@dataclass
class Box:
    """One box to type in: its name in the form, its id, what it is called, and what stands in it."""

    name: str
    key: str = ""
    label: str = ""
    value: str = ""


@dataclass
class Form:
    """One form of a page: where it is sent, and under which heading it stands."""

    door: str
    heading: str = ""
    boxes: list = field(default_factory=list)

    def box(self, name):
        return next((box for box in self.boxes if box.name == name), None)


class PageReader(HTMLParser):
    """Gathers the forms of a page."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.path, self.forms, self.labels, self.heading = path, [], {}, ""
        self._form, self._takes = None, []  # what takes the text that comes: (tag, kind, where it goes, pieces)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            door = urlsplit(attrs.get("action") or self.path).path
            self._form = Form(door, attrs.get("aria-label") or self.heading)
            self.forms.append(self._form)
        elif tag == "label" or tag in HEADINGS:
            self._takes.append((tag, attrs.get("for", ""), []))
        elif self._form and attrs.get("name") and self.is_typed(tag, attrs):
            self.add_box(tag, attrs)

    @staticmethod
    def is_typed(tag, attrs):
        return tag == "textarea" or (tag == "input" and attrs.get("type", "text") in TYPED)

    def add_box(self, tag, attrs):
        box = Box(attrs["name"], attrs.get("id", ""), attrs.get("aria-label", ""), attrs.get("value") or "")
        self._form.boxes.append(box)
        if tag == "textarea":
            self._takes.append((tag, box, []))

    def handle_data(self, data):
        for _tag, _where, pieces in self._takes:
            pieces.append(data)

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        if not self._takes or self._takes[-1][0] != tag:
            return
        _tag, where, pieces = self._takes.pop()
        text = "".join(pieces)
        if tag == "textarea":
            where.value = text.removeprefix("\n")
        elif tag == "label":
            self.labels.setdefault(where, one_line(text))
        else:
            self.heading = one_line(text)

    def close(self):
        super().close()
        for form in self.forms:
            for box in form.boxes:
                box.label = box.label or self.labels.get(box.key, "")


def one_line(text):
    return " ".join(text.split())


def forms_in(html, path):
    """The forms of a page at a path, in their order."""
    reader = PageReader(path)
    reader.feed(html)
    reader.close()
    return reader.forms
