"""The Spanish file is whole: every string has an entry, every entry its translation, none of them a guess.

The gallery is a page for developers and may speak English.
"""

import ast
import re
from collections import namedtuple
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

HOUSE = Path(settings.BASE_DIR)
WORDS = HOUSE / "locale" / "es" / "LC_MESSAGES" / "django.po"
NOT_OURS = {"var", "tests", "benchmarks"}  # what `make messages` leaves out
FOR_DEVELOPERS = re.compile(r"templates/gallery[./]|alp_portal/gallery\.py")
KEPT = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}|</?[a-z][^>]*>")  # what must stand in a translation as it is
LINE = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (".*")')
CALL = re.compile(r"""\b((?:np|n|p)?gettext|_)\(((?:(?:, )?u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))+)""")
CALLED = {
    f"{kind}gettext{end}" for kind in ("", "n", "p", "np") for end in ("", "_lazy")
} | {"_", "gettext_noop"}  # fmt: skip

Entry = namedtuple("Entry", "context words plural translations is_fuzzy for_developers")


def entries(text):
    """The entries of a translation file, without the header and those no longer used."""
    for block in text.split("\n\n"):
        if one := entry(block.splitlines()):
            yield one


def entry(lines):
    """One block of the file as an entry; None for the header and for what is no longer used."""
    said, name = {}, ""
    for line in lines:
        if found := LINE.fullmatch(line):
            name = found[1]
        if name and not line.startswith("#"):
            said[name] = said.get(name, "") + ast.literal_eval(line[line.index('"') :])
    if not said.get("msgid"):
        return None
    places = " ".join(line for line in lines if line.startswith("#:")).replace("#:", "").split()
    return Entry(
        said.get("msgctxt"),
        said["msgid"],
        said.get("msgid_plural"),
        [said[one] for one in said if one.startswith("msgstr")],
        any("fuzzy" in line for line in lines if line.startswith("#,")),
        bool(places) and all(FOR_DEVELOPERS.match(place) for place in places),
    )


def problem_of(one):
    """What is wrong with an entry, or nothing."""
    if one.is_fuzzy:
        return "is a guess"
    if not all(one.translations):
        return "has no translation"
    originals = [one.words, *[one.plural] * (len(one.translations) - 1)]
    pairs = zip(originals, one.translations, strict=True)
    if any({*KEPT.findall(original)} != {*KEPT.findall(said)} for original, said in pairs):
        return "loses a placeholder"
    return ""


def asked_in_python(source):
    """The strings that Python asks a translation of, as (context, words)."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLED:
            literal = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if literal:
                yield key_of(node.func.id, literal)


def asked_in_a_template(source):
    """The strings that a template asks a translation of, as (context, words)."""
    for how, words in CALL.findall(templatize(source)):
        yield key_of(how, ast.literal_eval(f"({words},)"))


def key_of(how, literal):
    return tuple(literal[:2]) if how.startswith(("p", "np")) else (None, literal[0])


def asked():
    """Every string of the house outside the gallery, with where it stands."""
    folders = [one for one in HOUSE.iterdir() if one.is_dir() and one.name[0] != "." and one.name not in NOT_OURS]
    for path in sorted(path for folder in folders for path in folder.rglob("*.*")):
        place = str(path.relative_to(HOUSE))
        read = {".py": asked_in_python, ".html": asked_in_a_template, ".txt": asked_in_a_template}.get(path.suffix)
        if read and not FOR_DEVELOPERS.match(place):
            yield from ((key, place) for key in read(path.read_text()))


def test_every_entry_is_translated_and_keeps_its_placeholders():
    ours = [one for one in entries(WORDS.read_text()) if not one.for_developers]
    assert len(ours) > 2000
    assert {one.words: problem_of(one) for one in ours if problem_of(one)} == {}


def test_every_string_has_its_entry():
    there = {(one.context, one.words) for one in entries(WORDS.read_text())}
    found = dict(asked())
    assert len(found) > 2000
    assert {key: place for key, place in found.items() if key not in there} == {}


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ('msgid "Hello %(name)s"\nmsgstr "Hola, %(name)s"', ""),
        ('msgid "Hello %(name)s"\nmsgstr "Hola"', "loses a placeholder"),
        ('msgid "<b>{who}</b> is here"\nmsgstr "{who} está aquí"', "loses a placeholder"),
        ('msgid "Hello"\nmsgstr ""', "has no translation"),
        ('#, fuzzy, python-format\n#| msgid "Hallo"\nmsgid "Hello"\nmsgstr "Hola"', "is a guess"),
        ('msgid ""\n"Two "\n"lines"\nmsgstr ""\n"Dos "\n"líneas"', ""),
        ('msgid "One"\nmsgid_plural "%(n)s"\nmsgstr[0] "Una"\nmsgstr[1] "%(n)s"\nmsgstr[2] "%(n)s"', ""),
        ('msgid "One"\nmsgid_plural "%(n)s"\nmsgstr[0] "Una"\nmsgstr[1] "%(n)s"\nmsgstr[2] ""', "has no translation"),
        ('msgid "One"\nmsgid_plural "%(n)s"\nmsgstr[0] "%(n)s"\nmsgstr[1] "%(n)s"', "loses a placeholder"),
    ],
)
def test_what_is_wrong_with_an_entry_is_seen(block, problem):
    [one] = entries(f'# The header\n\n{block}\n\n#~ msgid "Old"\n#~ msgstr "Viejo"')
    assert problem_of(one) == problem


def test_an_entry_of_the_gallery_alone_is_for_developers():
    [alone] = entries('#: alp_portal/gallery.py templates/gallery/_signs.html\nmsgid "Code"\nmsgstr ""')
    [shared] = entries('#: alp_portal/gallery.py goals/forms.py\nmsgid "Code"\nmsgstr ""')
    assert (alone.for_developers, shared.for_developers) == (True, False)


def test_strings_are_found_where_they_are_asked():
    python = '_("One")\npgettext("of a goal", "Open")\nngettext("%(n)s day", "%(n)s days", n)\n_(name)'
    template = """{% translate "It's on" context "a light" %}{{ day|date:_("M j") }}
        {% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"""
    assert list(asked_in_python(python)) == [(None, "One"), ("of a goal", "Open"), (None, "%(n)s day")]
    assert list(asked_in_a_template(template)) == [("a light", "It's on"), (None, "M j"), (None, "%(n)s day")]
