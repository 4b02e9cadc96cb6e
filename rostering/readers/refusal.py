"""A refusal: this file cannot be read, and here, in one sentence, is what to do about it."""

from typing import Any


class FileRefused(Exception):
    """Raised with a translatable sentence; `str()` gives it in the language of the page."""

    def __init__(self, sentence: Any, **facts: Any):
        super().__init__(sentence, facts)
        self.sentence = sentence
        self.facts = facts

    def __str__(self) -> str:
        return str(self.sentence) % self.facts
