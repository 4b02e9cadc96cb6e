"""Undo in the message after a document, or what one said of a revision, was taken back."""

from django.views.decorators.http import require_POST

from accounts.permissions import Permission
from history.undoing import undone
from plans import actions
from plans.access import plan_or_404
from plans.actions.documents import put_document_back
from plans.addresses import back_to_plan
from plans.models import Acknowledgement
from plans.views.documents import document_or_404


@require_POST
def document_undo(request, public_id):
    """Lets a document stand again that this person has just taken back."""
    document, plan, _standing = document_or_404(request, public_id, Permission.WRITE_PLAN)
    undone(request, put_document_back, document=document)
    return back_to_plan(request, plan, "documents")


@require_POST
def say_again(request, public_id, pk):
    """Says again what one has just taken back of a revision."""
    plan, _standing = plan_or_404(public_id, Permission.ACKNOWLEDGE, to=request.principal)
    said = Acknowledgement.objects.filter(revision__plan=plan, person=request.principal.key)
    one = said.select_related("revision__plan").filter(pk=pk).first()
    if one:
        undone(request, actions.say_again, acknowledgement=one)
    return back_to_plan(request, plan, "acknowledgements")
