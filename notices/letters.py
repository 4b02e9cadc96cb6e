"""The register of letters: what may be sent, and the question asked again just before sending.

A room above registers its letters in `AppConfig.ready()`. The texts are three templates each,
`emails/<letter>/subject.txt`, `body.txt` and `body.html`; they get `person`, `link`, `product_name`
and what `context` returns. A letter carries a link and no fact about a child.
"""

from collections.abc import Callable
from dataclasses import dataclass

LETTERS: dict[str, "Letter"] = {}


def _always(message, user):
    return True


def _nothing(message, user):
    return {}


def _home(message):
    return "/"


@dataclass(frozen=True)
class Letter:
    """One kind of letter. The callables are asked when it is sent, never when it is queued."""

    name: str
    still_allowed: Callable = _always
    path: Callable = _home
    context: Callable = _nothing

    @property
    def asks(self):
        """Whether it is only for a person who may get it, never for a mere address."""
        return self.still_allowed is not _always


def register(name, **asked):
    """Declare a letter.

    `still_allowed(message, user)` says whether the person may still get it; a letter without it may go to
    an address of nobody, and `user` is None then. `path(message)` is the address on our site that it links
    to; `context(message, user)` is whatever else its words need and must not be kept, such as a link that
    signs in.
    """
    if name in LETTERS:
        raise ValueError(f"the letter {name} is registered twice")
    LETTERS[name] = Letter(name, **asked)
