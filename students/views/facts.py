"""Using an earlier wording of a fact about a child again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission
from history.actions import plain
from history.models import Event
from students.access import student_or_404
from students.actions import correct_student
from students.actions.student import FACTS
from students.models import Student


@require_POST
def fact_again(request, public_id):
    """Corrects a fact (`field`) to what an `event` of history made of it, if the record stands as it was seen."""
    student, standing = student_or_404(public_id, Permission.EDIT_RECORD, to=request.principal)
    name, sent = request.POST.get("field", ""), request.POST.get("event", "")
    events = Event.objects.of(student).readable(standing.readers)
    event = get_object_or_404(events, pk=int(sent) if sent.isdecimal() and len(sent) < 19 else 0)
    after = next((one["after"] for one in event.changes if one["field"] == name), None)
    if after is None or name not in FACTS:
        raise Http404
    version = request.POST.get("version", "")
    version = int(version) if version.isdecimal() and len(version) < 10 else -1
    if plain(getattr(student, name)) == after:
        messages.error(request, _("This wording stands here already. Nothing was changed."))
        return redirect("dashboards:fact_history", public_id, name)
    try:
        correct_student(student=student, version=version, by=request.principal, **{name: as_kept(name, after)})
        messages.success(request, _("Put back. Nothing is lost: the other wording stays in the history."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("dashboards:fact_history", public_id, name)


def as_kept(name, text):
    """A value from the text that history keeps."""
    column = Student._meta.get_field(name)
    if isinstance(column, models.BooleanField):
        return text == "yes"
    return column.to_python(text) if text or not column.null else None
