"""Background work of this room: a long list is brought in by the worker, so that no page hangs."""

from django.core.exceptions import ValidationError
from django.utils import translation
from django_tasks import task

from rostering.actions import apply_run
from rostering.models import ImportRun


@task()
def bring_in(run_pk: int) -> bool:
    """Apply a run that waits. A refusal is kept with the run, for its page. Returns whether it was applied."""
    run = ImportRun.objects.select_related("by", "school").filter(pk=run_pk, state=ImportRun.State.APPLYING).first()
    if run is None:
        return False
    try:
        with translation.override(run.by.language):
            apply_run(run=run, by=run.by)
    except ValidationError:
        return False
    return True
