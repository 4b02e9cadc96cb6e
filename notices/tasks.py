"""Background work of this room. The outbox says what is to do; the task only does it."""

from django_tasks import task

from notices.delivery import send_waiting


@task()
def send_due():
    """Send the letters that are due. Returns how many."""
    return send_waiting()
