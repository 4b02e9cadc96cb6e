"""What must hold for every page and every part that the server answers with."""

import re
from html.parser import HTMLParser

UNRENDERED = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
VOID_OF_TEXT = {"script", "style"}


class Page(HTMLParser):
    """Reads one answer and gathers what is wrong with it in `faults`."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults = []
        self.ids = set()
        self.points_at = []
        self.title = ""
        self.h1s = 0
        self.lang = None
        self._inside = []
        self._unsealed = ""  # the form whose token has not come yet

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        where = f"<{tag}> on line {self.getpos()[0]}"
        if tag == "style" or (tag == "script" and "src" not in attributes):
            self.faults.append(f"inline {where}")
        for name, value in attrs:
            self.look_at(name, value or "", where)
        if tag == "form" and (attributes.get("method") or "").lower() == "post":
            self._unsealed = where
        if attributes.get("name") == "csrfmiddlewaretoken":
            self._unsealed = ""
        if tag == "img" and "alt" not in attributes:
            self.faults.append(f"no alt: {where}")
        if tag == "html":
            self.lang = attributes.get("lang")
        self.h1s += tag == "h1"
        if tag in {"title", "script"}:
            self._inside.append(tag)

    def look_at(self, name, value, where):
        if name == "style" or re.fullmatch(r"on[a-z]+", name):
            self.faults.append(f"{name}= at {where}")
        if value.strip().lower().startswith("javascript:"):
            self.faults.append(f"javascript: in {name}= at {where}")
        if UNRENDERED.search(value):
            self.faults.append(f"unrendered {value!r} in {name}= at {where}")
        if name == "id":
            if value in self.ids:
                self.faults.append(f"id {value!r} twice, again at {where}")
            self.ids.add(value)
        if name in {"for", "aria-describedby", "aria-labelledby", "aria-controls"}:
            self.points_at += [(name, one, where) for one in value.split()]

    def handle_endtag(self, tag):
        if tag == "form" and self._unsealed:
            self.faults.append(f"no csrfmiddlewaretoken in {self._unsealed}")
            self._unsealed = ""
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data):
        if "title" in self._inside:
            self.title += data
        if "script" not in self._inside and UNRENDERED.search(data):
            self.faults.append(f"unrendered {data.strip()!r} on line {self.getpos()[0]}")


def faults_of(html):
    """What is wrong with one HTML answer: a list of short sentences, empty when all is well."""
    page = Page()
    page.feed(html)
    page.close()
    faults = page.faults + [
        f"{name}={one!r} points nowhere at {where}" for name, one, where in page.points_at if one not in page.ids
    ]
    if "<html" not in html:
        return faults
    if not page.title.strip():
        faults.append("the page has no title")
    if not page.lang:
        faults.append("the page does not say its language")
    if page.h1s != 1:
        faults.append(f"the page has {page.h1s} h1")
    return faults
