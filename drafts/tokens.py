"""What a page says of itself when it sends a draft: whose page it is and which child it is about.

The server signs it, so that a window left open by one person keeps nothing for the next, and a
draft can always be asked whether its writer still sees the child.
"""

import datetime

from django.core import signing

SALT = "drafts.page"
OPEN_FOR = datetime.timedelta(days=30)


def page_token(request, subject=""):
    """The signed facts of a page for one principal."""
    return signing.dumps([request.principal.key, request.path, str(subject)], salt=SALT, compress=True)


def read_token(token):
    """(person's key, page, subject) of a page's token, or None when it is not one of ours or too old."""
    try:
        return signing.loads(token, salt=SALT, max_age=OPEN_FOR)
    except signing.BadSignature:
        return None
