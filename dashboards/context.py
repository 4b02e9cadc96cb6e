"""What every page needs: the product's name, the navigation and the lines of help."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from dashboards.hats import hats_of
from dashboards.nav import nav_of
from schools.queries import installation_name


def page(request):
    """Context of the base template. The navigation holds only what this person has."""
    principal = getattr(request, "principal", None)
    signed_in = principal is not None and principal.is_authenticated
    return {
        "product_name": settings.PRODUCT_NAME,
        "place": SimpleLazyObject(installation_name),
        "help_line": settings.HELP_LINE,
        "talk_line": settings.TALK_LINE,
        "nav": doors(request) if signed_in else [],
        "find_url": reverse("students:find") if signed_in and hats_of(request).is_staff else "",
        "principal": principal,
    }


def doors(request):
    """The navigation of somebody signed in. Whoever has a single page, as most families and students
    have, finds it under the mark and needs no navigation."""
    found = nav_of(hats_of(request), request.path)
    return found if len(found) > 1 else []
