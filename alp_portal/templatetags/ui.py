"""Tags that draw the components: words and numbers in, markup out. `docs/components.md` shows each.

They take what they draw as arguments, already translated, ask nothing of the database and decide
nothing about who may see what.
"""

from dataclasses import replace

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from alp_portal import charts, marks, readings
from alp_portal.forms_shown import problems_of
from plans.translations import NONE

register = template.Library()
register.simple_tag(marks.icon, name="icon")


# --- Small signs ------------------------------------------------------------------------------
@register.simple_tag
def stones(level, word="", size=""):
    """The cairn. With the level's word it is an image with a name; without, the word stands beside it."""
    level = level or 0
    return marks.cairn(level, marks.level_name(level, word) if word else "", size)


@register.simple_tag
def level(level, word, size=""):
    """Stones and the word beside them."""
    return format_html('<span class="lvl">{}<span>{}</span></span>', marks.cairn(level or 0, "", size), word)


@register.simple_tag
def voice(voice, named=False):
    """Whose voice: circle, square or diamond. Named when no word stands beside it."""
    return marks.voice_mark(voice, marks.voice_name(voice) if named else "")


@register.simple_tag
def avatar(name, voice="", size=""):
    """Initials in the shape of the voice; decorative, the name stands beside it."""
    names = [part for part in str(name).split() if part[0].isalpha() and not part.endswith(".")] or str(name).split()
    initials = "".join(part[0] for part in (names[:1] + names[1:][-1:])).upper()
    classes = " ".join(filter(None, ["av", voice, size]))
    return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, initials)


@register.simple_tag
def stage(stage, word):
    """Where a plan stands: a mark and always its word."""
    return format_html('<span class="stage">{}{}</span>', marks.stage_mark(stage), word)


@register.simple_tag
def tag(text, kind="", icon=""):
    """A status. Kinds: ok, due, new, err, or none."""
    classes = f"tag {kind}".strip()
    return format_html('<span class="{}">{}{}</span>', classes, marks.icon(icon) if icon else "", text)


@register.simple_tag
def reader(words, icon="people"):
    """Who can see it, said before anyone types."""
    return format_html('<span class="see">{}{}</span>', marks.icon(icon), words)


# --- Counts -----------------------------------------------------------------------------------
@register.simple_tag
def meter(met, total, label=""):
    """One block per part; the missing ones are outlined."""
    blocks = format_html_join(
        "", "<i{}></i>", (("" if n < met else format_html(' class="{}"', "no"),) for n in range(total))
    )
    label = label or _("%(met)d of %(total)d") % {"met": met, "total": total}
    return format_html('<div class="meter" role="img" aria-label="{}">{}</div>', label, blocks)


@register.inclusion_tag("components/progress.html")
def progress(value, total, label, note="", now=""):
    """A bar with its real numbers above and, if said, what it is doing now below."""
    return {"value": value, "total": total or 1, "label": label, "note": note, "now": now}


@register.inclusion_tag("components/share.html")
def share(percent, low=False):
    """A percent with its bar, hatched and in clay when it should be looked at first."""
    width = 58 * percent // 100
    hatch = " ".join(f"M{x} 4 l4 -4" for x in range(0, max(width - 3, 0), 5))
    state = "low" if low else "full" if percent == 100 else ""
    return {"percent": percent, "width": width, "hatch": hatch if low else "", "state": state}


# --- People's words ---------------------------------------------------------------------------
@register.simple_tag
def words(text, lang="", own=True, el="p"):
    """What a person wrote. In quotation marks only when they are that person's own words."""
    language = format_html(' lang="{}"', lang) if lang else ""
    return format_html('<{0} class="words{1}"{2}>{3}</{0}>', el, " own" if own else "", language, text)


@register.simple_tag
def pieces(pieces):
    """Two wordings as one text, by word: a list from `history.wordings.pieces`."""
    return marks.wordings(pieces)


register.simple_tag(readings.fresh, takes_context=True)
register.simple_tag(readings.translated, takes_context=True)
register.simple_tag(readings.read, takes_context=True)
register.simple_tag(readings.credit, takes_context=True, name="translated_by")
register.simple_tag(readings.beside, takes_context=True)
register.simple_tag(readings.called, takes_context=True)
register.inclusion_tag("components/words_read.html", takes_context=True)(readings.words_read)
register.tag(readings.credited)


@register.inclusion_tag("components/why.html")
def why(text, caption, lang="", voice="student", own=True, *, worry=""):
    """The student's reason, above everything else about a goal. `worry` is where an adult asks for a private
    follow-up on it."""
    return {"text": text, "caption": caption, "lang": lang, "voice": voice, "own": own, "worry": worry}


@register.inclusion_tag("components/next_step.html")
def next_step(text, caption, label="", lang="", own=True, *, worry=""):
    """The bordered row: what comes next, in whose words, by when. `worry` as for `why`."""
    label = label or _("Next step")
    return {"text": text, "caption": caption, "label": label, "lang": lang, "own": own, "worry": worry}


