"""Sharing changes with the family, and the stations of a plan."""

from accounts.permissions import Permission
from history.clock import today
from plans.actions import unshared_changes
from plans.forms.due import DueForm
from plans.forms.sharing import ActivateForm, CloseForm, ShareForm, WithdrawForm
from plans.parts import type_of
from plans.queries import letter_readers
from plans.required import required_parts
from plans.rules import answer_until, reasons_not_to_correct, reasons_not_to_share
from plans.snapshot import is_material
from plans.unshared import waiting_changes
from plans.views.acting import bound, form_page, with_plan


@with_plan(Permission.SHARE_PLAN)
def share(request, plan, standing):
    """What is shared for the first time or changed since, who will hear of it, and the one act that shares it."""
    content, changes = unshared_changes(plan)
    told, untold = letter_readers(plan.student)
    return form_page(
        request, ShareForm(bound(request), plan=plan, standing=standing, changes=changes), template="plans/share.html",
        reasons=reasons_not_to_share(plan, changes), waiting=waiting_changes(plan, standing, content, changes),
        told=told, untold=untold, is_material=is_material(changes, type_of(plan)),
        may_correct=not reasons_not_to_correct(plan, changes), live=live_sections(plan),
        **({} if plan.is_shared else what_comes_next(plan, standing)),
    )  # fmt: skip


def live_sections(plan):
    """The names of the sections that everybody always reads as they stand, in a row."""
    live = [str(entry) for entry in type_of(plan).sections if entry.layer == "live"]
    return ", ".join(live)


def what_comes_next(plan, standing):
    """What a first sharing says beside the plan: the required parts it lacks, and how long the family has."""
    parts = required_parts(plan, standing, plan.goals.readable(standing.readers))
    return {"missing": [part for part in parts if not part.met], "until": answer_until(plan, on=today())}


def station(request, form):
    """A page that moves a plan on, or says why it cannot be done yet."""
    return form_page(request, form, template="plans/station.html", reasons=form.reasons())


@with_plan(Permission.WRITE_PLAN, open_only=True)
def due(request, plan, standing):
    """Say when the plan is due, or move that day."""
    return form_page(request, DueForm(bound(request), plan=plan, standing=standing))


@with_plan(Permission.SHARE_PLAN)
def activate(request, plan, standing):
    return station(request, ActivateForm(bound(request), plan=plan, standing=standing))


@with_plan(Permission.SHARE_PLAN)
def close(request, plan, standing):
    return station(request, CloseForm(bound(request), plan=plan, standing=standing))


@with_plan(Permission.SHARE_PLAN)
def withdraw(request, plan, standing):
    return station(request, WithdrawForm(bound(request), plan=plan, standing=standing))
