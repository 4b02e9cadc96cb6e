"""How a page of this room with a form goes: the questions, the act, and back."""

from django.contrib import messages
from django.shortcuts import redirect, render


def bound(request):
    """The answers sent with a request, or None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def form_page(request, form, *, above, back, template="schools/form.html"):
    """Show a form, or carry it out and go to `back`. `above` are the breadcrumbs: label and url each."""
    if form.is_bound and form.is_valid() and form.carry_out():
        messages.success(request, form.said)
        return redirect(back)
    shown = {"form": form, "has_errors": bool(form.errors), "above": above, "back": back}
    return render(request, template, shown, status=422 if form.is_bound else 200)
