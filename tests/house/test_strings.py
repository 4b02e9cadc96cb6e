"""Every word on a page can be translated.

Templates are read as text: what a reader sees must come from a translate tag or a variable. Then
pages are drawn in an invented language in which every translated string wears brackets: a word
without them did not go through gettext.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import DebugLexer, TokenType
from django.urls import reverse
from django.utils import translation

TEMPLATES = Path(settings.BASE_DIR) / "templates"
READ_ALOUD = {"alt", "title", "aria-label", "aria-description", "placeholder", "content", "label", "summary"}
NOT_WORDS = {
    "viewport",
    "htmx-config",
    "color-scheme",
    "supported-color-schemes",
    "theme-color",
}  # names of meta elements
UNREAD = {"blocktranslate", "blocktrans", "comment"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
MARK = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands where a variable or a translated text will be

# Names are the same in every language.
SAME_IN_EVERY_LANGUAGE = {"ALP Portal", "Safe2Tell", "English", "Español", "PDF", "SHA-256"}
CITE = re.compile(r"(ECEA|C\.R\.S\.) [\d.-]+(\([a-z0-9]+\))*")


def visible_source(source):
    """A template's text with every tag and variable, and what is inside translate tags, made one mark."""
    out, inside = [], ""
    for token in DebugLexer(source).tokenize():
        words = token.contents.split() if token.token_type == TokenType.BLOCK else [""]
        if inside:
            inside = "" if words[0] == f"end{inside}" else inside
        elif words[0] in UNREAD or (words[0] == "block" and words[1].endswith("_class")):
            inside = words[0]
            out.append(MARK)
        elif token.token_type == TokenType.TEXT:
            out.append(token.contents)
        elif token.token_type != TokenType.COMMENT:
            out.append(MARK)
    return re.sub(f"<(/?){MARK}", r"<\1div", "".join(out))  # an element named by a variable


class Reader(HTMLParser):
    """Gathers what a person sees or hears of a page: text and the attributes that are read aloud."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words = []
        self._silent = []

    def handle_starttag(self, tag, attrs):
        attributes = {name.replace(MARK, ""): value or "" for name, value in attrs}
        if tag in {"script", "style", "kbd"} or attributes.get("lang"):
            self._silent.append(tag) if tag != "html" else None
        elif self._silent and self._silent[-1] == tag:
            self._silent.append(tag)
        if tag == "meta" and attributes.get("name") in NOT_WORDS | {None}:
            return
        spoken = READ_ALOUD | ({"value"} if attributes.get("type") in {"submit", "button"} else set())
        self.words += [value for name, value in attributes.items() if name in spoken]

    def handle_endtag(self, tag):
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()

    def handle_data(self, data):
        if not self._silent:
            self.words.append(data)


def untranslated(html):
    """The pieces of a page that hold words outside of marks."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    pieces = [piece.strip(" ·|\n") for words in reader.words for piece in words.split(MARK)]
    return [piece for piece in pieces if LETTERS.search(CITE.sub("", piece)) and piece not in SAME_IN_EVERY_LANGUAGE]


PAGES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html") if "gallery" not in path.parts)
LINES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.txt"))


@pytest.mark.parametrize("name", PAGES)
def test_page_says_nothing_outside_translate_tags(name):
    assert untranslated(visible_source((TEMPLATES / name).read_text())) == []


@pytest.mark.parametrize("name", LINES)
def test_letter_says_nothing_outside_translate_tags(name):
    source = visible_source((TEMPLATES / name).read_text())
    assert [piece for piece in source.split(MARK) if LETTERS.search(piece)] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p>{% translate "Hello" %}</p>', []),
        ("<p>{% blocktranslate %}Hello {{ name }}{% endblocktranslate %} you</p>", ["you"]),
        ('<img alt="A cairn">', ["A cairn"]),
        ('<input type="submit" value="Save">', ["Save"]),
        ('<input type="text" value="x y z" name="word">', []),
        ("{# a note #}<p>{{ name }}, {{ age }}</p>", []),
        ('<a lang="es" href="/es/">Español de aquí</a><b>no</b>', ["no"]),
        ("<p>{% if x %}one{% endif %}</p>", ["one"]),
    ],
)
def test_untranslated_words_are_seen(source, found):
    assert untranslated(visible_source(source)) == found


@pytest.fixture
def pseudo_locale(monkeypatch):
    """Every translated string comes back in brackets."""
    for name in ("gettext", "pgettext", "ngettext", "npgettext"):
        plain = getattr(translation._trans, name)
        monkeypatch.setattr(translation._trans, name, lambda *args, plain=plain: f"⟦{plain(*args)}⟧")


def outside_brackets(text):
    """What is left of a text when everything in brackets, however nested, is taken out."""
    out, depth = [], 0
    for character in text:
        depth += (character == "⟦") - (character == "⟧")
        out.append(character if depth == 0 and character != "⟧" else MARK)
    return "".join(out)


PUBLIC = ["account_login", "account_request_login_code", "account_reset_password"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_is_wholly_translated(client, pseudo_locale, name):
    page = client.get(reverse(name)).content.decode()
    assert "⟦" in page
    assert untranslated(outside_brackets(page)) == []


@pytest.mark.django_db
def test_errors_of_a_form_are_translated(client, pseudo_locale):
    page = client.post(reverse("account_login"), {"login": "nobody", "password": ""}).content.decode()
    assert "aria-invalid" in page
    assert untranslated(outside_brackets(page)) == []


def test_words_outside_brackets_are_seen():
    assert untranslated(outside_brackets("<p>⟦Hello ⟦you⟧⟧ there</p>")) == ["there"]