# --- Blocks of a page -------------------------------------------------------------------------
@register.simple_block_tag(end_name="endpage_header")
def page_header(content, title, sub="", kicker=""):
    """The page's one h1, a true sentence under it, and its actions."""
    inside = {"title": title, "sub": sub, "kicker": kicker, "actions": content, "has_actions": bool(content.strip())}
    return render_to_string("components/page_header.html", inside)


@register.simple_block_tag(end_name="endsection_header")
def section_header(content, title, *, anchor="", note=""):
    """Opens a section: rule, title (with an anchor to jump to), one muted fact, one action."""
    inside = {"title": title, "note": note, "anchor": anchor, "action": content}
    return render_to_string("components/section_header.html", inside)


@register.simple_block_tag(end_name="endbanner")
def banner(content, title, *, kind="info", icon="", text="", heading="h2"):
    """A title, one sentence, actions. Kinds: info, warn, err, ok."""
    inside = {"title": title, "kind": kind, "icon": icon, "text": text, "heading": heading, "content": content}
    return render_to_string("components/banner.html", inside)


@register.inclusion_tag("components/empty.html")
def empty_state(fact, why="", url="", action=""):
    """Nothing here yet, why it matters, and the one thing to do."""
    return {"fact": fact, "why": why, "url": url, "action": action}


@register.inclusion_tag("components/crumbs.html")
def crumbs(*parts):
    """Breadcrumbs: label, address, label, address, …, and the label of this page."""
    pairs = list(zip(parts[:-1:2], parts[1::2], strict=True))
    return {"links": [{"label": label, "url": url} for label, url in pairs], "here": parts[-1]}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms):
    """Counts the problems of one or more forms and links to each field. Drawn once per form."""
    fresh = [form for form in forms if not getattr(form, "summary_drawn", False)]
    for form in fresh:
        form.summary_drawn = True
    return {"problems": [problem for form in fresh for problem in problems_of(form)]}


@register.inclusion_tag("components/message.html")
def message(message):
    """One message: a toast that leaves, or for an error or a warning a banner that stays. "undo:/path/" adds Undo."""
    tags = (message.extra_tags or "").split()
    undo = next((tag.removeprefix("undo:") for tag in tags if tag.startswith("undo:")), "")
    return {"message": message, "kind": message.level_tag, "undo": undo}


# --- Check-ins --------------------------------------------------------------------------------
def _choices(name, scale, selected, id_prefix):
    read = charts.read
    return [
        {
            "level": read(step, "level"),
            "word": read(step, "word"),
            "hint": read(step, "hint", ""),
            "id": f"{id_prefix + '-' if id_prefix else ''}{name}-{read(step, 'level')}",
            "checked": str(read(step, "level")) == str(selected or ""),
        }
        for step in scale
    ]


@register.inclusion_tag("components/seg.html")
def seg(name, scale, selected=None, *, legend="", legend_hidden=False, id_prefix=""):
    """The check-in in one field: four radios drawn as four words with stones."""
    choices = _choices(name, scale, selected, id_prefix)
    return {"name": name, "choices": choices, "legend": legend, "legend_hidden": legend_hidden}


@register.inclusion_tag("components/level_cards.html")
def level_cards(name, scale, selected=None, legend="", id_prefix=""):
    """The student's own check-in: four cards that say what each word means."""
    return {"name": name, "choices": _choices(name, scale, selected, id_prefix), "legend": legend}


@register.inclusion_tag("components/scale_key.html")
def scale_key(scale):
    """The four words with their stones, under a table."""
    return {"steps": [{"level": charts.read(s, "level"), "word": charts.read(s, "word")} for s in scale]}


@register.inclusion_tag("components/voice_key.html")
def voice_key():
    """The three marks with their words."""
    return {"voices": [{"voice": voice, "name": marks.voice_name(voice)} for voice in marks.VOICES]}


@register.inclusion_tag("components/chart.html", takes_context=True)
def chart(context, chart):
    """Progress over time, in both widths, with its sentence, its key and its table."""
    translations = context.get("translations") or NONE
    facts = charts.Facts.of(chart)
    facts = replace(facts, title=translations.label_of(charts.read(chart, "goal", ""), facts.title))
    drawings = charts.drawings(facts)
    return {"facts": facts, "drawings": drawings, "for_print": False, "translations": translations}


@register.inclusion_tag("components/_chart_drawing.html")
def chart_print(chart):
    """The same drawing for paper, with literal colours and nothing to click."""
    facts = charts.Facts.of(chart)
    return {"facts": facts, "drawing": charts.drawings(facts, for_print=True)[0], "for_print": True}


@register.simple_tag
def stones_print(level, size=13):
    """The cairn for paper, in literal colours, `size` pixels wide."""
    return marks.cairn_on_paper(level or 0, size, _("%(level)d of 4") % {"level": level or 0})


@register.simple_tag
def voice_print(voice, size=8):
    """The voice mark for paper."""
    return marks.voice_on_paper(voice, size, marks.voice_name(voice))
