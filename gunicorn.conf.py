"""How gunicorn serves the portal, in the demo and for real. It reads this file by itself:

gunicorn alp_portal.wsgi
"""

import os
import sys

from django.conf import settings

from alp_portal.loopback import is_loopback

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alp_portal.settings")

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))  # a slow phone holds a thread, not a process
timeout = 60
graceful_timeout = 20
max_requests = 2000  # then a fresh process: drawing papers makes memory grow
max_requests_jitter = 200
loglevel = os.environ.get("WEB_LOG_LEVEL", "info")


def on_starting(server):
    """The demo serves this machine only."""
    if not settings.DEMO:
        return
    for address in server.cfg.address:
        host = address[0] if isinstance(address, tuple) else "localhost"  # a socket file is on this machine
        if not is_loopback(host):
            sys.exit(f"DEMO cannot be served at {host}: its people share one password. Use 127.0.0.1.")
