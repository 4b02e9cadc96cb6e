"""Words of a form that could not be taken, because its writer had been signed out.

They wait in the session of this browser, and the page they were written on shows them again with
one button that sends them: no script is needed. A signed cookie says who wrote here last. They are
shown to that person only, on that page only, and without the cookie nothing is kept.
"""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.utils.http import url_has_allowed_host_and_scheme

from drafts.boxes import Box, forms_in
from drafts.fields import MOST_TEXT, NEVER_KEPT

KEY = "carried"
WRITER = "writer"  # the cookie
SALT = "drafts.writer"
NUMBER = re.compile(r"[0-9a-f-]+")
MOST = 5  # forms at a time; the oldest makes room
HIDDEN = {"base", "draft", "met", "next", "version", "voice"}  # what a form says of itself


def remember_writer(request, response):
    """Let the browser know whose words are typed in it from now on."""
    if writer_of(request) != request.principal.key:
        value = signing.dumps(request.principal.key, salt=SALT)
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(WRITER, value, secure=secure, httponly=True, samesite="Lax")


def writer_of(request):
    """The key of whoever wrote in this browser last, or None."""
    try:
        return signing.loads(request.COOKIES.get(WRITER, ""), salt=SALT)
    except signing.BadSignature:
        return None


def carry(request):
    """Put what was posted by in the session. Returns whether it is kept: not without its writer, nor when it
    is too long."""
    writer = writer_of(request)
    left_out = NEVER_KEPT - {"draft"}  # the draft goes with its words, so that it ends when they are taken
    pairs = [(name, value) for name, values in request.POST.lists() for value in values if name not in left_out]
    if not writer or not pairs or sum(len(value) for _name, value in pairs) > MOST_TEXT:
        return False
    others = [form for form in request.session.get(KEY, []) if form["door"] != request.path]
    form = {"writer": writer, "door": request.path, "page": page_before(request), "pairs": pairs}
    request.session[KEY] = [*others, form][-MOST:]
    return True


def not_carried(view):
    """Mark a door whose posts are no words of a form."""
    view.carries_words = False
    return view


def page_before(request):
    """The path of our own page that a request came from, or of the door itself."""
    before = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure()):
        return request.path
    parts = urlsplit(before)
    page = parts.path + (f"?{parts.query}" if parts.query else "")
    return page if url_has_allowed_host_and_scheme(page, None) else request.path


@dataclass(frozen=True)
class Carried:
    """One form that waits: where it is sent, the boxes that were typed in, everything else it sends, and the
    heading it stands under on its page."""

    door: str
    boxes: list
    hidden: list
    heading: str = ""


def waiting_for(request):
    """What waits in this browser for the page of this request: of its reader alone."""
    if not request.principal.is_authenticated:
        return []
    waiting = [form for form in request.session.get(KEY, []) if form["writer"] == request.principal.key]
    return [form for form in waiting if request.path in (urlsplit(form["page"]).path, form["door"])]


def carried_to(request, html):
    """The forms that wait for the page of this request. `html` is that page, which its reader may see: from it
    each box has its name. Nothing about a page is kept with the words."""
    if not (waiting := waiting_for(request)):
        return []
    there = forms_in(html, request.path)
    return [as_shown(form, [one for one in there if one.door == form["door"]]) for form in waiting]


def as_shown(form, there):
    """One form as its page shows it: what was typed in boxes with their names, everything else hidden."""
    pairs = [tuple(pair) for pair in form["pairs"]]
    names = {name for name, _value in pairs}
    one = max(there, key=lambda one: len(names & {box.name for box in one.boxes}), default=None)
    asked = [(name, value, one.box(name) if one else None) for name, value in pairs if name not in HIDDEN]
    typed = [given for given in asked if was_typed(*given)] or [given for given in asked if is_words(given[1])]
    boxes = [Box(name, label=box.label if box else "", value=value) for name, value, box in typed]
    shown = {(box.name, box.value) for box in boxes}
    return Carried(form["door"], boxes, [pair for pair in pairs if pair not in shown], one.heading if one else "")


def was_typed(name, value, box):
    """Whether somebody typed a value, which the page does not say by itself. Where its box is not on the page any
    more, only a sentence is taken for that."""
    return bool(value.strip()) and value.split() != box.value.split() if box else is_words(value)


def is_words(value):
    """Whether somebody typed this: a sentence or a very long word, and no number of ours such as a goal's."""
    return " " in value or (len(value) > 30 and not NUMBER.fullmatch(value))


@contextmanager
def kept_through(request):
    """Keep what was carried through a signing out that begins the sign-in of nobody else."""
    waiting = None if request.principal.is_authenticated else request.session.get(KEY)
    yield
    if waiting:
        request.session[KEY] = waiting


def let_go(request):
    """Forget what was carried to the door of this request: here it comes."""
    waiting = request.session.get(KEY, [])
    if kept := [form for form in waiting if form["door"] != request.path]:
        request.session[KEY] = kept
    elif waiting:
        del request.session[KEY]


def is_from_here(request):
    """Whether the browser itself says that a request comes from a page of ours."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
