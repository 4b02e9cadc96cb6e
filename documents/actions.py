"""Making a paper: rendered when first asked for, then kept for ever."""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from documents.content import sheet_of
from documents.models import Paper
from documents.pdf import render
from history.actions import record_visit
from history.clock import day_of, now
from history.models import Event, Visit
from schools.queries import current_window

TEMPLATE_EDITION = "7"


def html_of(revision, copy, language):
    """The paper of a plan as HTML, in one language."""
    with override(language):
        address = settings.SITE_URL + reverse("documents:verify")
        return render_to_string("documents/plan.html", sheet_of(revision, copy, language) | {"verify_address": address})


def paper_of(*, plan, copy, language, by, at=None):
    """The paper of a plan's shared revision and its record as of now, and remember that it was printed.

    The same revision, record, reporting window, copy and language give the same kept file; one that
    was lost is drawn again.
    """
    at = at or now()
    revision = plan.revision
    last = Event.objects.about(plan.student).values_list("pk", flat=True).first() or 0
    window = current_window(plan.year, day_of(at))
    kind = {
        "revision": revision, "through_event": last, "window_id": window.pk if window else 0,
        "copy": copy.kind, "household_id": copy.household,
        "language": language, "template_edition": TEMPLATE_EDITION,
    }  # fmt: skip
    paper = Paper.objects.filter(**kind).first() or Paper(**kind)
    if not paper.file or not paper.file.storage.exists(paper.file.name):
        paper = draw(paper, kind, copy, at=at)
    record_visit(what=Visit.What.PRINTED, target=paper, subject=plan.student, by=by, at=at)
    return paper


def draw(paper, kind, copy, *, at):
    """Render a paper and keep it. Two askers at once keep one."""
    pdf, paper.pages = render(html_of(paper.revision, copy, paper.language))
    paper.file_sha256, paper.made_at = hashlib.sha256(pdf).hexdigest(), at
    name = f"{paper.file_sha256}.pdf"
    try:
        with transaction.atomic():
            paper.file.save(name, ContentFile(pdf))
    except IntegrityError:
        paper.file.delete(save=False)
        return Paper.objects.get(**kind)
    return paper


def file_name(plan):
    """What the file is called: `LASID_Year_ALP.pdf`, without a child's name."""
    number = plan.student.local_id or plan.student.public_id
    year = "".join(char if char.isalnum() else "-" for char in plan.year.name)
    return f"{number}_{year}_ALP.pdf"
