"""Words of a form that could not be taken: its writer had been signed out, or what it asked for was refused on
another page than its own.

They are kept as a draft of their writer, and the page they were written on shows them again with one button that
sends them: no script is needed. After a lost sign-in a signed cookie says who wrote here last. It goes with
signing out, and without it nothing is kept.
"""

import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.http import url_has_allowed_host_and_scheme

from drafts import actions
from drafts.boxes import Box, forms_in
from drafts.fields import LONGEST_PATH, MOST_FIELDS, MOST_TEXT, SAYS_OF_ITSELF, is_never_kept, is_words, sheet_of
from drafts.models import Draft
from drafts.queries import carried_by
from drafts.registry import person_of, subject_at

KEY = "carried"  # in the session: False once nothing is carried for whoever is signed in
WRITER = "writer"  # the cookie
SALT = "drafts.writer"
KNOWN_FOR = 7 * 24 * 60 * 60  # seconds


def remember_writer(request, response):
    """Let the browser know whose words are typed in it from now on."""
    if writer_of(request) != request.principal.key:
        value = signing.dumps(request.principal.key, salt=SALT)
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(WRITER, value, secure=secure, httponly=True, samesite="Lax")


def forget_writer(response):
    """Whoever wrote here has signed out: what is typed next is not theirs."""
    response.delete_cookie(WRITER, samesite="Lax")


def writer_of(request):
    """The key of whoever wrote in this browser last, or None."""
    try:
        return signing.loads(request.COOKIES.get(WRITER, ""), salt=SALT, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return None


def carry(request, writer, carried):
    """Keep what was posted as a draft of `writer`, an actor's key. Returns whether it is kept: not without a
    writer and words, nor when it is too long."""
    names = [name for name in request.POST if not is_never_kept(name)]
    fields = [{"name": name, "label": "", "value": value} for name in names for value in request.POST.getlist(name)]
    fields += [{"name": name, "label": "", "value": file.name} for name, file in request.FILES.items()]
    page, person = page_before(request), person_of(writer) if writer else None
    if person is None or not any(is_typed(field) for field in fields) or is_too_long(fields, request.path, page):
        return False
    try:
        kept = actions.keep(
            by=person, sheet=sheet_of(request) or uuid.uuid4(), door=request.path, page=page, fields=fields,
            subject=subject_at(request.resolver_match), carried=carried,
        )  # fmt: skip
    except ValidationError:
        return False
    request.session[KEY] = True
    return kept is not None


def is_typed(field):
    return field["name"] not in SAYS_OF_ITSELF and is_words(field["value"])


def is_too_long(fields, *paths):
    letters = sum(len(field["name"]) + len(field["value"]) for field in fields)
    return letters > MOST_TEXT or len(fields) > MOST_FIELDS or any(len(path) > LONGEST_PATH for path in paths)


def not_carried(view):
    """Mark a door whose posts are no words of a form."""
    view.carries_words = False
    return view


def carries_words(view):
    """Whether what is posted to a view may be words of a form: not at the doors where one signs in."""
    return getattr(view, "carries_words", True) and getattr(view, "login_required", True)


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
    """One form that waits, as its page shows it: the boxes that were typed in, everything else it sends, the names
    of what was chosen with them and of the files, which are not kept, and the heading it stands under. Where the
    page has no such form any more it is only shown (`door` is empty)."""

    draft: Draft
    boxes: list
    door: str = ""
    hidden: tuple = ()
    chosen: tuple = ()
    files: tuple = ()
    heading: str = ""

    @property
    def was_refused(self):
        return self.draft.carried == Draft.Carried.REFUSED


def waiting_for(request):
    """What is carried for the page of this request: of its reader alone, about a child they still see."""
    if not request.principal.is_authenticated or request.session.get(KEY) is False:
        return []
    found = carried_by(request.principal)
    if not found:
        request.session[KEY] = False
    return [draft for draft in found if request.path in (urlsplit(draft.page).path, draft.door)]


def carried_to(request, html):
    """The forms that wait for the page of this request. `html` is that page, which its reader may see: from it
    each box has its name, and what has no form there is shown without a way to send it."""
    if not (waiting := waiting_for(request)):
        return []
    there = forms_in(html, request.path)
    shown = [as_shown(draft, [one for one in there if one.door == draft.door]) for draft in waiting]
    return [one for one in shown if one.boxes]


def as_shown(draft, there):
    """One form as its page shows it: what was typed in boxes with their names, everything else hidden."""
    names = {field["name"] for field in draft.fields}
    form = max(there, key=lambda one: len(names & {box.name for box in one.boxes}), default=None)
    if form is None:
        return Carried(draft, [Box("", label=label, value=words) for label, words in draft.texts])
    boxes = [box for field in draft.fields if (box := typed_box(field, form))]
    shown = {(box.name, box.value) for box in boxes}
    pairs = [(field["name"], field["value"]) for field in draft.fields]
    files = [value for name, value in pairs if name in form.files and value]
    asked = [name for name in form.names if name not in form.files]
    hidden = [pair for pair in pairs if pair not in shown and pair[0] in asked]
    return Carried(
        draft, boxes, draft.door, (*hidden, ("draft", draft.sheet)), form.chosen(hidden), files, form.heading
    )  # fmt: skip


def typed_box(field, form):
    """The box of a form that somebody typed in, with what they typed; None for what the page says by itself. A
    line that the form on the page does not have is a box, too."""
    name, value = field["name"], field["value"]
    if box := form.box(name):
        return Box(name, label=box.label, value=value) if value.split() not in ([], box.value.split()) else None
    is_line = name not in form.names and is_typed(field)
    return Box(name, label=field["label"], value=value) if is_line else None


def is_from_here(request):
    """Whether the browser itself says that a request comes from a page of ours."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
