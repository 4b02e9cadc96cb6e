"""The front door: everybody is led to the home they work in most."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from dashboards.hats import hats_of
from dashboards.nav import homes_of


@require_GET
def home(request):
    """Leads to the first of one's homes. Somebody without any is told what to do."""
    homes = homes_of(hats_of(request))
    return redirect(homes[0].url) if homes else render(request, "dashboards/nobody.html")
