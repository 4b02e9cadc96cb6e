"""What must be true before the application starts."""

import sys

from django.conf import settings
from django.core.checks import Error

from alp_portal.loopback import is_loopback, runserver_host

HINT = "The demo's people share one password, so it serves this machine only."


def demo_stays_on_this_machine(app_configs, **kwargs):
    """The demo setting refuses every name and address but this machine's own."""
    if not settings.DEMO:
        return []
    strangers = [host for host in settings.ALLOWED_HOSTS if not is_loopback(host)]
    asked = runserver_host(sys.argv)
    if not is_loopback(asked):
        strangers.append(asked)
    return [Error(f"DEMO cannot be served at {host}.", hint=HINT, id="alp_portal.E001") for host in strangers]
