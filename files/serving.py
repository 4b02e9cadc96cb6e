"""The one way out of the room. The view that calls it has asked who may see the thing a file hangs on."""

from django.http import FileResponse, Http404

from files.models import File
from history.actions import record_visit
from history.clock import now
from history.models import Visit

TYPES = {
    File.Kind.PDF: "application/pdf",
    File.Kind.JPEG: "image/jpeg",
    File.Kind.PNG: "image/png",
    File.Kind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def file_or_404(newest, public_id, *, sees_past):
    """The file of that key among `newest` and those it replaced.

    What is replaced or withdrawn is there only for who `sees_past`.
    """
    for file in newest.line if newest else ():
        if file.public_id == public_id and (sees_past or (file == newest and file.stands)):
            return file
    raise Http404


def opened(request, file, *, subject):
    """A file as an answer, and remember who opened it. `?small` asks for the little picture, which is no opening."""
    small = "small" in request.GET
    if not small:
        record_visit(what=Visit.What.OPENED, target=file, subject=subject, by=request.principal, at=now())
    return served(file, small=small)


def served(file, *, small=False):
    """A file as an answer that no browser takes for a page of ours, and that nobody keeps on the way.

    Pictures and PDFs are shown, Word documents are downloaded. `small`: the little picture.
    """
    if small and not file.small:
        raise Http404
    try:
        content = (file.small if small else file.whole).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        content,
        content_type=TYPES[File.Kind.JPEG if small else file.kind],
        as_attachment=file.kind == File.Kind.WORD,
        filename=file.name,
    )
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
