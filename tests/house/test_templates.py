"""Templates: each compiles, each page has a title, nothing is inline."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode

TEMPLATES = Path(settings.BASE_DIR) / "templates"
ALL = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.*"))
HTML = [name for name in ALL if name.endswith((".html", ".svg"))]
LETTERS = {"email.html"}  # a letter carries its style with it: a mail program loads nothing
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "javascript:": re.compile(r"javascript:", re.IGNORECASE),
}
UNSAFE = re.compile(r"\|\s*safe(seq)?\b|{%\s*autoescape\s+off")
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)


def inline_in(source):
    """What a template holds that the policy forbids or that goes round escaping."""
    html = TAG.sub("", source)
    found = [what for what, pattern in INLINE.items() if pattern.search(html)]
    return found + ["unescaped output"] * bool(UNSAFE.search(source))


def pages():
    """The templates that are whole pages: they extend another one and are not a part or a letter."""
    for name in HTML:
        part = Path(name).name.startswith("_") or name.startswith("emails/")
        if not part and any(isinstance(node, ExtendsNode) for node in get_template(name).template.nodelist):
            yield name


@pytest.mark.parametrize("name", ALL)
def test_template_compiles(name):
    assert get_template(name).template.nodelist


def fills_the_title(name):
    """Whether a page, or one it extends below base.html, says its title."""
    nodes = get_template(name).template.nodelist
    titles = [block for block in nodes.get_nodes_by_type(BlockNode) if block.name == "title"]
    if any("".join(map(str, block.nodelist)).strip() for block in titles):
        return True
    parents = [str(node.parent_name.var) for node in nodes if isinstance(node, ExtendsNode)]
    return any(fills_the_title(parent) for parent in parents if parent != "base.html")


def test_page_fills_the_title():
    assert [name for name in pages() if not fills_the_title(name)] == []


@pytest.mark.parametrize("name", [name for name in HTML if name not in LETTERS])
def test_nothing_is_inline(name):
    assert inline_in((TEMPLATES / name).read_text()) == []


@pytest.mark.parametrize(
    "line",
    [
        '<p style="x">',
        "<p\n onclick='x'>",
        "<style>",
        "<script>x</script>",
        "<a href='JavaScript:x'>",
        "{{ x|safe }}",
        "{% autoescape off %}",
    ],
)
def test_what_is_inline_is_seen(line):
    assert len(inline_in(line)) == 1


def test_there_are_pages():
    assert len(list(pages())) > 1
