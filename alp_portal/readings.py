"""Words on a page in the language of their reader: what a person translated, who it was, and the original.

`translations` in the context of a page holds what its reader has (`plans.translations.Translations`). The tags
of `templatetags.ui` find there what was made of the very words they draw, by a name such as ("goal", id, "why").
"""

from dataclasses import dataclass

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from alp_portal import marks
from goals.cards import sentence
from history import wordings
from plans.translations import WRITTEN_IN, Shown


@dataclass(frozen=True)
class Credit:
    """One text that stands translated on a page: what was made of it, and its original."""

    translation: Shown
    original: str
    lang: str

    @property
    def group(self):
        """What one line names together: who, on which day, and whether the words have changed since."""
        return self.translation.by, localdate(self.translation.on), self.translation.holds


def fresh(context, words, *name):
    """Words on a page, with what changed in them marked until it is called read: `befores` in the context
    holds the wording before, by a name such as ("goal", id, "measure")."""
    before = (context.get("befores") or {}).get(tuple(map(str, name)))
    return words if before is None else marks.wordings(wordings.pieces(before, str(words)))


def translated(context, words, lang, *name):
    """The translation of words on a page for its reader, or nothing."""
    kind, thing, part = map(str, name)
    translations = context.get("translations")
    return translations.of(f"{kind}:{thing}", part, words, lang) if translations and words else None


def words_read(context, words, lang, own, *name):
    """What a person wrote, in the language of its reader when somebody translated it."""
    return {"text": words, "lang": lang, "own": own, "translation": translated(context, words, lang, *name)}


def read(context, words, lang, el, *name, css="", ends=False):
    """A text of the plan as the element `el`: translated for its reader, else as written, with what is new in
    it marked. `ends` gives it its full stop. Who translated it is said behind it, or once for a whole `credited`
    block; within a line of text only such a block may say it."""
    found, shape = translated(context, words, lang, *name), sentence if ends else str
    holds = found is not None and found.holds
    text = shape(found.words) if holds else fresh(context, shape(words), *name)
    language, css = found.language if holds else lang, format_html(' class="{}"', css) if css else ""
    shown = format_html('<{0}{1} lang="{2}">{3}</{0}>', el, css, language, text) if text else ""
    return format_html("{}{}", shown, credit(context, found, words, lang))


def credit(context, found, original, lang):
    """Who translated it, or nothing where the block says it at its end."""
    if found is None:
        return ""
    one = Credit(found, original, lang)
    if (block := context.get("credited")) is None:
        return translators([one])
    block.append(one)
    return ""


def translators(texts):
    """A line for each person and day, with the originals behind it."""
    groups = {}
    for one in texts:
        groups.setdefault(one.group, []).append(one)
    lines = (render_to_string("components/translators.html", {"texts": group}) for group in groups.values())
    return format_html_join("", "{}", ((line,) for line in lines))


def beside(context, line):
    """What stands beside a line of who does what: who, how often, which home."""
    found = translated(context, line.how_often, WRITTEN_IN, "line", line.id, "how_often")
    often = found.words if found and found.holds else line.how_often
    text = " · ".join(filter(None, [line.who, often, line.home]))
    return format_html("{}{}", text, credit(context, found, line.how_often, WRITTEN_IN))


def called(context, label, goal):
    """What a goal is called, in a line or a heading: its short label in the language of the reader."""
    found = translated(context, label, WRITTEN_IN, "goal", goal, "short_label")
    if not (found and found.holds):
        return label
    by = _("%(label)s, translated by %(name)s") % {"label": label, "name": found.by}
    return format_html('<span lang="{}" title="{}">{}</span>', found.language, by, found.words)


class Credited(template.Node):
    """A block whose translated words name at its end, once, who translated them."""

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        with context.push(credited=[]):
            return self.nodelist.render(context) + translators(context["credited"])


def credited(parser, token):
    """`{% credited %}…{% endcredited %}` around what `read` draws."""
    nodelist = parser.parse(("endcredited",))
    parser.delete_first_token()
    return Credited(nodelist)
