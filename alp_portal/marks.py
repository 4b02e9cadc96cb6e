"""The small signs of the pages: icons, stones, voices and stages, as inline SVG.

A sign repeats a word in a shape, so that nothing is said by colour alone. The functions take plain
values, ask nothing of the database, and remember what they drew: a caseload shows the same few
signs hundreds of times.
"""

from functools import cache, lru_cache
from html.parser import HTMLParser

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

ICONS = settings.BASE_DIR / "static" / "vendor" / "icons"
# Literal colours, for paper: the renderer of PDFs does not read a page's variables inside a drawing.
VOICE_INK = {"student": "#4350B0", "staff": "#0E5A55", "family": "#8A2F66"}
LEVEL_INK = {1: "#A8441F", 2: "#866000", 3: "#17726B", 4: "#0B4A5C"}
GHOST_INK = "#B4C0BC"

DECORATIVE = format_html(' {}="{}"', "aria-hidden", "true")

# Four stones, lowest first: x, y, width, height of the placed stone, then of its ghost.
STONES = (
    ((1, 15.4, 18, 4.1), (1.5, 15.9, 17, 3.1)),
    ((3.2, 10.6, 14, 4.1), (3.7, 11.1, 13, 3.1)),
    ((4.4, 5.8, 10.4, 4.1), (4.9, 6.3, 9.4, 3.1)),
    ((6.4, 1, 6.6, 4.1), (6.9, 1.5, 5.6, 3.1)),
)

BOX = ("x", "y", "width", "height", "rx")
OUTLINED = {"fill": "none", "stroke": GHOST_INK, "stroke-width": "1"}
RING = ("circle", {"cx": "7", "cy": "7", "r": "5.8"})
VOICES = {
    "student": ("circle", {"cx": "6", "cy": "6", "r": "5.2"}),
    "staff": ("rect", {"x": "1.2", "y": "1.2", "width": "9.6", "height": "9.6", "rx": "1"}),
    "family": ("path", {"d": "M6 0l6 6-6 6-6-6z"}),
}
STAGES = {
    "draft": [("circle", RING[1] | {"class": "dash"})],
    "with_family": [RING, ("path", {"class": "full", "d": "M7 3.4a3.6 3.6 0 1 1-3.6 3.6H7z"})],
    "active": [RING, ("circle", {"class": "full", "cx": "7", "cy": "7", "r": "3.6"})],
    "closed": [RING, ("path", {"d": "M4.2 7.2l2 2 3.6-4.2", "stroke-linecap": "round"})],
    "review_due": [RING, ("path", {"d": "M7 4v3.4l2.2 1.3", "stroke-linecap": "round"})],
}


def _shape(tag, attributes):
    return format_html("<{}{}/>", tag, format_html_join("", ' {}="{}"', attributes.items()))


class IconReader(HTMLParser):
    """Reads the shapes out of one of the icon files."""

    def __init__(self):
        super().__init__()
        self.shapes = []

    def handle_startendtag(self, tag, attrs):
        self.shapes.append((tag, dict(attrs)))


@cache
def icon(name, classes=""):
    """A Bootstrap Icon, decorative: the words beside it carry the meaning."""
    reader = IconReader()
    reader.feed((ICONS / f"{name}.svg").read_text(encoding="utf-8"))
    shapes = format_html_join("", "{}", ((_shape(*shape),) for shape in reader.shapes))
    return format_html('<svg class="{}" viewBox="0 0 16 16"{}>{}</svg>', f"ic {classes}".strip(), DECORATIVE, shapes)


def stone_shapes(level):
    """The four stones of a cairn as (class, x, y, width, height, radius), lowest first."""
    for number, (placed, ghost) in enumerate(STONES, start=1):
        x, y, width, height = placed if number <= level else ghost
        yield "on" if number <= level else "g", x, y, width, height, height / 2


@lru_cache(maxsize=512)
def cairn(level, name, size):
    """A cairn of `level` stones (0 to 4). With a name it is an image, without one it is decorative."""
    shapes = format_html_join(
        "", '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>', stone_shapes(level)
    )
    spoken = format_html(' role="img" aria-label="{}"', name) if name else DECORATIVE
    return format_html(
        '<svg class="st l{}{}" viewBox="0 0 20 20"{}>{}</svg>',
        level,
        f" {size}" if size else "",
        spoken,
        shapes,
    )


@lru_cache(maxsize=16)
def voice_mark(voice, name):
    """A circle for the student, a square for staff, a diamond for the family."""
    spoken = format_html(' role="img" aria-label="{}"', name) if name else DECORATIVE
    return format_html('<svg class="vm {}" viewBox="0 0 12 12"{}>{}</svg>', voice, spoken, _shape(*VOICES[voice]))


@lru_cache(maxsize=16)
def stage_mark(stage):
    """A ring that fills as a plan goes from draft to active."""
    shapes = format_html_join("", "{}", ((_shape(*shape),) for shape in STAGES[stage]))
    return format_html('<svg viewBox="0 0 14 14"{}>{}</svg>', DECORATIVE, shapes)


@lru_cache(maxsize=64)
def cairn_on_paper(level, size, name):
    """A cairn with its own colours and size in pixels. `name` is its text for those who hear the paper."""
    shapes = [
        _shape("rect", dict(zip(BOX, box, strict=True)) | (_inked(level) if kind == "on" else OUTLINED))
        for kind, *box in stone_shapes(level)
    ]
    return _on_paper("st", "0 0 20 20", size, name, shapes)


@lru_cache(maxsize=64)
def voice_on_paper(voice, size, name):
    """A voice mark with its own colour and size in pixels, and its name for those who hear the paper."""
    tag, attributes = VOICES[voice]
    return _on_paper("vm", "0 0 12 12", size, name, [_shape(tag, attributes | {"fill": VOICE_INK[voice]})])


def _inked(level):
    return {"fill": LEVEL_INK[level]}


def _on_paper(kind, view, size, name, shapes):
    """On paper every drawing is a figure, and a figure has a text: the title becomes it."""
    return format_html(
        '<svg class="{}" viewBox="{}" width="{}" height="{}"><title>{}</title>{}</svg>',
        kind,
        view,
        size,
        size,
        name,
        format_html_join("", "{}", ((shape,) for shape in shapes)),
    )


def level_name(level, word):
    """How a level is read aloud: "Getting there, 3 of 4"."""
    if not level:
        return str(word)
    return _("%(word)s, %(level)d of 4") % {"word": word, "level": level}


def voice_name(voice):
    """The word for whose voice it is."""
    return {"student": _("Student"), "staff": _("Staff"), "family": _("Family")}[voice]


def wordings(pieces):
    """Two wordings as one text: what came in and what went out in marks and, for ears, in words."""
    told = {"in": ("ins", _("[new:]")), "out": ("del", _("[taken out:]"))}
    return format_html_join(
        "",
        "{}",
        (
            (text if kind == "same" else format_html('<{0}><span class="vh">{1} </span>{2}</{0}>', *told[kind], text),)
            for kind, text in apart(pieces)
        ),
    )


def apart(pieces):
    """The pieces with a space between words that went out and those that stand in their place, and no space
    within a mark at its ends."""
    last = ""
    for kind, text in pieces:
        if kind == "in" and last == "out":
            yield "same", " "
        words = text.strip()
        if kind == "same" or not words:
            yield "same", text
        else:
            before, _words, after = text.partition(words)
            yield from (("same", before), (kind, words), ("same", after))
        last = kind
