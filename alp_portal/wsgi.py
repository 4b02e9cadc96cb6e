"""The door for gunicorn."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from alp_portal.loopback import LoopbackOnly

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alp_portal.settings")

application = get_wsgi_application()
if settings.DEMO:
    application = LoopbackOnly(application)
