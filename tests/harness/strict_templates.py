"""A variable that a template of ours does not have fails the test, instead of showing nothing.

Django, allauth and crispy lean on missing variables in their own templates, so only templates of
this repository are strict. There:

- `{{ goal.titel }}`, `{% url … goal.titel %}`, `{{ missing|default:"" }}`: any variable that is
  not there fails;
- `{% if missing %}` is how a part asks for something optional and passes, but
  `{% if goal.titel %}` on a thing that has no `titel` fails.

Nothing else changes: what production renders, a test renders.
"""

from pathlib import Path

from django.conf import settings
from django.template import base
from django.template.base import FilterExpression, Variable, VariableDoesNotExist
from django.template.context import BaseContext

OURS = Path(settings.BASE_DIR)
THEIRS = OURS / ".venv"

_reading = []  # the expression being resolved: (its origin, whether a missing name is allowed)


class UndefinedVariable(AssertionError):
    """A template of this repository named something that is not there."""


class StrictExpression(FilterExpression):
    """An expression that knows which template of ours it was written in."""

    __slots__ = ("origin",)

    def __init__(self, token, parser):
        super().__init__(token, parser)
        self.origin = parser.origin if is_ours(parser.origin) else None

    def resolve(self, context, ignore_failures=False):
        _reading.append((self.origin, ignore_failures))
        try:
            return super().resolve(context, ignore_failures)
        finally:
            _reading.pop()


def install():
    """Make templates strict for the length of the process."""
    base.FilterExpression = StrictExpression
    Variable.resolve = strict(Variable.resolve)


def is_ours(origin):
    """Whether a template belongs to this repository. One made from a string does not."""
    name = getattr(origin, "name", None)
    if not name or name == "<unknown source>":
        return False
    path = Path(name)
    return path.is_relative_to(OURS) and not path.is_relative_to(THEIRS)


def strict(resolve):
    def wrapper(self, context):
        try:
            return resolve(self, context)
        except VariableDoesNotExist as missing:
            origin, optional = _reading[-1] if _reading else (None, True)
            if origin is None or (optional and may_be_absent(missing)):
                raise
            raise UndefinedVariable(f"{origin.name}: {self.var} is not there") from missing

    return wrapper


def may_be_absent(missing):
    """Whether a failed lookup may be an option left out: a bare name, a key of nothing, of a dictionary or a list."""
    _bit, holder = missing.params if len(missing.params) > 1 else ("", None)
    return holder is None or isinstance(holder, BaseContext | dict | list | tuple | str)
