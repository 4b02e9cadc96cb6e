"""One plan on paper: Maya's, from the demo, as the school prints it."""

from functools import partial
from types import SimpleNamespace

from django.contrib.auth.hashers import make_password
from django.db import transaction
from weasyprint import HTML

from alp_portal.demo.calendar import Calendar
from alp_portal.demo.classes import add_classes
from alp_portal.demo.district import add_places, add_staff
from alp_portal.demo.maya import add_maya
from documents.actions import html_of
from documents.copies import Copy
from documents.models import Paper
from documents.pdf import SHEET, render
from history.clock import today

WHOLE = Copy(kind=Paper.Copy.SCHOOL, close=True, home_notes=True)


def parts():
    """What is measured: `{way: function}`."""
    cast = SimpleNamespace(calendar=Calendar(today()), password=make_password(None))
    with transaction.atomic():
        for add in (add_places, add_staff, add_classes, add_maya):
            add(cast)
    revision = cast.maya.plans.get().revision
    html = html_of(revision, WHOLE, "en")
    return {
        "html": partial(html_of, revision, WHOLE, "en"),
        "warm": partial(render, html),
        "naive": partial(naive, html),
    }


def naive(html):
    """The way one writes first: fonts, style sheet and all read again for each document."""
    return HTML(string=html).write_pdf(stylesheets=[str(SHEET)], pdf_variant="pdf/ua-1")
