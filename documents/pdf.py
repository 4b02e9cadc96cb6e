"""The one caller of WeasyPrint.

Fonts and style sheets are read once per process. The fetcher serves our own static files and
refuses everything else, so that no word in a plan can make the server fetch anything.
"""

from ctypes.util import find_library
from functools import cache
from pathlib import Path
from threading import Lock
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core import checks
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

STATIC = (Path(settings.BASE_DIR) / "static").resolve()
DRAWING = Lock()
SHEET = STATIC / "css" / "paper.css"


class RefusedFetch(ValueError):
    """Something in a document asked for an address that is not one of our own static files."""


class StaticFilesOnly(URLFetcher):
    """Serves files under `static/` and refuses every other address."""

    def fetch(self, url, headers=None):
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or not path.is_relative_to(STATIC) or not path.is_file():
            raise RefusedFetch(f"Refused to fetch {url}")
        return URLFetcherResponse(url, path.read_bytes())


@cache
def fonts():
    return FontConfiguration()


@cache
def sheet():
    """The compiled style sheet of paper."""
    return CSS(filename=SHEET, font_config=fonts(), url_fetcher=StaticFilesOnly())


def render(html):
    """Turn a whole HTML document into a tagged PDF (PDF/UA-1). Returns its bytes and page count.

    One at a time in a process: Pango and fontconfig, which all threads of it share, bear no other.
    """
    with DRAWING:
        document = HTML(string=html, url_fetcher=StaticFilesOnly()).render(stylesheets=[sheet()], font_config=fonts())
        return document.write_pdf(pdf_variant="pdf/ua-1"), len(document.pages)


@checks.register()
def fonts_can_be_subset_quickly(app_configs, **kwargs):
    """Warn at start when HarfBuzz's subsetter is missing: each document then costs half as much again."""
    if find_library("harfbuzz-subset"):
        return []
    hint = "Install libharfbuzz-subset0 (Debian) or HarfBuzz with its subset library."
    return [checks.Warning("The HarfBuzz subset library is missing; PDFs take longer.", hint=hint, id="documents.W001")]
