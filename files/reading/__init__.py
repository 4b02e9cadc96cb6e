"""Looking into a file somebody gave: what it is by its content, and whether it is harmless.

Bytes go in; out comes a `Content`, or ValidationError with a sentence that says what to do instead. Neither the
name nor what a file says about itself is believed.
"""

from files.reading.content import MEGABYTE, MOST_BYTES, MOST_PHOTO_BYTES, Content, too_large
from files.reading.opening import read

__all__ = ["MEGABYTE", "MOST_BYTES", "MOST_PHOTO_BYTES", "Content", "read", "too_large"]
