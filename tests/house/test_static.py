"""What is served as it lies: vendored files are the ones named, styles keep to the tokens, nothing is missing."""

import hashlib
import re

import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "static"
OURS = sorted((STATIC / "css").glob("*.css"))
PALETTES = {"tokens.css", "paper.css"}  # the screen, in two schemes; paper, in one
EVERY_STYLE = [*OURS, STATIC / "vendor" / "bootstrap" / "bootstrap.min.css"]
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
SUM = re.compile(r"^\| `([0-9a-f]{64})` \| (\S+) \|$", re.MULTILINE)
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")
ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")


def test_vendored_files_are_the_ones_named():
    named = {path: known for known, path in SUM.findall((STATIC / "vendor" / "README.md").read_text())}
    lying = [
        *(STATIC / "fonts").rglob("*.woff2"),
        *(STATIC / "fonts").rglob("*.ttf"),
        *(STATIC / "vendor").rglob("*.svg"),
        *(STATIC / "vendor").rglob("*.css"),
    ]
    assert {str(path.relative_to(STATIC)): hashlib.sha256(path.read_bytes()).hexdigest() for path in lying} == named


@pytest.mark.parametrize("style", EVERY_STYLE, ids=lambda path: path.name)
def test_every_address_in_a_style_is_a_file_of_ours(style):
    addresses = ADDRESS.findall(style.read_text())
    assert [address for address in addresses if not (style.parent / address).resolve().is_file()] == []


@pytest.mark.parametrize("style", [path for path in OURS if path.name not in PALETTES], ids=lambda path: path.name)
def test_colours_are_written_in_the_tokens_only(style):
    bare = re.sub(r"/\*.*?\*/", "", style.read_text(), flags=re.DOTALL)
    assert COLOUR.findall(bare) == []


def test_every_token_that_is_used_is_there():
    tokens = "".join(path.read_text() for path in EVERY_STYLE)
    there = set(re.findall(r"(--[\w-]+)\s*:", tokens))
    used = {name for path in OURS for name in re.findall(r"var\((--[\w-]+)", path.read_text())}
    assert used - there == set()


def test_every_icon_that_is_named_is_there():
    named = {name for path in TEMPLATES for name in re.findall(r'{% icon "([\w-]+)"', path.read_text())}
    there = {path.stem for path in (STATIC / "vendor" / "icons").glob("*.svg")}
    assert named - there == set()


def test_scripts_keep_to_the_policy():
    sources = {path.name: path.read_text() for path in (STATIC / "js").glob("*.js")}
    forbidden = re.compile(r"\beval\(|new Function|innerHTML|\.style\b|setAttribute\(.style|document\.write|https?://")
    assert {name: forbidden.findall(source) for name, source in sources.items() if forbidden.search(source)} == {}


def test_every_script_is_used_by_a_page():
    sources = "".join(path.read_text() for path in TEMPLATES)
    assert [path.name for path in (STATIC / "js").glob("*.js") if f"js/{path.name}" not in sources] == []
