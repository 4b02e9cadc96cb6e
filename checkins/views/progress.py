"""Freezing a reporting window's progress: choose the window, read what would be frozen, confirm."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.permissions import Permission
from checkins import actions
from checkins.forms import ProgressForm
from checkins.progress import progress_preview, progress_records
from plans.access import plan_or_404
from plans.addresses import back_to_plan, next_address, plan_address
from schools.queries import current_window


@require_http_methods(["GET", "POST"])
def progress(request, public_id):
    """What the family receives of one window: previewed, then frozen."""
    plan, standing = plan_or_404(public_id, Permission.SHARE_PLAN, to=request.principal)
    windows = list(plan.year.windows.order_by("starts_on"))
    window = chosen(windows, request.POST.get("window") or request.GET.get("window")) or current_window(plan.year)
    form = ProgressForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and window:
        try:
            row = actions.freeze_progress(
                plan=plan, window=window, by=request.principal, sentence=form.cleaned_data["sentence"]
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Progress of %(window)s is frozen as record %(number)d.") % {
                "window": window.name, "number": row.number,
            })  # fmt: skip
            return back_to_plan(request, plan, "goals")
    records = progress_records(plan, standing)
    page = {
        "form": form, "plan": plan, "windows": windows, "window": window, "has_errors": bool(form.errors),
        "goals": progress_preview(plan, window) if window else [], "records": records, "next": next_address(request),
        "frozen_before": next((one for one in records if window and one.window_id == window.pk), None),
        "back": next_address(request) or plan_address(plan, "goals"),
    }  # fmt: skip
    return render(request, "checkins/progress.html", page)


def chosen(windows, wanted):
    """The window of that number, of this plan's year."""
    return next((window for window in windows if str(window.pk) == wanted), None)
