"""The forms on a page, read from the page itself: what each box is called and what stands in it, what may be
chosen, and under which heading. So words that were carried along are shown by the name of the box they were
typed in, beside what was chosen with them."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml.html import document_fromstring

TYPED = {"text", "search", "email", "tel", "url", "number", "date", "textarea"}
CHOSEN = {"radio", "checkbox", "button"}
CONTROLS = ".//input[not(@form)] | .//select[not(@form)] | .//textarea[not(@form)] | .//button[not(@form)]"
HEADING = "preceding::*[self::h1 or self::h2 or self::h3 or self::h4 or self::summary][1]"
# What was taken out of a text, or is there for screen readers alone, names nothing.
HINT = "ancestor::span[contains(concat(' ', @class, ' '), ' vh ')]"
SAID = f".//text()[not(ancestor::del or ancestor::textarea or ancestor::select or {HINT})]"


@dataclass
class Box:
    """One box to type in: its name in the form, what it is called, and what stands in it."""

    name: str
    label: str = ""
    value: str = ""


@dataclass
class Choice:
    """One thing that may be chosen or pressed in a form: what it sends, what it is called, and whether it is sent
    without anybody choosing it, which nobody needs to be told."""

    name: str
    value: str
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


def forms_in(html, path):
    """The forms of a page at a path, in their order."""
    page = document_fromstring(f"<body>{html}</body>")
    return [form_of(element, page, path) for element in page.iter("form")]


def form_of(element, page, path):
    """One form, with the controls in it and those elsewhere that belong to it by its id."""
    heading = element.get("aria-label") or next(map(said, element.xpath(HEADING)), "")
    form = Form(urlsplit(element.get("action") or path).path, heading)
    elsewhere = page.xpath("//*[@form=$key]", key=element.get("id")) if element.get("id") else []
    for control in (*element.xpath(CONTROLS), *elsewhere):
        if control.get("name"):
            enter(control, form, page)
    return form


def enter(control, form, page):
    """Enter what a control asks in its form."""
    name, kind = control.get("name"), control.get("type", "text") if control.tag == "input" else control.tag
    form.names.append(name)
    if kind == "file":
        form.files.append(name)
    elif kind in TYPED:
        value = control.text_content().removeprefix("\n") if kind == "textarea" else control.get("value", "")
        form.boxes.append(Box(name, label_of(control, page), value))
    elif kind in CHOSEN:
        form.choices.append(Choice(name, control.get("value", "on"), label_of(control, page)))
    elif kind == "select":
        form.choices += [
            Choice(name, option.get("value", ""), one_line(option.text_content()), "selected" in option.attrib)
            for option in control.iter("option")
        ]


def label_of(control, page):
    """What a control is called."""
    key = control.get("id")
    labels = [*(page.xpath("//label[@for=$key]", key=key) if key else []), *control.iterancestors("label")]
    named = [control] if control.tag == "button" else labels
    return control.get("aria-label") or next(map(said, named), "")


def said(element):
    """The words of an element in one line, as they are seen."""
    return one_line(" ".join(element.xpath(SAID)))


def one_line(text):
    return " ".join(text.split())
