"""Reading a list somebody made for themselves: a workbook or a CSV file, opened carefully.

These modules are pure: bytes go in, a `Book` of sheets comes out, or one `FileRefused` with a sentence that says what
to do instead. They trust neither the file's name nor what it says about itself.
"""

from rostering.readers.book import Book, Sheet
from rostering.readers.cells import Cell, cell_from_json, cell_to_json, text_of, tidy
from rostering.readers.opening import open_upload
from rostering.readers.refusal import FileRefused

__all__ = ["Book", "Cell", "FileRefused", "Sheet", "cell_from_json", "cell_to_json", "open_upload", "text_of", "tidy"]
