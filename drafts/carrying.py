"""Words of a form that could not be taken: its writer had been signed out, or what it asked for was refused on
another page than its own.

They wait in the session of this browser, and the page they were written on shows them again with
one button that sends them: no script is needed. After a lost sign-in a signed cookie says who wrote here
last. They are shown to that person only, on that page only, and without the cookie nothing is kept.
"""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.utils.http import url_has_allowed_host_and_scheme

from drafts.boxes import Box, Form, forms_in
from drafts.fields import MOST_TEXT, is_never_kept

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


def carry(request, writer, *, was_refused=False):
    """Put what was posted by in the session, for the key of its `writer`. Returns whether it is kept: not
    without a writer, nor when it is too long."""
    kept = [name for name in request.POST if name == "draft" or not is_never_kept(name)]  # it ends with its words
    pairs = [(name, value) for name in kept for value in request.POST.getlist(name)]
    if not writer or not pairs or sum(len(value) for _name, value in pairs) > MOST_TEXT:
        return False
    others = [form for form in request.session.get(KEY, []) if form["door"] != request.path]
    form = {
        "writer": writer, "door": request.path, "page": page_before(request), "pairs": pairs, "refused": was_refused,
    }  # fmt: skip
    request.session[KEY] = [*others, form][-MOST:]
    return True


def not_carried(view):
    """Mark a door whose posts are no words of a form."""
    view.carries_words = False
    return view


def carries_words(view):
    """Whether what is posted to a view may be words of a form."""
    return getattr(view, "carries_words", True)


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
    """One form that waits: where it is sent, the boxes that were typed in, everything else it sends, the names of
    what was chosen with them, the heading it stands under on its page, and whether it was refused."""

    door: str
    boxes: list
    hidden: list
    chosen: list
    heading: str = ""
    was_refused: bool = False


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
    shown = [as_shown(form, [one for one in there if one.door == form["door"]]) for form in waiting]
    return [one for one in shown if one.boxes or not one.was_refused]


def as_shown(form, there):
    """One form as its page shows it: what was typed in boxes with their names, everything else hidden. What a
    form says of the page it stands on, it says of the page as it is now."""
    pairs = [tuple(pair) for pair in form["pairs"]]
    names = {name for name, _value in pairs}
    one = max(there, key=lambda one: len(names & {box.name for box in one.boxes}), default=Form(form["door"]))
    pairs = [(name, one.fresh.get(name, value)) for name, value in pairs]
    asked = [(name, value, one.box(name)) for name, value in pairs if name not in HIDDEN]
    typed = [given for given in asked if was_typed(*given)] or [given for given in asked if is_words(given[1])]
    boxes = [Box(name, label=box.label if box else "", value=value) for name, value, box in typed]
    shown = {(box.name, box.value) for box in boxes}
    hidden = [pair for pair in pairs if pair not in shown]
    return Carried(form["door"], boxes, hidden, one.chosen(hidden), one.heading, form.get("refused", False))


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


def page_of_carried(request, door):
    """The page on which something waits for its reader that was sent to a door, or nothing."""
    mine = [form for form in request.session.get(KEY, []) if form["writer"] == request.principal.key]
    return next((form["page"] for form in mine if form["door"] == door), "")


def let_go(request, door):
    """Forget what was carried to a door."""
    waiting = request.session.get(KEY, [])
    if kept := [form for form in waiting if form["door"] != door]:
        request.session[KEY] = kept
    elif waiting:
        del request.session[KEY]


def is_from_here(request):
    """Whether the browser itself says that a request comes from a page of ours."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
