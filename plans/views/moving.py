"""A draft that was begun for the wrong child."""

from accounts.permissions import Permission
from plans.forms.moving import MoveForm
from plans.views.acting import bound, with_plan
from plans.views.sharing import station


@with_plan(Permission.WRITE_PLAN)
def move(request, plan, standing):
    """Move a draft to the child it is about, or say why it stays."""
    return station(request, MoveForm(bound(request), plan=plan, standing=standing))
