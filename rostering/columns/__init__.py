"""A column: what a specialist calls one of hers, and what it means to us.

`targets` lists what a column can be; `words` holds the vocabulary of real lists; `guess` puts the two together for a
sheet she has not shown us before. What she answers once is remembered under the same words.
"""

from rostering.columns.guess import Column, guess_columns
from rostering.columns.targets import NOTE, Target, target, targets

__all__ = ["NOTE", "Column", "Target", "guess_columns", "target", "targets"]
