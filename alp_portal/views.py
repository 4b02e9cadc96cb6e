"""The roof's own page: the gallery of components."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alp_portal.gallery import sample


@login_not_required
@require_GET
def gallery(request):
    """Every component in every state, with invented words."""
    return render(request, "gallery.html", sample())
