"""Words of a form that could not be taken, because the person was signed out or the page too old.

They wait in the session of this browser window, and the page they were written on shows them again
with one button that sends them: no script is needed. They are shown nowhere else, so that whoever
may not open that page does not read them.
"""

from contextlib import contextmanager
from urllib.parse import urlsplit

from django.utils.http import url_has_allowed_host_and_scheme

from drafts.fields import MOST_TEXT, NEVER_KEPT

KEY = "carried"


def carry(request):
    """Put what was posted by in the session, unless it is too long. Returns the page it was written on."""
    page = page_before(request)
    pairs = [(name, value) for name, values in request.POST.lists() for value in values if name not in NEVER_KEPT]
    if pairs and sum(len(value) for _name, value in pairs) <= MOST_TEXT:
        request.session[KEY] = {"door": request.path, "page": page, "pairs": pairs}
    return page


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
    return parts.path + (f"?{parts.query}" if parts.query else "")


def carried_to(request):
    """What waits for the page of this request, or None."""
    waiting = request.session.get(KEY)
    if waiting and request.path in (urlsplit(waiting["page"]).path, waiting["door"]):
        return waiting
    return None


@contextmanager
def kept_through(request):
    """Keep what was carried through a signing out that begins the sign-in of nobody else."""
    waiting = None if request.principal.is_authenticated else request.session.get(KEY)
    yield
    if waiting:
        request.session[KEY] = waiting


def let_go(request):
    """Forget what was carried to the door of this request: here it comes."""
    if request.session.get(KEY, {}).get("door") == request.path:
        del request.session[KEY]


def is_from_here(request):
    """Whether the browser itself says that a request comes from a page of ours."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
