"""Reading a page as a person does: its text, one part of it, and where it leads."""

import re
from html.parser import HTMLParser

VOID = {"input", "link", "meta", "br", "img", "hr", "rect", "path", "circle", "line"}


class Part(HTMLParser):
    """The text inside the element of one id, or of the whole page."""

    def __init__(self, element=""):
        super().__init__(convert_charrefs=True)
        self.element = element
        self.depth = 0 if element else 1
        self.text = []

    def handle_starttag(self, tag, attrs):
        if self.depth and tag not in VOID:
            self.depth += 1
        elif not self.depth and dict(attrs).get("id") == self.element:
            self.depth = 1

    def handle_endtag(self, tag):
        if self.depth and tag not in VOID:
            self.depth -= 1

    def handle_data(self, data):
        if self.depth:
            self.text.append(data)


def text_of(answer, element=""):
    """The words of a page, or of one element on it, with single spaces."""
    part = Part(element)
    part.feed(answer.content.decode())
    return re.sub(r"\s+", " ", " ".join(part.text)).strip()


def marks_on(answer, world):
    """The names of the planted marks that an answer holds."""
    page = answer.content.decode()
    return {name for name, mark in vars(world.marks).items() if mark in page}
