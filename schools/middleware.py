"""The district's clock, for the length of a request."""

import zoneinfo

from django.utils import timezone

from history.clock import now
from schools.models import Posting


def zone_of(principal):
    """The time zone of the district a person works for, or None when the default holds."""
    if not getattr(principal, "pk", None) or not principal.key.startswith("user:"):
        return None
    posting = (
        Posting.objects.filter(user=principal.pk)
        .on(timezone.localdate(now()))
        .values_list("school__district__time_zone", "district__time_zone")
        .first()
    )
    return posting and (posting[0] or posting[1])


class DistrictTimeMiddleware:
    """Activates the time zone of the person's district. The installation's own zone holds for
    families and students, whose pages belong to one administrative unit."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        zone = request.session.get("zone")
        if zone is None and request.principal.is_authenticated:
            zone = request.session["zone"] = zone_of(request.principal) or ""
        with timezone.override(zoneinfo.ZoneInfo(zone) if zone else timezone.get_default_timezone()):
            return self.get_response(request)
