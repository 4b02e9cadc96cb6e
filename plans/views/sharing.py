"""Sharing changes with the family, and the stations of a plan."""

from accounts.permissions import Permission
from plans.actions import unshared_changes
from plans.forms.sharing import ActivateForm, CloseForm, ShareForm, WithdrawForm
from plans.parts import type_of
from plans.queries import letter_readers
from plans.rules import reasons_not_to_correct, reasons_not_to_share
from plans.snapshot import is_material
from plans.views.acting import bound, form_page, with_plan
from plans.wording import changed_things


@with_plan(Permission.SHARE_PLAN)
def share(request, plan, standing):
    """What changed since the last sharing, who will hear of it, and the one act that shares it."""
    content, changes = unshared_changes(plan)
    before = plan.revision.content if plan.revision else None
    told, untold = letter_readers(plan.student)
    return form_page(
        request, ShareForm(bound(request), plan=plan, standing=standing), template="plans/share.html",
        reasons=reasons_not_to_share(plan, changes), things=changed_things(changes, before, content),
        told=told, untold=untold, is_material=is_material(changes, type_of(plan)),
        may_correct=not reasons_not_to_correct(plan, changes),
    )  # fmt: skip


def station(request, form):
    """A page that moves a plan on, or says why it cannot be done yet."""
    return form_page(request, form, template="plans/station.html", reasons=form.reasons())


@with_plan(Permission.SHARE_PLAN)
def activate(request, plan, standing):
    return station(request, ActivateForm(bound(request), plan=plan, standing=standing))


@with_plan(Permission.SHARE_PLAN)
def close(request, plan, standing):
    return station(request, CloseForm(bound(request), plan=plan, standing=standing))


@with_plan(Permission.SHARE_PLAN)
def withdraw(request, plan, standing):
    return station(request, WithdrawForm(bound(request), plan=plan, standing=standing))
